import { jsonEqual } from "../../logic/index.ts";
import type { JsonValue } from "../../model/json.ts";
import { isHigher, lockLevel, withLock } from "../locks/lockLevel.ts";
import { type AddOp, keyOf, type Op, type SetOp } from "../overlay/overlay.ts";
import type { Element, Props, Ref } from "../tree/element.ts";
import { adoptedAdds } from "./additions.ts";
import { keptVisible } from "./placements.ts";
import { bound, finalPath, finalPlace, note, opsOf, type Work } from "./work.ts";

/** Phase 5: properties take their values, under a lock the stricter of both; tombstones are set and lifted. */
export function editElements(work: Work): void {
  const sets = new Map(opsOf(work, "set").map((op) => [keyOf(op), op]));
  for (const op of adoptedAdds(work)) setAdopted(work, op, sets);
  for (const op of sets.values()) setProp(work, op, op.prop, "value" in op ? op.value : undefined);
  const holding = new Set(keptVisible(work).flatMap((el) => [...finalPath(work, el)]));
  for (const op of opsOf(work, "remove")) remove(work, op, holding);
  for (const op of opsOf(work, "restore")) restore(work, op);
}

function setAdopted(work: Work, op: AddOp, sets: ReadonlyMap<string, SetOp>): void {
  for (const [prop, value] of Object.entries(op.props)) if (!sets.has(`set|${op.el}|${prop}`)) setProp(work, op, prop, value);
}

function setProp(work: Work, op: AddOp | SetOp, prop: string, local: JsonValue | undefined): void {
  const element = work.elements.get(op.el);
  if (!element) return note(work, "ORPHAN", op);
  const level = bound(work, op.el, prop);
  const upper = propOf(element.props, prop);
  if (jsonEqual(upper, local)) return;
  if (level === "free") return put(work, element, prop, local);
  if (level === "fixed" || local === undefined) return note(work, "LOCKED", op, { prop, by: op.el });
  meet(work, op, { element, prop, local });
}

function meet(work: Work, op: Op, { element, prop, local }: { element: Element; prop: string; local: JsonValue }): void {
  const there = work.upper.elements.get(op.el) ?? element;
  const upper = propOf(there.props, prop) ?? null; // absent is shown to the order of strictness as null
  const answer = work.strictness.meet({ kind: element.kind, prop, element: there.props, el: op.el }, upper, local);
  if (!answer.ok) return note(work, "INCOMPARABLE", op, { prop });
  note(work, answer.by === "upper" ? "SUBSUMED" : answer.by === "both" ? "COMBINED" : "TIGHTER", op, { prop });
  if (answer.by !== "upper") put(work, element, prop, answer.value);
}

export function propOf(props: Props, prop: string): JsonValue | undefined {
  return Object.hasOwn(props, prop) ? props[prop] : undefined;
}

function put(work: Work, element: Element, prop: string, value: JsonValue | undefined): void {
  const { [prop]: _, ...rest } = element.props;
  work.elements.set(element.id, { ...element, props: value === undefined ? rest : { ...rest, [prop]: value } });
}

function remove(work: Work, op: Op, holding: ReadonlySet<Ref>): void {
  const element = work.elements.get(op.el);
  if (!element) return note(work, "ORPHAN", op);
  if (element.off) return;
  const place = finalPlace(work, op.el) ?? element;
  const children = work.created.has(op.el) ? "free" : bound(work, place.parent, `children.${place.slot}`);
  if (bound(work, op.el, "exist") !== "free" || holding.has(op.el) || children !== "free") return note(work, "LOCKED", op);
  work.elements.set(op.el, { ...element, off: true });
}

function restore(work: Work, op: Op): void {
  const element = work.elements.get(op.el);
  if (!element) return note(work, "ORPHAN", op);
  if (!element.off) return;
  const place = finalPlace(work, op.el) ?? element;
  if (bound(work, op.el, "exist") !== "free" || bound(work, place.parent, `children.${place.slot}`) === "fixed") return note(work, "LOCKED", op);
  const { off: _, ...shown } = element;
  work.elements.set(op.el, shown);
}

/** Phase 6: locks for the layers below. */
export function raiseLocks(work: Work): void {
  for (const op of opsOf(work, "lock")) {
    const element = work.elements.get(op.el);
    if (!element) note(work, "ORPHAN", op);
    else if (!isHigher(op.level, lockLevel(work.upper.elements.get(op.el), op.facet, work.layer))) note(work, "LOCK_LOWER", op);
    else work.elements.set(op.el, { ...element, locks: withLock(element.locks, op.facet, op.level, work.layer) });
  }
}
