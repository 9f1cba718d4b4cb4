import type { TFunction } from "i18next";

const minute = 60_000;

/** 45 分钟 · 1 小时 12 分 · 4 天 3 小时. Whole minutes, rounded down; under a minute in seconds. */
export function durationText(ms: number, t: TFunction): string {
  const all = Math.max(0, Math.floor(ms / minute));
  const [d, h, m] = [Math.floor(all / 1440), Math.floor((all % 1440) / 60), all % 60];
  if (all < 1) return t("common:duration.s", { s: Math.floor(ms / 1000) });
  if (d > 0) return h > 0 ? t("common:duration.dh", { d, h }) : t("common:duration.d", { d });
  if (h > 0) return m > 0 ? t("common:duration.hm", { h, m }) : t("common:duration.h", { h });
  return t("common:duration.min", { m });
}

/** How long ago; over a day the absolute time instead. */
export function ageText(ms: number, t: TFunction): string {
  if (ms < 1000) return t("common:age.now");
  if (ms < minute) return t("common:age.s", { n: Math.floor(ms / 1000) });
  if (ms < 60 * minute) return t("common:age.min", { n: Math.floor(ms / minute) });
  return t("common:age.h", { n: Math.floor(ms / (60 * minute)) });
}

/** 0:38 · 7:12:40 */
export function countdownText(ms: number): string {
  const s = Math.max(0, Math.ceil(ms / 1000));
  const two = (n: number): string => String(n).padStart(2, "0");
  const [h, m] = [Math.floor(s / 3600), Math.floor((s % 3600) / 60)];
  return h > 0 ? `${h}:${two(m)}:${two(s % 60)}` : `${m}:${two(s % 60)}`;
}

let siteZone: string | undefined;

/** All times are shown in the site's zone, whatever the machine of the reader says. */
export function setSiteZone(zone: string | undefined): void {
  siteZone = zone;
}

function parts(at: string | number | Date): Record<string, string> {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone: siteZone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" });
  return Object.fromEntries(format.formatToParts(new Date(at)).map((part) => [part.type, part.value]));
}

/** `07-14 08:30`; with the year when it is not this one. */
export function dateTimeText(at: string | number, now = Date.now()): string {
  const p = parts(at);
  const day = p["year"] === parts(now)["year"] ? `${p["month"]}-${p["day"]}` : `${p["year"]}-${p["month"]}-${p["day"]}`;
  return `${day} ${p["hour"]}:${p["minute"]}`;
}

/** `2026-07-14 08:30:05` */
export function fullTimeText(at: string | number): string {
  const p = parts(at);
  return `${p["year"]}-${p["month"]}-${p["day"]} ${p["hour"]}:${p["minute"]}:${p["second"]}`;
}

/** `08:00:38` */
export function clockText(at: string | number): string {
  const p = parts(at);
  return `${p["hour"]}:${p["minute"]}:${p["second"]}`;
}

/** `2026-07-14` */
export function dateText(at: string | number): string {
  const p = parts(at);
  return `${p["year"]}-${p["month"]}-${p["day"]}`;
}
