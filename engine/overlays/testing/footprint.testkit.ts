import type { Applied } from "../apply/apply.ts";
import { keyOf, type Op, slotStart } from "../overlay/overlay.ts";
import { placeKey, type Ref, type Tree } from "../tree/element.ts";
import { upwards } from "../tree/reading.ts";

/** What an overlay writes and reads, so that two with disjoint footprints commute (overlays.md 12, law 5). */
export interface Footprint {
  readonly writes: ReadonlySet<string>;
  readonly reads: ReadonlySet<string>;
}

/** `result` is the overlay applied: it says which anchors are in the slot, and what lies around what. */
export function footprintOf(base: Tree, { tree: result, notes }: Applied, ops: readonly Op[]): Footprint {
  const writes = new Set<string>();
  const reads = new Set<string>();
  // A ring that is cut goes to the start.
  for (const { el } of notes.filter((one) => one.code === "RING_CUT")) writes.add(`gap|${slotOf(result, el)}|${slotStart}`);
  for (const op of ops) {
    writes.add(keyOf(op));
    if (op.op === "add" || op.op === "move") place(op.el, op.at, result, { writes, reads });
    else reads.add(`made|${op.el}`);
    if (op.op === "add") for (const what of ["made", ...Object.keys(op.props).map((prop) => `set|${op.el}|${prop}`)]) writes.add(what.includes("|") ? what : `made|${op.el}`);
    if (op.op === "set") reads.add(`lock|${op.el}|${op.prop}`);
    if (op.op === "remove" || op.op === "restore") keptPlaces(base, result, reads);
    if (op.op === "lock" && op.facet === "place") writes.add(`place|${op.el}`);
  }
  return { writes, reads };
}

function slotOf(tree: Tree, el: Ref): string {
  const one = tree.elements.get(el);
  return one ? placeKey(one.parent, one.slot) : "";
}

/** What may not vanish decides whether something around it may: its path is read. */
function keptPlaces(base: Tree, result: Tree, reads: Set<string>): void {
  const locked = [...base.elements.values()].filter((one) => one.locks?.["exist"]);
  for (const one of locked) for (const around of [...upwards(result, one.id), ...upwards(base, one.id)]) reads.add(`place|${around.id}`).add(`exist|${around.id}`);
}

function place(el: Ref, at: { readonly parent: Ref; readonly slot: string; readonly after: readonly Ref[] }, result: Tree, { writes, reads }: { writes: Set<string>; reads: Set<string> }): void {
  writes.add(`place|${el}`);
  reads.add(`made|${el}`);
  for (const around of [...upwards(result, at.parent), ...upwards(result, el)]) if (around.id !== el) for (const what of ["place", "made", "exist"]) reads.add(`${what}|${around.id}`);
  reads.add(`made|${at.parent}`);
  const key = placeKey(at.parent, at.slot);
  const slot = result.order.get(key) ?? [];
  for (const anchor of at.after) {
    writes.add(`gap|${key}|${anchor}`);
    if (anchor !== slotStart) reads.add(`place|${anchor}`).add(`made|${anchor}`);
  }
  if (!at.after.some((anchor) => anchor === slotStart || slot.includes(anchor))) writes.add(`gap|${key}|end`);
}

export function disjoint(a: Footprint, b: Footprint): boolean {
  const meets = (writes: ReadonlySet<string>, other: Footprint): boolean => [...writes].some((one) => other.writes.has(one) || other.reads.has(one));
  return !meets(a.writes, b) && !meets(b.writes, a);
}
