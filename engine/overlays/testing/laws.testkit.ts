import fc from "fast-check";
import { expect } from "vitest";
import { applyOverlay } from "../apply/apply.ts";
import { diffTrees, operationSize } from "../diff/diffTrees.ts";
import { mergeDrafts } from "../overlay/merge.ts";
import { type Op, type Overlay, overlayHash } from "../overlay/overlay.ts";
import { acceptPlan, type Adoption, rollBack } from "../plan/accept.ts";
import { type Decision, isConflict } from "../plan/items.ts";
import { planUpgrade } from "../plan/planUpgrade.ts";
import type { Strictness } from "../../strictness/strictness.ts";
import type { Tree } from "../tree/element.ts";
import { treeHash, treeText, visibleIn } from "../tree/reading.ts";
import { boxKinds, overlayOf, smaller } from "./boxes.testkit.ts";
import { edited, editedTwice, recordEdits, stepLists, trees, upgraded } from "./draw.testkit.ts";
import { disjoint, footprintOf } from "./footprint.testkit.ts";
import { brokenLocks } from "./locksHold.testkit.ts";
import { localLosses, upgradeOf, upperLosses } from "./losses.testkit.ts";

/** What the laws are held on. A planted fault replaces one part. */
export interface Engine {
  readonly apply: typeof applyOverlay;
  readonly diff: typeof diffTrees;
  readonly plan: typeof planUpgrade;
  readonly strictness: Strictness;
}

export const sound: Engine = { apply: applyOverlay, diff: diffTrees, plan: planUpgrade, strictness: smaller };

type Law = (engine: Engine) => fc.IProperty<unknown>;
const law = <T>(arbitrary: fc.Arbitrary<T>, holds: (engine: Engine, drawn: T) => void): Law => (engine) => fc.property(arbitrary, (drawn) => {
  holds(engine, drawn);
});

const on = (engine: Engine, tree: Tree, ops: readonly Op[]): Tree => engine.apply(tree, overlayOf(...ops), engine.strictness).tree;
const textOn = (engine: Engine, tree: Tree, ops: readonly Op[]): string => treeText(on(engine, tree, ops));
const planOf = (engine: Engine, from: Tree, to: Tree, overlay: Overlay, decisions: readonly Decision[] = []) =>
  engine.plan(from, to, overlay, { strictness: engine.strictness, kinds: boxKinds, apply: engine.apply }, { decisions });
const clone = (tree: Tree): Tree => ({ elements: new Map([...tree.elements].map(([id, one]) => [id, structuredClone(one)])), order: new Map([...tree.order].map(([key, list]) => [key, [...list]])) });

/** The laws of overlays.md 12 that concern trees, overlays and plans. Numbers are those of the page. */
export const laws: { readonly [number: number]: Law } = {
  2: law(trees, (engine, base) => expect(textOn(engine, base, [])).toBe(treeText(base))),

  3: law(upgraded, (engine, { v1, v2, v3, ops }) => {
    for (const upper of [v1, v2, v3]) {
      const once = on(engine, upper, ops);
      expect(textOn(engine, once, ops)).toBe(treeText(once));
    }
  }),

  4: law(upgraded.chain((drawn) => fc.shuffledSubarray([...drawn.ops], { minLength: drawn.ops.length }).map((shuffled) => ({ ...drawn, shuffled }))), (engine, { v2, ops, shuffled }) => {
    expect(textOn(engine, v2, shuffled)).toBe(textOn(engine, v2, ops));
    expect(overlayHash(overlayOf(...shuffled))).toBe(overlayHash(overlayOf(...ops)));
  }),

  5: law(editedTwice, (engine, { base, first, second }) => {
    fc.pre(areDisjoint(engine, base, first, second));
    expect(textOn(engine, on(engine, base, first), second)).toBe(textOn(engine, on(engine, base, second), first));
  }),

  6: law(fc.tuple(editedTwice, stepLists), (engine, [{ base, first, second }, more]) => {
    const merged = mergeDrafts(first, second);
    expect(mergeDrafts(second, first).ops).toEqual(merged.ops);
    const third = recordEdits(base, more);
    const [left, right] = [mergeDrafts(merged.ops, third), mergeDrafts(first, mergeDrafts(second, third).ops)];
    if (merged.clashes.length + left.clashes.length + mergeDrafts(second, third).clashes.length === 0) expect(left.ops).toEqual(right.ops);
    if (areDisjoint(engine, base, first, second)) expect(textOn(engine, base, merged.ops)).toBe(textOn(engine, on(engine, base, first), second));
  }),

  7: law(edited, (engine, { base, ops }) => {
    const tree = on(engine, base, ops);
    const normal = engine.diff(base, tree, "company");
    expect(textOn(engine, base, normal)).toBe(treeText(tree));
    expect(engine.diff(base, on(engine, base, normal), "company")).toEqual(normal);
    expect(operationSize(normal)).toBeLessThanOrEqual(operationSize(ops));
  }),

  8: law(upgraded, (engine, { v1, v2, ops }) => {
    for (const upper of [v1, v2]) {
      const plan = planOf(engine, upper, upper, overlayOf(...ops));
      expect(plan.conflicts).toEqual([]);
      expect(treeText(plan.result)).toBe(textOn(engine, upper, ops));
    }
  }),

  9: law(upgraded, (engine, { v1, v2 }) => {
    const plan = planOf(engine, v1, v2, overlayOf());
    expect(plan.conflicts).toEqual([]);
    expect(treeText(plan.result)).toBe(treeText(v2));
  }),

  10: law(upgraded, (engine, { v1, v2, v3, ops }) => {
    for (const upper of [v1, v2, v3]) expect(brokenLocks(upper, on(engine, upper, ops), "company")).toEqual([]);
  }),

  11: law(upgraded, (engine, { v1, v2, v3, ops }) => {
    for (const [from, to] of [[v1, v2], [v2, v3], [v1, v3]] as const) expect(localLosses(planned(engine, from, to, ops))).toEqual([]);
  }),

  12: law(upgraded, (engine, { v1, v2, v3, ops }) => {
    for (const [from, to] of [[v1, v2], [v2, v3], [v1, v3]] as const) expect(upperLosses(planned(engine, from, to, ops))).toEqual([]);
  }),

  13: law(upgraded, (engine, { v1, v2, v3, ops }) => {
    const overlay = overlayOf(...ops);
    const inSteps = [planOf(engine, v1, v2, overlay), planOf(engine, v2, v3, overlay)];
    fc.pre(inSteps.every((plan) => plan.conflicts.length === 0));
    const direct = planOf(engine, v1, v3, overlay);
    expect(direct.conflicts).toEqual([]);
    expect(treeText(direct.result)).toBe(treeText(inSteps[1]?.result ?? v1));
  }),

  14: law(fc.tuple(trees, stepLists, stepLists, stepLists), (engine, [product, ...layers]) => {
    let upper = product;
    layers.forEach((list, at) => {
      const layer = (["group", "company", "site"] as const)[at] ?? "site";
      const ops = recordEdits(upper, list, layer);
      const below = engine.apply(upper, { layer, ops }, engine.strictness).tree;
      expect(brokenLocks(upper, below, layer)).toEqual([]);
      expect(brokenLocks(product, below, layer)).toEqual([]);
      upper = below;
    });
  }),

  15: law(upgraded, (engine, { v2, ops }) => expect(planOf(engine, v2, clone(v2), overlayOf(...ops)).conflicts).toEqual([])),

  16: law(upgraded, (engine, { v1, v2, v3, ops }) => {
    for (const [from, to] of [[v1, v2], [v1, v3]] as const) droppingEnds(engine, from, to, ops);
  }),

  20: law(upgraded, (engine, { v1, v2, ops }) => {
    const start: Adoption = { inForce: { ...overlayOf(...ops), on: { pack: "t", version: "1.0.0", hash: treeHash(v1) } }, former: [] };
    const once = acceptDropping(engine, v1, v2, start);
    const back = rollBack(once);
    expect(back && overlayHash(back.inForce)).toBe(overlayHash(start.inForce));
    const again = acceptDropping(engine, v1, v2, back ?? start);
    expect(overlayHash(again.inForce)).toBe(overlayHash(once.inForce));
    expect(textOn(engine, v2, again.inForce.ops)).toBe(textOn(engine, v2, once.inForce.ops));
  }),
};

function areDisjoint(engine: Engine, base: Tree, first: readonly Op[], second: readonly Op[]): boolean {
  const footprint = (ops: readonly Op[]) => footprintOf(base, engine.apply(base, overlayOf(...ops), engine.strictness), ops);
  return disjoint(footprint(first), footprint(second));
}

function planned(engine: Engine, from: Tree, to: Tree, ops: readonly Op[]) {
  const plan = planOf(engine, from, to, overlayOf(...ops));
  return upgradeOf(from, to, ops, [...plan.conflicts, ...plan.notices], engine.apply, engine.strictness);
}

/** "Theirs" on every conflict, again and again. */
function dropAll(engine: Engine, from: Tree, to: Tree, overlay: Overlay): { readonly decisions: readonly Decision[]; readonly rounds: number } {
  let decisions: readonly Decision[] = [];
  for (let rounds = 0; ; rounds++) {
    const { conflicts } = planOf(engine, from, to, overlay, decisions);
    if (conflicts.length === 0 || rounds > overlay.ops.length) return { decisions, rounds };
    decisions = [...decisions, ...conflicts.filter(isConflict).map((one): Decision => ({ code: one.code, key: one.key, choice: "theirs" }))];
  }
}

function droppingEnds(engine: Engine, from: Tree, to: Tree, ops: readonly Op[]): void {
  const overlay = overlayOf(...ops);
  const { decisions, rounds } = dropAll(engine, from, to, overlay);
  expect(rounds).toBeLessThanOrEqual(ops.length);
  const plan = planOf(engine, from, to, overlay, decisions);
  expect(plan.conflicts).toEqual([]);
  expect(plan.overlay.ops.length + (plan.overlay.parked ?? []).length).toBe(ops.length);
  const placed = new Set(plan.overlay.ops.filter((op) => op.op === "move" || op.op === "add").map((op) => op.el));
  for (const [key, list] of to.order) {
    const untouched = (some: readonly string[]) => some.filter((id) => !placed.has(id) && to.elements.has(id));
    expect(untouched(plan.result.order.get(key) ?? [])).toEqual(untouched(list));
  }
}

function acceptDropping(engine: Engine, from: Tree, to: Tree, adoption: Adoption): Adoption {
  const plan = planOf(engine, from, to, adoption.inForce, dropAll(engine, from, to, adoption.inForce).decisions);
  expect(acceptPlan(adoption, plan, "another", "2.0.0")).toMatchObject({ ok: false, code: "PLAN_STALE" });
  const accepted = acceptPlan(adoption, plan, plan.planHash, "2.0.0");
  expect(accepted.ok).toBe(true);
  expect(visibleIn(plan.result).size).toBeGreaterThan(0);
  return accepted.ok ? accepted.adoption : adoption;
}
