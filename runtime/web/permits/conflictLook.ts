import type { PermitConflict } from "@safeloop/engine";

export type ConflictStanding = "both" | "stopped" | "soon" | "ahead";

export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

const hour = 3_600_000;
const soonMs = hour;
const longestMs = 24 * hour;

const ms = (at: string | null, unknown: number): number => (at === null ? unknown : Date.parse(at));

/** What a conflict is at this instant: both go on, one of the two is stopped, both will within the hour, or later. */
export function standingOfConflict({ a, b, from }: PermitConflict, now: number): ConflictStanding {
  if (a.tone === "stopped" || b.tone === "stopped") return "stopped";
  const begin = ms(from, now);
  if (begin <= now) return "both";
  return begin - now <= soonMs ? "soon" : "ahead";
}

const urgency: { readonly [standing in ConflictStanding]: number } = { both: 0, stopped: 1, soon: 2, ahead: 3 };

/** What goes on at once stands on top. */
export function sortConflicts(conflicts: readonly PermitConflict[], now: number): PermitConflict[] {
  return [...conflicts].sort((x, y) => urgency[standingOfConflict(x, now)] - urgency[standingOfConflict(y, now)] || ms(x.from, 0) - ms(y.from, 0));
}

/** The whole hours that show every overlap with an hour before it and after, at most a day from an hour ago. */
export function conflictSpan(conflicts: readonly PermitConflict[], now: number): TimeSpan {
  const sides = conflicts.flatMap(({ a, b }) => [a, b]);
  const earliest = Math.max(now - 4 * hour, Math.min(now - hour, ...sides.map((side) => ms(side.from, now - hour))));
  const latest = Math.max(now + 2 * hour, ...sides.map((side) => ms(side.to, now + 2 * hour)));
  const from = Math.floor(earliest / hour) * hour;
  return { from, to: Math.min(from + longestMs, Math.ceil(latest / hour) * hour) };
}

export interface Bar {
  /** Shares of the width, 0…1. */
  readonly left: number;
  readonly right: number;
  /** Goes on past the edge, or has no known end there. */
  readonly isOpenLeft: boolean;
  readonly isOpenRight: boolean;
}

/** Where a period stands on the span; undefined when it lies outside. */
export function barOf(from: string | null, to: string | null, span: TimeSpan): Bar | undefined {
  const share = (at: number): number => (at - span.from) / (span.to - span.from);
  const [left, right] = [share(ms(from, span.from - 1)), share(ms(to, span.to + 1))];
  if (right <= 0 || left >= 1) return undefined;
  return { left: Math.max(0, left), right: Math.min(1, right), isOpenLeft: left < 0, isOpenRight: right > 1 };
}
