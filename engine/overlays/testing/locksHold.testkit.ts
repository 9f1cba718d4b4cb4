import { jsonEqual } from "../../logic/index.ts";
import { isHigher, lockLevel } from "../locks/lockLevel.ts";
import { type Element, placeKey, type Ref, type Tree } from "../tree/element.ts";
import { visibleIn } from "../tree/reading.ts";

/** What a layer did to its upper that a lock of the upper forbids. `n` and `m` are stricter when smaller. */
export function brokenLocks(upper: Tree, result: Tree, layer: string): string[] {
  const [above, below] = [visibleIn(upper), visibleIn(result)];
  return [...upper.elements.values()].flatMap((was) => {
    const now = result.elements.get(was.id);
    if (!now) return [`${was.id} is gone`];
    const level = (facet: string) => lockLevel(was, facet, layer);
    const lowered = Object.keys(was.locks ?? {}).filter((facet) => isHigher(lockLevel(was, facet), lockLevel(now, facet))).map((facet) => `${was.id} lock ${facet} lowered`);
    const props = Object.keys(was.locks ?? {}).filter((prop) => "pqnm".includes(prop) && !holds(was, now, prop, level(prop))).map((prop) => `${was.id} ${prop}`);
    const exist = level("exist") !== "free" && above.has(was.id) !== below.has(was.id) && (above.has(was.id) || now.off !== was.off) ? [`${was.id} exist`] : [];
    const place = level("place") !== "free" && (was.parent !== now.parent || was.slot !== now.slot) ? [`${was.id} place`] : [];
    return [...lowered, ...props, ...exist, ...place, ...children(upper, result, was, level("children.items"))];
  }).concat(orders(upper, result, layer));
}

function holds(was: Element, now: Element, prop: string, level: string): boolean {
  const [before, after] = [was.props[prop], now.props[prop]];
  if (level === "fixed") return jsonEqual(before, after);
  if (level === "tightenOnly" && typeof before === "number") return typeof after === "number" && after <= before;
  return true;
}

function children(upper: Tree, result: Tree, was: Element, level: string): string[] {
  const key = placeKey(was.id, "items");
  const list = (tree: Tree) => (tree.order.get(key) ?? []).map((id) => `${id}${tree.elements.get(id)?.off ? " off" : ""}`);
  const added = (tree: Tree) => list(tree).filter((one) => !one.endsWith(" off")).join();
  return level === "fixed" && added(upper) !== added(result) ? [`${was.id} children`] : [];
}

/** Locked siblings keep their order among each other. */
function orders(upper: Tree, result: Tree, layer: string): string[] {
  return [...upper.order].flatMap(([key, list]) => {
    const locked = list.filter((id) => lockLevel(upper.elements.get(id), "place", layer) !== "free");
    const after = (result.order.get(key) ?? []).filter((id: Ref) => locked.includes(id));
    return after.join() === locked.join() ? [] : [`${key} order`];
  });
}
