import { keyOf, type LockOp, type Op } from "../overlay/overlay.ts";
import { conflict, type Item, notice } from "./items.ts";
import { both, hasNote, type Sides } from "./sides.ts";

/** A local tombstone. What it hides is compared apart (`hidden.ts`). */
export function compareRemove(sides: Sides, op: Op): Item[] {
  const [was, now] = both(sides, op.el);
  const rest = { key: keyOf(op), el: op.el };
  if (!now && sides.next.result.elements.has(op.el)) return [];
  if (!now) return [notice(was && !was.off ? "CONVERGED" : "ORPHAN", rest)];
  if (was && was.kind !== now.kind) return [conflict("KIND_CLASH", { ...rest, was: was.kind, theirs: now.kind })];
  if (hasNote(sides.next, rest.key, "LOCKED")) return was && hasNote(sides.old, rest.key, "LOCKED") ? [] : [conflict("LOCK_NEW", rest)];
  return now.off && !was?.off ? [notice("CONVERGED", rest)] : [];
}

/** Taking an upper tombstone back. One that the upper sets only now was not meant. */
export function compareRestore(sides: Sides, op: Op): Item[] {
  const [was, now] = both(sides, op.el);
  const rest = { key: keyOf(op), el: op.el };
  if (!now) return [notice("ORPHAN", rest)];
  if (hasNote(sides.next, rest.key, "LOCKED")) return was && hasNote(sides.old, rest.key, "LOCKED") ? [] : [conflict("LOCK_NEW", rest)];
  if (now.off) return was?.off ? [] : [conflict("BOTH_CHANGED", rest)];
  return was?.off ? [notice("CONVERGED", rest)] : [];
}

export function compareLock(sides: Sides, op: LockOp): Item[] {
  return sides.next.result.elements.has(op.el) ? [] : [notice("ORPHAN", { key: keyOf(op), el: op.el, prop: op.facet })];
}
