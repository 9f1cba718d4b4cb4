import { jsonEqual } from "../../logic/index.ts";
import { entriesOf, lockLevel } from "../locks/lockLevel.ts";
import { type At, normalised, type Op, slotStart } from "../overlay/overlay.ts";
import { type Element, placeKey, type Ref, type Tree } from "../tree/element.ts";
import { heaviestRising } from "./stay.ts";

/**
 * Operations of a layer that make `tree` of `upper`: `apply(upper, diff) = tree`
 * for every tree the layer's locks let it reach. What was meant is lost (a move,
 * a value that equals the upper's), so it serves foreign copies and comparing,
 * never a stored overlay in an upgrade.
 */
export function diffTrees(upper: Tree, tree: Tree, layer: string): readonly Op[] {
  const places = placementsOf(upper, tree, layer);
  const ops: Op[] = [];
  for (const one of tree.elements.values()) {
    const was = upper.elements.get(one.id);
    if (one === was) {
      const at = places.get(one.id);
      if (at) ops.push({ op: "move", el: one.id, at });
    } else ops.push(...elementOps(was, one, places.get(one.id), layer));
  }
  for (const one of upper.elements.values()) if (!tree.elements.has(one.id)) ops.push({ op: "remove", el: one.id });
  return normalised(ops);
}

function elementOps(was: Element | undefined, now: Element, at: At | undefined, layer: string): Op[] {
  const el = now.id;
  const tail: Op[] = [...lockOps(was, now, layer), ...(Boolean(was?.off) === Boolean(now.off) ? [] : [{ op: now.off ? "remove" : "restore", el } as const])];
  if (!was || was.kind !== now.kind) return at ? [{ op: "add", el, kind: now.kind, at, props: now.props }, ...tail] : tail;
  return [...(at ? [{ op: "move", el, at } as const] : []), ...propOps(was, now), ...tail];
}

function propOps(was: Element, now: Element): Op[] {
  if (was.props === now.props) return [];
  const changed = Object.entries(now.props).filter(([prop, value]) => !Object.hasOwn(was.props, prop) || !jsonEqual(was.props[prop], value));
  const gone = Object.keys(was.props).filter((prop) => !Object.hasOwn(now.props, prop));
  return [...changed.map(([prop, value]): Op => ({ op: "set", el: now.id, prop, value })), ...gone.map((prop): Op => ({ op: "set", el: now.id, prop, absent: true }))];
}

function lockOps(was: Element | undefined, now: Element, layer: string): Op[] {
  return Object.keys(now.locks ?? {}).flatMap((facet): Op[] => {
    const own = entriesOf(now, facet).find((one) => one.by === layer);
    const before = entriesOf(was, facet).find((one) => one.by === layer);
    return own && own.level !== before?.level ? [{ op: "lock", el: now.id, facet, level: own.level }] : [];
  });
}

/** Per slot: the heaviest common subsequence stays, whatever is locked in place first; all else hangs on what stands before it. */
function placementsOf(upper: Tree, tree: Tree, layer: string): ReadonlyMap<Ref, At> {
  const places = new Map<Ref, At>();
  for (const [key, list] of tree.order) {
    if (list === upper.order.get(key)) continue;
    const stays = staying(upper, key, list, layer);
    list.forEach((id, at) => {
      const one = tree.elements.get(id);
      if (one && !stays.has(id)) places.set(id, { parent: one.parent, slot: one.slot, after: anchorsBefore(list, at) });
    });
  }
  return places;
}

function anchorsBefore(list: readonly Ref[], at: number): readonly Ref[] {
  const before = list.slice(Math.max(0, at - 3), at).reverse();
  return before.length < 3 ? [...before, slotStart] : before;
}

function staying(upper: Tree, key: string, list: readonly Ref[], layer: string): ReadonlySet<Ref> {
  const ranks = new Map((upper.order.get(key) ?? []).map((id, at) => [id, at]));
  const common = list.filter((id) => ranks.has(id) && isIn(upper, id, key));
  const heavy = common.length + 1;
  const weights = common.map((id) => (lockLevel(upper.elements.get(id), "place", layer) === "free" ? 1 : heavy));
  return new Set(heaviestRising(common.map((id) => ranks.get(id) ?? 0), weights).map((at) => common[at] ?? ""));
}

function isIn(upper: Tree, id: Ref, key: string): boolean {
  const one = upper.elements.get(id);
  return one !== undefined && placeKey(one.parent, one.slot) === key;
}

/** The shortest operations with the same effect on this upper: a person's clean-up, never part of an upgrade. */
export function operationSize(ops: readonly Op[]): number {
  return ops.reduce((sum, op) => sum + (op.op === "add" ? 1 + Object.keys(op.props).length : 1), 0);
}
