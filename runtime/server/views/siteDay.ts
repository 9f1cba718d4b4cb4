const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  // en-CA writes yyyy-mm-dd. Making a format costs more than a whole request; it is made once.
  const made = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  formats.set(timeZone, made);
  return made;
}

let last = { second: Number.NaN, timeZone: "", day: "" };

/** The day of an instant at the site, as `yyyy-mm-dd`. Remembers the last second asked for: every request asks for now. */
export function siteDay(at: number, timeZone: string): string {
  const second = Math.floor(at / 1_000);
  if (last.second !== second || last.timeZone !== timeZone) last = { second, timeZone, day: formatOf(timeZone).format(at) };
  return last.day;
}
