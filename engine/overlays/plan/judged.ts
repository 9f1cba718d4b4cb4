import { keyOf, type Op } from "../overlay/overlay.ts";
import { definitionOf, type Ref, type Tree } from "../tree/element.ts";
import type { Change } from "./changes.ts";
import { conflict, type ConflictCode, type Item } from "./items.ts";

/** Something wrong with a whole tree: an Issue of a checker, a broken reference, a case that fails. */
export interface TreeFault {
  /** `INVALID`, `REF_BROKEN` or `CASE_FAILED`. */
  readonly as: Extract<ConflictCode, "INVALID" | "REF_BROKEN" | "CASE_FAILED">;
  /** The checker's code, or the id of the case. */
  readonly what: string;
  readonly el: Ref;
}

/** Judges a tree as a whole; given by the caller, so that the plan itself knows no definition. */
export type TreeJudge = (tree: Tree) => readonly TreeFault[];

interface Judged {
  readonly judge: TreeJudge;
  readonly before: Tree;
  readonly upper: Tree;
  readonly result: Tree;
  readonly ops: readonly Op[];
  readonly changes: readonly Change[];
  readonly applied: (ops: readonly Op[]) => Tree;
}

/** Faults of the result that neither the overlay on the old upper nor the new upper alone has. */
export function newFaults(given: Judged): Item[] {
  const found = given.judge(given.result);
  if (found.length === 0) return [];
  const known = new Set([...given.judge(given.before), ...given.judge(given.upper)].map(textOf));
  return found.filter((one) => !known.has(textOf(one))).flatMap((one) => faultItem(given, one));
}

const textOf = (fault: TreeFault): string => `${fault.as} ${fault.what} ${fault.el}`;

/** Named on the first operation without which the fault is gone; the others, and the group's changes of the same elements, beside it. */
function faultItem(given: Judged, fault: TreeFault): Item[] {
  const near = given.ops.filter((op) => definitionOf(op.el) === definitionOf(fault.el));
  const guilty = near.filter((op) => cures(given, fault, given.ops.filter((one) => one !== op)));
  const named = guilty.length > 0 ? guilty : near.length > 0 ? near : given.ops;
  const [first, ...others] = named;
  if (!first) return [];
  const concerned = new Set(named.map((op) => op.el));
  const theirs = given.changes.filter((one) => concerned.has(one.el)).map((one) => one.el);
  return [conflict(fault.as, { key: keyOf(first), el: first.el, prop: fault.what, also: [...new Set([...others.map(keyOf), ...theirs, fault.el])] })];
}

function cures(given: Judged, fault: TreeFault, ops: readonly Op[]): boolean {
  return !given.judge(given.applied(ops)).some((one) => textOf(one) === textOf(fault));
}
