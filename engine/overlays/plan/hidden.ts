import { jsonEqual } from "../../logic/index.ts";
import { keyOf, type Op } from "../overlay/overlay.ts";
import type { Element, Ref } from "../tree/element.ts";
import { upwards } from "../tree/reading.ts";
import { conflict, type ConflictCode, type Item, notice } from "./items.ts";
import type { Side, Sides } from "./sides.ts";
import { standingOf } from "./sides.ts";

type Ops = ReadonlyMap<string, Op>;

/**
 * What the comparison of single operations cannot see: an element of the new
 * upper that the overlay hides, or shows although the upper took it away, and
 * whose standing or content is not what it was.
 */
export function compareVisibility(sides: Sides, ops: Ops): Item[] {
  const found = new Map<string, { readonly code: ConflictCode; readonly key: string; readonly els: Ref[] }>();
  const add = (code: ConflictCode, key: string | undefined, el: Ref): void => {
    if (key === undefined) return;
    const one = found.get(`${code} ${key}`) ?? { code, key, els: [] };
    one.els.push(el);
    found.set(`${code} ${key}`, one);
  };
  for (const one of sides.next.upper.elements.values()) {
    const shown = sides.next.shows.has(one.id);
    if (sides.next.upperShows.has(one.id) === shown || !isNews(sides, one)) continue;
    if (shown) add("BOTH_MOVED", showing(sides.next, ops, one.id), one.id);
    else add("REMOVED_HERE_CHANGED_THERE", hiding(sides.next, ops, one.id), one.id);
  }
  return [...found.values()].map(({ code, key, els }) => conflict(code, { key, el: ops.get(key)?.el ?? "", also: els }));
}

/** Not the standing and the content of before. */
function isNews(sides: Sides, now: Element): boolean {
  const was = sides.old.upper.elements.get(now.id);
  if (!was || sides.old.upperShows.has(now.id) !== sides.next.upperShows.has(now.id) || sides.old.shows.has(now.id) !== sides.next.shows.has(now.id)) return true;
  return was !== now && (was.parent !== now.parent || was.slot !== now.slot || was.kind !== now.kind || !jsonEqual(was.props, now.props));
}

/** The operation that hides an element: the nearest local tombstone over it, else the nearest local place on the way to an upper one. */
function hiding(side: Side, ops: Ops, el: Ref): string | undefined {
  let placed: string | undefined;
  for (const one of upwards(side.result, el)) {
    const removal = ops.get(`exist|${one.id}`);
    if (one.off && removal?.op === "remove") return keyOf(removal);
    if (one.off) return placed;
    placed ??= placeKeyOf(side, ops, one.id);
  }
  return placed;
}

/** The operation that shows what the upper took away: a local place out of it, or a local restore. */
function showing(side: Side, ops: Ops, el: Ref): string | undefined {
  for (const one of upwards(side.result, el)) {
    const key = placeKeyOf(side, ops, one.id);
    if (key !== undefined) return key;
  }
  for (const one of upwards(side.upper, el)) if (one.off && ops.get(`exist|${one.id}`)?.op === "restore") return `exist|${one.id}`;
  return undefined;
}

/** The operation that really placed an element: one that had no effect shows and hides nothing. */
function placeKeyOf(side: Side, ops: Ops, el: Ref): string | undefined {
  const key = ops.has(`place|${el}`) ? `place|${el}` : ops.has(`add|${el}`) ? `add|${el}` : undefined;
  const dead = key !== undefined && (side.notes.get(key) ?? []).some((one) => one.prop === undefined && deadCodes.has(one.code));
  return dead ? undefined : key;
}

const deadCodes: ReadonlySet<string> = new Set(["LOCKED", "PARENT_GONE", "CYCLE", "ORPHAN", "KIND_CLASH"]);

/** Local elements and places that the new upper buries. */
export function compareContainers(sides: Sides, ops: Ops): Item[] {
  return [...ops.values()].flatMap((op) => {
    if (op.op !== "add" && op.op !== "move") return [];
    const now = standingOf(sides.next, op.el);
    if (now !== "hidden" || now === standingOf(sides.old, op.el) || ownTombstone(sides.next, ops, op.el)) return [];
    return [conflict("CONTAINER_GONE", { key: keyOf(op), el: op.el, also: [op.at.parent] })];
  });
}

function ownTombstone(side: Side, ops: Ops, el: Ref): boolean {
  return side.result.elements.get(el)?.off === true && ops.get(`exist|${el}`)?.op === "remove";
}

/** Whatever else was in force and is no longer seen: kept, and said. */
export function compareSunk(sides: Sides, ops: Ops, listed: readonly Item[]): Item[] {
  const named = new Set(listed.map((one) => one.key));
  return [...ops.values()].flatMap((op) => {
    const sunk = sides.old.shows.has(op.el) && !sides.next.shows.has(op.el) && !named.has(keyOf(op));
    const byItself = op.op === "remove" && sides.next.result.elements.get(op.el)?.off;
    return sunk && !byItself ? [notice("ORPHAN", { key: keyOf(op), el: op.el })] : [];
  });
}
