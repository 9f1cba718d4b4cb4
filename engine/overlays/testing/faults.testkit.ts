import { applyOverlay } from "../apply/apply.ts";
import { diffTrees } from "../diff/diffTrees.ts";
import type { Op } from "../overlay/overlay.ts";
import { planUpgrade } from "../plan/planUpgrade.ts";
import type { Tree } from "../tree/element.ts";
import { smaller } from "./boxes.testkit.ts";
import { type Engine, sound } from "./laws.testkit.ts";

/** Planted faults, each with the laws it must turn red (overlays.md 12). */
export const faults: { readonly [name: string]: { readonly engine: Engine; readonly red: readonly number[] } } = {
  "removed elements no longer anchor": { engine: { ...sound, apply: withoutDeadAnchors }, red: [3, 5, 6] },
  "a local value is assigned under a lock, not met": { engine: { ...sound, strictness: { ...smaller, meet: (_, __, local) => ({ ok: true, value: local, by: "local" }) } }, red: [10, 14] },
  "diff does not weigh what is locked in place": { engine: { ...sound, diff: (upper, tree, layer) => diffTrees(withoutPlaceLocks(upper), tree, layer) }, red: [7] },
  "nothing says that a container is gone": { engine: { ...sound, plan: (...given) => without(planUpgrade(...given), "CONTAINER_GONE") }, red: [11] },
  "what the overlay hides of the new upper is not compared": { engine: { ...sound, plan: (...given) => without(planUpgrade(...given), "REMOVED_HERE_CHANGED_THERE") }, red: [12] },
  "a lock does not keep what lies around the locked element": { engine: { ...sound, apply: (upper, overlay, strictness) => removingAll(applyOverlay(upper, overlay, strictness).tree, overlay.ops) }, red: [10, 14] },
  "the first operation in the list wins": { engine: { ...sound, apply: (upper, overlay, strictness) => applyOverlay(upper, { ...overlay, ops: overlay.ops.slice(0, Math.max(1, overlay.ops.length - 1)) }, strictness) }, red: [4] },
  "a decision of both sides is not asked for": { engine: { ...sound, plan: (...given) => without(planUpgrade(...given), "BOTH_CHANGED") }, red: [12] },
};

type Apply = Engine["apply"];

function withoutDeadAnchors(upper: Tree, overlay: Parameters<Apply>[1], strictness: Parameters<Apply>[2]): ReturnType<Apply> {
  const alive = (op: Op): Op => (op.op === "add" || op.op === "move" ? { ...op, at: { ...op.at, after: op.at.after.filter((id) => !upper.elements.get(id)?.off) } } : op);
  return applyOverlay(upper, { ...overlay, ops: overlay.ops.map(alive) }, strictness);
}

function withoutPlaceLocks(tree: Tree): Tree {
  const elements = [...tree.elements].map(([id, one]) => {
    const { place: _, ...locks } = one.locks ?? {};
    return [id, one.locks ? { ...one, locks } : one] as const;
  });
  return { ...tree, elements: new Map(elements) };
}

function without(plan: ReturnType<typeof planUpgrade>, code: string): ReturnType<typeof planUpgrade> {
  return { ...plan, conflicts: plan.conflicts.filter((one) => one.code !== code) };
}

function removingAll(tree: Tree, ops: readonly Op[]): ReturnType<Apply> {
  const elements = new Map(tree.elements);
  for (const op of ops) {
    const one = elements.get(op.el);
    if (op.op === "remove" && one && !one.locks?.["exist"]) elements.set(op.el, { ...one, off: true });
  }
  return { tree: { ...tree, elements }, notes: [] };
}
