import type { ProcessEdge } from "../process/state.ts";

/** One span from raise to clear. Times are epoch ms; `clearedAt` is null while it lasts. */
export interface Episode {
  readonly key: string;
  readonly raisedAt: number;
  readonly clearedAt: number | null;
}

/** The episodes that the edges of one process tell of, by raise time. */
export function episodesOf(key: string, edges: readonly Pick<ProcessEdge, "kind" | "at">[]): readonly Episode[] {
  const found: Episode[] = [];
  for (const { kind, at } of edges) {
    const last = found.at(-1);
    if (kind === "raise") found.push({ key, raisedAt: at, clearedAt: null });
    else if (last) found[found.length - 1] = { ...last, clearedAt: at };
  }
  return found;
}

/** True when two spans of one key share an instant. */
export function overlaps(a: Episode, b: Episode): boolean {
  return a.key === b.key && a.raisedAt <= endOf(b) && b.raisedAt <= endOf(a);
}

/** How long (ms) two spans go on together; 0 when they only touch. */
export function sharedMs(a: Episode, b: Episode): number {
  return Math.max(0, Math.min(endOf(a), endOf(b)) - Math.max(a.raisedAt, b.raisedAt));
}

function endOf(one: Episode): number {
  return one.clearedAt ?? Number.POSITIVE_INFINITY;
}
