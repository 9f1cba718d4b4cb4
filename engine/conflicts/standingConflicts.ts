import { conflictsOf, type Conflict } from "./conflictsOf.ts";
import type { TableRow } from "./table.ts";
import type { Period, Work } from "./work.ts";

/** Two works that stand in each other's way, and when: the part of their periods that both share. */
export interface StandingConflict extends Conflict {
  readonly overlap: Period;
}

/**
 * Every conflict among the works that stand, each pair of tickets once a row,
 * its nearest works. Those that begin first come first; what is over by `now`
 * is left out.
 */
export function standingConflicts(table: readonly TableRow[], works: readonly Work[], now: number): StandingConflict[] {
  const nearest = new Map<string, StandingConflict>();
  for (const conflict of table.flatMap((row) => conflictsOf([row], ofKind(works, row.a), row.b === "*" ? works : ofKind(works, row.b)))) {
    const overlap = shared(conflict.mine, conflict.other);
    if (overlap.to !== null && overlap.to <= now) continue;
    const key = JSON.stringify([conflict.row.id, ...[conflict.mine.ticket, conflict.other.ticket].sort()]);
    const known = nearest.get(key);
    if (!known || metres(conflict) < metres(known)) nearest.set(key, { ...conflict, overlap });
  }
  return [...nearest.values()].sort((a, b) => begin(a.overlap) - begin(b.overlap) || compare(a.mine.number, b.mine.number) || compare(a.other.number, b.other.number) || compare(a.row.id, b.row.id));
}

function ofKind(works: readonly Work[], kind: string): readonly Work[] {
  return works.filter((one) => one.kind === kind);
}

function shared(a: Period, b: Period): Period {
  return { from: a.from === null ? b.from : b.from === null ? a.from : Math.max(a.from, b.from), to: a.to === null ? b.to : b.to === null ? a.to : Math.min(a.to, b.to) };
}

/** A distance that is not known may be none at all. */
function metres({ distanceM }: Conflict): number {
  return distanceM ?? 0;
}

function begin({ from }: Period): number {
  return from ?? Number.MIN_SAFE_INTEGER;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
