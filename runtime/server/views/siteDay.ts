const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  // en-CA writes yyyy-mm-dd. Making a format costs more than a whole request; it is made once.
  const made = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  formats.set(timeZone, made);
  return made;
}

/** The day of an instant at the site, as `yyyy-mm-dd`. */
export function siteDay(at: number, timeZone: string): string {
  return formatOf(timeZone).format(at);
}
