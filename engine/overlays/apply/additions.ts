import type { AddOp } from "../overlay/overlay.ts";
import { keyOf } from "../overlay/overlay.ts";
import type { Ref } from "../tree/element.ts";
import { bound, note, opsOf, type Work } from "./work.ts";

/** Phase 1: elements that are not there yet are made, parents before children. One that is there with the same kind was adopted by the upper. */
export function addElements(work: Work): void {
  const adds = new Map(opsOf(work, "add").map((op) => [op.el, op]));
  const open = new Set<Ref>();
  for (const op of adds.values()) ensure(work, op, adds, open);
}

/** True when the element exists afterwards. An addition inside one that is refused is refused too. */
function ensure(work: Work, op: AddOp, adds: ReadonlyMap<Ref, AddOp>, open: Set<Ref>): boolean {
  const there = work.elements.get(op.el);
  if (work.created.has(op.el)) return true;
  if (there) {
    if (there.kind !== op.kind && !open.has(op.el)) note(work, "KIND_CLASH", op);
    open.add(op.el);
    return true;
  }
  if (open.has(op.el)) return false;
  open.add(op.el);
  if (!parentThere(work, op, adds, open)) return refuse(work, op, "PARENT_GONE");
  if (bound(work, op.at.parent, `children.${op.at.slot}`) === "fixed") return refuse(work, op, "LOCKED");
  work.elements.set(op.el, { id: op.el, kind: op.kind, parent: op.at.parent, slot: op.at.slot, props: op.props });
  work.created.add(op.el);
  work.placements.set(op.el, { el: op.el, at: op.at, key: keyOf(op), undoable: false });
  return true;
}

function parentThere(work: Work, op: AddOp, adds: ReadonlyMap<Ref, AddOp>, open: Set<Ref>): boolean {
  if (work.elements.has(op.at.parent)) return true;
  const parent = adds.get(op.at.parent);
  return parent !== undefined && ensure(work, parent, adds, open);
}

function refuse(work: Work, op: AddOp, code: "PARENT_GONE" | "LOCKED"): false {
  note(work, code, op, { by: op.at.parent });
  return false;
}

/** Additions whose element the upper has by now, of the same kind: they act as edits of it. */
export function adoptedAdds(work: Work): AddOp[] {
  return opsOf(work, "add").filter((op) => !work.created.has(op.el) && work.upper.elements.get(op.el)?.kind === op.kind);
}
