import { jsonEqual } from "../../logic/index.ts";
import { applyOverlay } from "../apply/apply.ts";
import { isHigher, lockLevel } from "../locks/lockLevel.ts";
import { keyOf, type Op } from "../overlay/overlay.ts";
import type { Item } from "../plan/items.ts";
import type { Ref, Tree } from "../tree/element.ts";
import { upwards, visibleIn } from "../tree/reading.ts";

export interface Upgrade {
  readonly v1: Tree;
  readonly v2: Tree;
  readonly ops: readonly Op[];
  readonly r1: Tree;
  readonly r2: Tree;
  readonly items: readonly Item[];
}

export function upgradeOf(v1: Tree, v2: Tree, ops: readonly Op[], items: readonly Item[], apply: typeof applyOverlay, rules: Parameters<typeof applyOverlay>[2]): Upgrade {
  return { v1, v2, ops, items, r1: apply(v1, { layer: "company", ops }, rules).tree, r2: apply(v2, { layer: "company", ops }, rules).tree };
}

/** Operations that were in force and seen, are no longer, and that the plan does not name (law 11). */
export function localLosses(up: Upgrade): string[] {
  const [before, after] = [visibleIn(up.r1), visibleIn(up.r2)];
  return up.ops.filter((op) => inForce(op, up.r1, before) && !inForce(op, up.r2, after) && !isListed(up, op.el, keyOf(op))).map(keyOf);
}

function inForce(op: Op, tree: Tree, shown: ReadonlySet<Ref>): boolean {
  const one = tree.elements.get(op.el);
  if (!one) return false;
  if (op.op === "remove") return one.off === true;
  if (!shown.has(op.el)) return false;
  if (op.op === "add") return one.kind === op.kind;
  if (op.op === "set") return jsonEqual(one.props[op.prop], "value" in op ? op.value : undefined);
  if (op.op === "move") return one.parent === op.at.parent && one.slot === op.at.slot;
  return op.op === "restore" || !isHigher(op.level, lockLevel(one, op.facet));
}

/** Changes of the upper that are neither in force and seen, nor named by the plan (law 12). */
export function upperLosses(up: Upgrade): string[] {
  const [v1, v2, r2] = [visibleIn(up.v1), visibleIn(up.v2), visibleIn(up.r2)];
  const lost: string[] = [];
  for (const el of new Set([...up.v1.elements.keys(), ...up.v2.elements.keys()])) {
    for (const what of differences(up, el, v1, v2)) if (!isEffective(up, el, what, v2, r2) && !isListed(up, el)) lost.push(`${el} ${what}`);
  }
  return lost;
}

function differences(up: Upgrade, el: Ref, v1: ReadonlySet<Ref>, v2: ReadonlySet<Ref>): string[] {
  const [was, now] = [up.v1.elements.get(el), up.v2.elements.get(el)];
  const standing = v1.has(el) === v2.has(el) ? [] : ["standing"];
  if (!now || !v2.has(el)) return standing;
  const props = new Set([...Object.keys(was?.props ?? {}), ...Object.keys(now.props)]);
  const changed = [...props].filter((prop) => !jsonEqual(was?.props[prop], now.props[prop])).map((prop) => `prop ${prop}`);
  return [...standing, ...changed, ...(was?.parent === now.parent && was.slot === now.slot ? [] : ["place"])];
}

function isEffective(up: Upgrade, el: Ref, what: string, v2: ReadonlySet<Ref>, r2: ReadonlySet<Ref>): boolean {
  if (v2.has(el) !== r2.has(el)) return false;
  const [now, result] = [up.v2.elements.get(el), up.r2.elements.get(el)];
  if (what === "standing") return true;
  if (what === "place") return now?.parent === result?.parent && now?.slot === result?.slot;
  return jsonEqual(now?.props[what.slice(5)], result?.props[what.slice(5)]);
}

/** Named on itself or on something around it. News and raised locks name nothing that got lost. */
function isListed(up: Upgrade, el: Ref, key?: string): boolean {
  const around = new Set([up.v1, up.v2, up.r1, up.r2].flatMap((tree) => [...upwards(tree, el)].map((one) => one.id)).concat(el));
  return up.items.filter((one) => one.code !== "NEW_IN_BASE" && one.code !== "LOCK_RAISED").some((one) => one.key === key || around.has(one.el) || (one.also ?? []).some((id) => around.has(id)));
}
