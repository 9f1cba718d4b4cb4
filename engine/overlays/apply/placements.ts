import { type AddOp, keyOf, type MoveOp } from "../overlay/overlay.ts";
import type { Ref } from "../tree/element.ts";
import { adoptedAdds } from "./additions.ts";
import { bound, finalPath, finalPlace, note, opsOf, type Placement, type Work } from "./work.ts";

/** Phases 2 and 3: every lawful place is taken at once; then what lies on a ring, or would hide what must stay visible, is undone. */
export function placeElements(work: Work): void {
  for (const op of adoptedAdds(work)) collect(work, op);
  for (const op of opsOf(work, "move")) collect(work, op);
  while (undoRings(work) || undoHiding(work));
}

function collect(work: Work, op: AddOp | MoveOp): void {
  const refused = !work.elements.has(op.el) ? "ORPHAN" : refusalOf(work, op);
  if (refused) return note(work, refused, op, refused === "PARENT_GONE" ? { by: op.at.parent } : {});
  work.placements.set(op.el, { el: op.el, at: op.at, key: keyOf(op), undoable: !work.created.has(op.el) });
}

function refusalOf(work: Work, { el, at }: AddOp | MoveOp): "PARENT_GONE" | "LOCKED" | "CYCLE" | undefined {
  if (!work.elements.has(at.parent)) return "PARENT_GONE";
  if (at.parent === el) return "CYCLE";
  const here = work.upper.elements.get(el);
  const stays = here?.parent === at.parent && here.slot === at.slot;
  const source = here ? bound(work, here.parent, `children.${here.slot}`) : "free";
  if (bound(work, el, "place") !== "free" || source === "fixed" || (source === "tightenOnly" && !stays)) return "LOCKED";
  return bound(work, at.parent, `children.${at.slot}`) === "fixed" ? "LOCKED" : undefined;
}

/** Takes back every move that lies on a ring of parents. True when there was one: what stands again where it was may close another. */
function undoRings(work: Work): boolean {
  const rings = [...work.placements.keys()].flatMap((el) => ringThrough(work, el));
  return undoAll(work, rings, "CYCLE");
}

function ringThrough(work: Work, el: Ref): Ref[] {
  const path = [...finalPath(work, el)];
  const last = path.at(-1);
  const next = last === undefined ? undefined : (work.placements.get(last)?.at ?? work.elements.get(last))?.parent;
  const start = next === undefined ? -1 : path.indexOf(next);
  return start < 0 ? [] : path.slice(start);
}

/** An element whose existence is locked, and that the upper shows, may not be moved below a tombstone. */
function undoHiding(work: Work): boolean {
  const restored = new Set(opsOf(work, "restore").map((op) => op.el).filter((el) => bound(work, el, "exist") === "free" && !slotFixed(work, el)));
  const gone = new Set([...work.upper.elements.values()].filter((one) => one.off && !restored.has(one.id)).map((one) => one.id));
  if (gone.size === 0) return false;
  const hidden = keptVisible(work).flatMap((el) => {
    const path = [...finalPath(work, el)];
    const at = path.findIndex((one) => gone.has(one));
    return at < 0 ? [] : path.slice(0, at);
  });
  return undoAll(work, hidden, "LOCKED");
}

function slotFixed(work: Work, el: Ref): boolean {
  const place = finalPlace(work, el);
  return place !== undefined && bound(work, place.parent, `children.${place.slot}`) === "fixed";
}

/** Elements that an upper layer shows and forbids to remove. */
export function keptVisible(work: Work): Ref[] {
  const locked = [...work.upper.elements.values()].filter((one) => one.locks && bound(work, one.id, "exist") !== "free");
  return locked.filter((one) => isShown(work, one.id)).map((one) => one.id);
}

function isShown(work: Work, id: Ref): boolean {
  for (let one = work.upper.elements.get(id); one; one = work.upper.elements.get(one.parent)) if (one.off) return false;
  return true;
}

function undoAll(work: Work, els: readonly Ref[], code: "CYCLE" | "LOCKED"): boolean {
  const undone = [...new Set(els)].map((el) => work.placements.get(el)).filter((one): one is Placement => one?.undoable === true);
  for (const one of undone) {
    work.placements.delete(one.el);
    work.notes.push({ code, key: one.key, el: one.el });
  }
  return undone.length > 0;
}
