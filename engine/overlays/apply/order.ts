import { slotStart } from "../overlay/overlay.ts";
import { placeKey, type Ref } from "../tree/element.ts";
import type { Placement, Work } from "./work.ts";

/** Phase 4: what nothing places keeps the upper's order; what is placed hangs on its first anchor in the slot. */
export function orderSlots(work: Work): Map<string, readonly Ref[]> {
  const order = new Map(work.upper.order);
  const arriving = new Map<string, Placement[]>();
  for (const one of work.placements.values()) {
    const to = placeKey(one.at.parent, one.at.slot);
    const list = arriving.get(to);
    if (list) list.push(one);
    else arriving.set(to, [one]);
  }
  for (const key of touched(work, arriving)) {
    const stay = (work.upper.order.get(key) ?? []).filter((id) => !work.placements.has(id));
    const list = slotOrder(work, stay, arriving.get(key) ?? []);
    if (list.length > 0) order.set(key, list);
    else order.delete(key);
  }
  return order;
}

/** Slots that something comes into or leaves. */
function touched(work: Work, arriving: ReadonlyMap<string, unknown>): Set<string> {
  const left = [...work.placements.keys()].flatMap((id) => work.upper.elements.get(id) ?? []).map((one) => placeKey(one.parent, one.slot));
  return new Set([...arriving.keys(), ...left]);
}

function slotOrder(work: Work, stay: readonly Ref[], placed: readonly Placement[]): readonly Ref[] {
  const members = new Set([...stay, ...placed.map((one) => one.el)]);
  const anchors = new Map(placed.map((one) => [one.el, one.at.after.find((id) => id === slotStart || (id !== one.el && members.has(id)))]));
  cutRings(work, anchors, placed);
  const hanging = new Map<Ref, Ref[]>();
  const lost: Ref[] = [];
  for (const one of [...placed].sort((a, b) => (a.el < b.el ? -1 : 1))) {
    const anchor = anchors.get(one.el);
    if (anchor === undefined) {
      lost.push(one.el);
      work.notes.push({ code: "ANCHOR_LOST", key: one.key, el: one.el });
    } else hanging.set(anchor, [...(hanging.get(anchor) ?? []), one.el]);
  }
  return unfold([...(hanging.get(slotStart) ?? []), ...stay, ...lost], hanging);
}

/** Anchors that lead round in a ring: its smallest id goes to the start. Authors are refused a ring, an upgrade may make one. */
function cutRings(work: Work, anchors: Map<Ref, Ref | undefined>, placed: readonly Placement[]): void {
  const done = new Set<Ref>();
  for (const { el } of placed) {
    const path: Ref[] = [];
    let at: Ref | undefined = el;
    while (at !== undefined && anchors.has(at) && !done.has(at) && !path.includes(at)) {
      path.push(at);
      at = anchors.get(at);
    }
    if (at !== undefined && path.includes(at)) cut(work, anchors, path.slice(path.indexOf(at)), placed);
    for (const one of path) done.add(one);
  }
}

function cut(work: Work, anchors: Map<Ref, Ref | undefined>, ring: readonly Ref[], placed: readonly Placement[]): void {
  const [first = ""] = [...ring].sort();
  anchors.set(first, slotStart);
  work.notes.push({ code: "RING_CUT", key: placed.find((one) => one.el === first)?.key ?? "", el: first });
}

/** Depth first: an element, then those that hang on it. */
function unfold(heads: readonly Ref[], hanging: ReadonlyMap<Ref, readonly Ref[]>): Ref[] {
  const out: Ref[] = [];
  const open = [...heads].reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    out.push(next);
    open.push(...[...(hanging.get(next) ?? [])].reverse());
  }
  return out;
}
