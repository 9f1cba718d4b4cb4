import type { NoteCode } from "../apply/notes.ts";
import { type AddOp, keyOf, type MoveOp, slotStart } from "../overlay/overlay.ts";
import type { Element } from "../tree/element.ts";
import type { KindTable } from "../tree/kinds.ts";
import { compareProp } from "./compareSet.ts";
import { conflict, type Item, notice } from "./items.ts";
import { both, hasNote, lockOn, type Side, type Sides, standingOf } from "./sides.ts";

/** An addition: plain, adopted by the group meanwhile, or without its place. */
export function compareAdd(sides: Sides, op: AddOp, kinds: KindTable): Item[] {
  const [was, now] = both(sides, op.el);
  const rest = { key: keyOf(op), el: op.el };
  if (!now) return was ? [conflict("BOTH_CHANGED", { ...rest, ...(was.kind === op.kind ? {} : { was: was.kind }) })] : plainAdd(sides, op, kinds);
  if (now.kind !== op.kind) return was?.kind === now.kind ? [] : [conflict("KIND_CLASH", { ...rest, theirs: now.kind, mine: op.kind })];
  const free = was ? "BOTH_CHANGED" : "BOTH_ADDED";
  const props = Object.entries(op.props).flatMap(([prop, local]) => compareProp(sides, { op, prop, local, was: was?.kind === now.kind ? was : undefined, now, free }));
  return [...props, ...takenPlace(sides, op, kinds)];
}

function plainAdd(sides: Sides, op: AddOp, kinds: KindTable): Item[] {
  const there = standingOf(sides.next, op.el);
  const rest = { key: keyOf(op), el: op.el };
  if (there !== "absent") return anchors(sides, op, kinds);
  if (standingOf(sides.old, op.el) === "absent") return [notice("ORPHAN", rest)];
  return [conflict(hasNote(sides.next, rest.key, "LOCKED") ? "LOCK_NEW" : "CONTAINER_GONE", { ...rest, also: [op.at.parent] })];
}

export function compareMove(sides: Sides, op: MoveOp, kinds: KindTable): Item[] {
  const [was, now] = both(sides, op.el);
  if (!now) return sides.next.result.elements.has(op.el) ? ownPlace(sides, op, kinds) : [notice("ORPHAN", { key: keyOf(op), el: op.el })];
  if (was && was.kind !== now.kind) return [conflict("KIND_CLASH", { key: keyOf(op), el: op.el, was: was.kind, theirs: now.kind })];
  return takenPlace(sides, op, kinds);
}

/** The place of an element that only the overlay has. */
function ownPlace(sides: Sides, op: MoveOp, kinds: KindTable): Item[] {
  const refused = placeNote(sides.next, keyOf(op));
  if (!refused || refused === placeNote(sides.old, keyOf(op))) return anchors(sides, op, kinds);
  return [conflict(refused, { key: keyOf(op), el: op.el, also: [op.at.parent] })];
}

const refusals: readonly (readonly [NoteCode, "LOCK_NEW" | "CONTAINER_GONE" | "CYCLE"])[] = [["LOCKED", "LOCK_NEW"], ["PARENT_GONE", "CONTAINER_GONE"], ["CYCLE", "CYCLE"]];

/** The upper has the element, and the operation gives it another place. */
function takenPlace(sides: Sides, op: AddOp | MoveOp, kinds: KindTable): Item[] {
  const [was, now] = both(sides, op.el);
  if (!now) return [];
  const rest = { key: keyOf(op), el: op.el };
  const sameState = was !== undefined && isSamePlace(was, now) && lockOn(sides.old, op.el, "place") === lockOn(sides.next, op.el, "place") && placeNote(sides.old, rest.key) === placeNote(sides.next, rest.key);
  if (sameState) return anchors(sides, op, kinds);
  const refused = placeNote(sides.next, rest.key);
  if (refused) return [conflict(refused, { ...rest, also: [op.at.parent] })];
  const places = { theirs: placeText(now), mine: placeText({ ...op.at }), ...(was ? { was: placeText(was) } : {}) };
  if (isSamePlace(now, op.at)) return [notice("CONVERGED", { ...rest, ...places }), ...anchors(sides, op, kinds)];
  return [conflict(was ? "BOTH_MOVED" : op.op === "add" ? "BOTH_ADDED" : "ORPHAN_REVIVED", { ...rest, ...places })];
}

/** Why a side did not take the place: only notes on places count, which name no property. */
function placeNote(side: Side, key: string): "LOCK_NEW" | "CONTAINER_GONE" | "CYCLE" | undefined {
  const notes = side.notes.get(key) ?? [];
  return refusals.find(([code]) => notes.some((one) => one.code === code && one.prop === undefined))?.[1];
}

type Place = Pick<Element, "parent" | "slot">;
const isSamePlace = (a: Place, b: Place): boolean => a.parent === b.parent && a.slot === b.slot;
const placeText = ({ parent, slot }: Place): string => `${parent} ${slot}`;

/** Anchors lost by the upgrade: where the order decides what happens, a person says where it goes. */
function anchors(sides: Sides, op: AddOp | MoveOp, kinds: KindTable): Item[] {
  const key = keyOf(op);
  const nowLost = hasNote(sides.next, key, "ANCHOR_LOST") || hasNote(sides.next, key, "RING_CUT");
  const wasLost = hasNote(sides.old, key, "ANCHOR_LOST") || hasNote(sides.old, key, "RING_CUT");
  if (!nowLost || (wasLost && standingOf(sides.old, op.el) !== "absent")) return [];
  const parent = sides.next.result.elements.get(op.at.parent);
  const sequence = parent && kinds[parent.kind]?.slots[op.at.slot]?.sequence;
  const rest = { key, el: op.el, also: op.at.after.filter((one) => one !== slotStart) };
  return [sequence ? conflict("ANCHOR_LOST_FLOW", rest) : notice("ANCHOR_LOST", rest)];
}
