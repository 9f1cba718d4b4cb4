import { jsonEqual } from "../../logic/index.ts";
import { keyOf, normalised, type Op } from "./overlay.ts";

/** Two operations for one key: the second saver decides. */
export interface MergeClash {
  readonly key: string;
  readonly first: Op;
  readonly second: Op;
}

export interface Merged {
  /** The union, without the clashing keys. */
  readonly ops: readonly Op[];
  readonly clashes: readonly MergeClash[];
}

/**
 * Two drafts of one layer as one: the union of both maps. It is not one draft
 * applied after the other: two elements put behind the same one would then
 * depend on who came first.
 */
export function mergeDrafts(first: readonly Op[], second: readonly Op[]): Merged {
  const mine = new Map(first.map((op) => [keyOf(op), op]));
  const clashes = second.flatMap((op): MergeClash[] => {
    const other = mine.get(keyOf(op));
    return other && !jsonEqual(other, op) ? [{ key: keyOf(op), first: other, second: op }] : [];
  });
  const taken = new Set(clashes.map((one) => one.key));
  return { ops: normalised([...first, ...second].filter((op) => !taken.has(keyOf(op)))), clashes };
}
