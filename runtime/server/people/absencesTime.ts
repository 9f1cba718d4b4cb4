const formats = new Map<string, Intl.DateTimeFormat>();

/** An instant (epoch ms) on the site's wall clock, as `yyyy-mm-dd hh:mm`. */
export function siteMinute(at: number, timeZone: string): string {
  // sv-SE writes dates as yyyy-mm-dd and hours to 24.
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });
  formats.set(timeZone, format);
  return format.format(at);
}
