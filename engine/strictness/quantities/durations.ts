import { compareRatios, plus, ratioOf, times, type Ratio } from "../../rules/units/ratio.ts";

const pattern = /^P(?:(\d{1,5})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8}(?:\.\d{1,9})?)S)?)?$/;
const inSeconds = ["3600", "60", "1"];
const inDays = 7n;

/** Months, weeks, days and seconds of an ISO 8601 duration: what no calendar can turn into each other. */
interface Span { readonly months: bigint; readonly weeks: bigint; readonly days: bigint; readonly seconds: Ratio }

/**
 * Local against upper. With `calendar` null a day has 24 hours and a week 7
 * days; under a work calendar, or where none is known of, days, weeks and
 * hours are compared each for itself, which holds for every calendar. Months
 * always are. Undefined when that tells nothing.
 */
export function compareDurations(upper: string, local: string, calendar: string | null | undefined): -1 | 0 | 1 | undefined {
  const [a, b] = [spanOf(upper), spanOf(local)];
  if (!a || !b) return undefined;
  const parts = calendar === null ? [sign(b.months - a.months), compareRatios(fixed(b), fixed(a))] : [sign(b.months - a.months), sign(b.weeks - a.weeks), sign(b.days - a.days), compareRatios(b.seconds, a.seconds)];
  if (parts.every((part) => part === 0)) return 0;
  if (parts.every((part) => part <= 0)) return -1;
  return parts.every((part) => part >= 0) ? 1 : undefined;
}

function sign(value: bigint): -1 | 0 | 1 {
  return value < 0n ? -1 : value > 0n ? 1 : 0;
}

function fixed({ weeks, days, seconds }: Span): Ratio {
  return plus(seconds, { over: (weeks * inDays + days) * 86_400n, under: 1n });
}

function spanOf(text: string): Span | undefined {
  const match = text.length > 1 && text.length <= 80 && text !== "P" && !text.endsWith("T") ? pattern.exec(text) : null;
  if (!match) return undefined;
  const whole = (at: number): bigint => BigInt(match[at] ?? 0);
  const seconds = inSeconds.reduce<Ratio>((sum, factor, i) => plus(sum, times(ratioOf(match[i + 5] ?? "0")!, ratioOf(factor)!)), { over: 0n, under: 1n });
  return { months: whole(1) * 12n + whole(2), weeks: whole(3), days: whole(4), seconds };
}
