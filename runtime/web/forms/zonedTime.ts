function offsetMs(at: number, zone: string | undefined): number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const local = Date.UTC(part["year"] ?? 0, (part["month"] ?? 1) - 1, part["day"] ?? 1, part["hour"] ?? 0, part["minute"] ?? 0, part["second"] ?? 0);
  return local - Math.floor(at / 1000) * 1000;
}

/** An ISO instant as the value of a `datetime-local` input in the site's zone: `2026-07-14T07:50`. Empty for what is no instant. */
export function localInputOf(iso: string, zone: string | undefined): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? "" : new Date(at + offsetMs(at, zone)).toISOString().slice(0, 16);
}

/** The instant of a `datetime-local` value read in the site's zone, as ISO with that zone's offset. Undefined for an incomplete value. */
export function isoOfLocal(local: string, zone: string | undefined): string | undefined {
  const asUtc = Date.parse(`${local}Z`);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(local) || Number.isNaN(asUtc)) return undefined;
  const first = offsetMs(asUtc, zone);
  const offset = offsetMs(asUtc - first, zone); // again at the instant itself: the offset may change on that day
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${local.slice(0, 16)}:00${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
