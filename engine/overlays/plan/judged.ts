import { canonicalJson } from "../../model/canonical.ts";
import type { Issue } from "../../issues/issue.ts";
import { propOf } from "../apply/edits.ts";
import { keyOf, type Op } from "../overlay/overlay.ts";
import { definitionOf, type Ref, type Tree } from "../tree/element.ts";
import type { Change } from "./changes.ts";
import { conflict, type ConflictCode, type Item } from "./items.ts";

/** Something wrong with a whole tree: an Issue of a checker, a broken reference, a way around a lock, a case that fails. */
export interface TreeFault {
  readonly as: Extract<ConflictCode, "INVALID" | "REF_BROKEN" | "LOCK_NEW" | "CASE_FAILED">;
  /** What is wrong, for the person who decides. */
  readonly issue: Issue;
  readonly el: Ref;
}

/** Judges a tree as a whole, as it stands on an upper; given by the caller, so that the plan itself knows no definition. */
export type TreeJudge = (tree: Tree, upper: Tree) => readonly TreeFault[];

export interface Judged {
  readonly judge: TreeJudge;
  /** The upper before, and the overlay on it. */
  readonly old: Tree;
  readonly before: Tree;
  /** The upper now, and the overlay on it. */
  readonly upper: Tree;
  readonly result: Tree;
  readonly ops: readonly Op[];
  readonly changes: readonly Change[];
  readonly applied: (ops: readonly Op[]) => Tree;
}

/** Faults of the result that neither the overlay on the old upper nor the new upper alone has: one item an operation and code. */
export function newFaults(given: Judged): Item[] {
  const found = given.judge(given.result, given.upper);
  if (found.length === 0) return [];
  const known = new Set([...given.judge(given.before, given.old), ...given.judge(given.upper, given.upper)].map(textOf));
  return found.filter((one) => !known.has(textOf(one))).map((one) => faultItem(given, one, nearTo(given.ops, one.el), (ops) => cures(given, one, ops))).reduce<Item[]>(joined, []);
}

const textOf = ({ as, issue, el }: TreeFault): string => `${as} ${issue.code} ${canonicalJson(issue.params)} ${el}`;

const nearTo = (ops: readonly Op[], el: Ref): readonly Op[] => ops.filter((op) => definitionOf(op.el) === definitionOf(el));

/** Named on the first operation, of those `near`, without which the fault is gone; the others, and the group's changes of the same elements, beside it. Undefined where there is no operation. */
export function faultItem(given: Pick<Judged, "ops" | "changes" | "upper">, fault: TreeFault, near: readonly Op[], isCured: (ops: readonly Op[]) => boolean): Item | undefined {
  const guilty = near.filter((op) => isCured(given.ops.filter((one) => one !== op)));
  const named = guilty.length > 0 ? guilty : near.length > 0 ? near : given.ops;
  const [first, ...others] = named;
  if (!first) return undefined;
  const concerned = new Set(named.map((op) => op.el));
  const theirs = given.changes.filter((one) => concerned.has(one.el)).map((one) => one.el);
  return conflict(fault.as, { key: keyOf(first), el: first.el, ...valueOf(first, given.upper), also: [...new Set([...others.map(keyOf), ...theirs, fault.el])], why: [fault.issue] });
}

/** Of an operation that sets a value: both values, so that another may be given in their place. */
function valueOf(op: Op, upper: Tree): Partial<Item> {
  if (op.op !== "set") return {};
  const theirs = propOf(upper.elements.get(op.el)?.props ?? {}, op.prop);
  return { prop: op.prop, ...("value" in op ? { mine: op.value } : {}), ...(theirs === undefined ? {} : { theirs }) };
}

/** A person decides on an operation once, whatever number of faults it has. */
export function joined(items: Item[], next: Item | undefined): Item[] {
  if (!next) return items;
  const same = items.find((one) => one.code === next.code && one.key === next.key);
  if (!same) return [...items, next];
  const both: Item = { ...same, also: [...new Set([...(same.also ?? []), ...(next.also ?? [])])], why: [...(same.why ?? []), ...(next.why ?? [])] };
  return items.map((one) => (one === same ? both : one));
}

function cures(given: Judged, fault: TreeFault, ops: readonly Op[]): boolean {
  return !given.judge(given.applied(ops), given.upper).some((one) => textOf(one) === textOf(fault));
}
