import type { WorkWindow } from "../../model/workCalendar.ts";

/** Minutes after midnight of the day a window begins on, half-open; the end may lie past 1440. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const clock = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** Minutes of "HH:MM", 00:00 to 23:59, or of "24:00" where an end is meant; undefined for anything else. */
export function minutesOf(text: unknown, end: boolean): number | undefined {
  if (typeof text !== "string") return undefined;
  if (end && text === "24:00") return 1440;
  const match = clock.exec(text);
  return match ? Number(match[1]) * 60 + Number(match[2]) : undefined;
}

/** The span of a window that was checked; an end not after its start lies on the next day. */
export function spanOf([from, to]: WorkWindow): Span {
  const [start, end] = [minutesOf(from, false) ?? 0, minutesOf(to, true) ?? 0];
  return { from: start, to: end > start ? end : end + 1440 };
}

/** Spans of checked windows in order of their start. */
export function spansOf(windows: readonly WorkWindow[]): readonly Span[] {
  return windows.map(spanOf).sort((a, b) => a.from - b.from);
}
