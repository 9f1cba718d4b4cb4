const pattern = /^P(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?$/;
const unitsMs = [7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000];

/** Milliseconds of an ISO-8601 duration in weeks, days, hours, minutes and seconds (`PT30M`); undefined when malformed. */
export function durationMs(text: unknown): number | undefined {
  const match = typeof text === "string" && text.length > 2 && !text.endsWith("T") ? pattern.exec(text) : null;
  if (!match) return undefined;
  return unitsMs.reduce((sum, unit, i) => sum + unit * Number(match[i + 1] ?? 0), 0);
}
