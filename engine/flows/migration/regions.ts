import type { Block } from "../plan/block.ts";
import { enclosing, type FlowPlan } from "../plan/plan.ts";
import type { FlowInstance, RegionId } from "../types.ts";

/** Blocks under way, outer ones first. */
export function activeBlocks(plan: FlowPlan, instance: FlowInstance): readonly Block[] {
  const depth = (block: Block): number => enclosing(plan, block.region).length;
  return Object.keys(instance.tokens.arrived).flatMap((id) => plan.blocks.get(id) ?? []).sort((a, b) => depth(a) - depth(b));
}

/** Which region of the new revision an active one has become: a branch is known by its edge, wherever it now stands in order. */
export function matchRegions(before: FlowPlan, after: FlowPlan, instance: FlowInstance): ReadonlyMap<RegionId, RegionId> {
  const matched = new Map<RegionId, RegionId>([["root", "root"]]);
  for (const block of activeBlocks(before, instance)) {
    const twin = twinOf(after, matched, block);
    for (const branch of block.branches) {
      const now = twin?.branches.find((one) => one.edge.id === branch.edge.id);
      if (now) matched.set(branch.region, now.region);
    }
  }
  return matched;
}

/** An active block in the new revision: same split, still opening branches side by side, in the same region. */
export function twinOf(after: FlowPlan, matched: ReadonlyMap<RegionId, RegionId>, block: Block): Block | undefined {
  const twin = after.blocks.get(block.split);
  return twin && twin.kind !== "exclusive" && twin.region === matched.get(block.region) ? twin : undefined;
}
