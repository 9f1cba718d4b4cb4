import { jsonEqual } from "../../logic/index.ts";
import type { JsonValue } from "../../model/json.ts";
import { propOf } from "../apply/edits.ts";
import type { AddOp, SetOp } from "../overlay/overlay.ts";
import { keyOf } from "../overlay/overlay.ts";
import type { Element } from "../tree/element.ts";
import { type ConflictCode, conflict, type Item, notice } from "./items.ts";
import { both, hasNote, lockOn, type Sides } from "./sides.ts";

/** What an operation was decided against, kept beside the overlay: the value of its target then. */
export type Seen = { readonly [key: string]: JsonValue | null };

/**
 * Every comparison here has one form: a conflict stands when the new upper and
 * the operation do not fit by themselves, and what the operation touches
 * (presence, kind, value, lock) is not what it was. So an upgrade in steps
 * without conflict is one without conflict in one go.
 */
export function compareSet(sides: Sides, op: SetOp, seen: Seen): Item[] {
  const [was, now] = both(sides, op.el);
  if (!now) return sides.next.result.elements.has(op.el) ? [] : [notice("ORPHAN", { key: keyOf(op), el: op.el, prop: op.prop })];
  if (was && was.kind !== now.kind) return [conflict("KIND_CLASH", { key: keyOf(op), el: op.el, was: was.kind, theirs: now.kind })];
  const local = "value" in op ? op.value : undefined;
  return compareProp(sides, { op, prop: op.prop, local, was, now, free: was ? "BOTH_CHANGED" : revived(op, now, seen) });
}

/** Back as it was when the operation was decided: it works again. */
function revived(op: SetOp, now: Element, seen: Seen): ConflictCode | undefined {
  const key = keyOf(op);
  return Object.hasOwn(seen, key) && jsonEqual(seen[key], propOf(now.props, op.prop) ?? null) ? undefined : "ORPHAN_REVIVED";
}

export interface PropCompared {
  readonly op: SetOp | AddOp;
  readonly prop: string;
  readonly local: JsonValue | undefined;
  readonly was: Element | undefined;
  readonly now: Element;
  /** The code where both sides may set it freely; undefined: then there is no conflict. */
  readonly free: ConflictCode | undefined;
}

/** One property that the operation sets and the upper has. */
export function compareProp(sides: Sides, { op, prop, local, was, now, free }: PropCompared): Item[] {
  const before = was && propOf(was.props, prop);
  const after = propOf(now.props, prop);
  const level = lockOn(sides.next, op.el, prop);
  if (was && jsonEqual(before, after) && level === lockOn(sides.old, op.el, prop)) return [];
  const rest = { key: keyOf(op), el: op.el, prop, ...given("was", before), ...given("theirs", after), ...given("mine", local) };
  if (jsonEqual(after, local)) return [notice("CONVERGED", rest)];
  if (hasNote(sides.next, keyOf(op), "LOCKED", prop)) return [conflict("LOCK_NEW", rest)];
  if (hasNote(sides.next, keyOf(op), "INCOMPARABLE", prop)) return [conflict("INCOMPARABLE", rest)];
  if (level === "free") return free ? [conflict(free, rest)] : [];
  return [notice(hasNote(sides.next, keyOf(op), "SUBSUMED", prop) ? "SUBSUMED" : "COMBINED", rest)];
}

function given(name: "was" | "theirs" | "mine", value: JsonValue | undefined): { readonly [name: string]: JsonValue } {
  return value === undefined ? {} : { [name]: value };
}
