import type { Sequence } from "../plan/block.ts";
import type { FlowCheck } from "./flowCheck.ts";
import { memo } from "./memo.ts";

/** The branches a node lies in, outermost first. */
export type Chain = readonly (readonly [split: string, branch: string])[];

/** The chain of every node of a drawing. */
export const chainsOf: (tree: Sequence) => ReadonlyMap<string, Chain> = memo((tree: Sequence) => {
  const chains = new Map<string, Chain>();
  const visit = (sequence: Sequence, chain: Chain): void => {
    for (const item of sequence.items) {
      chains.set(item.type === "node" ? item.id : item.split, chain);
      if (item.type === "block" && item.join !== undefined) chains.set(item.join, chain);
      if (item.type === "block") for (const branch of item.branches) visit(branch.sequence, [...chain, [item.split, branch.name]]);
    }
  };
  visit(tree, []);
  return chains;
});

/** True for a split of which only one branch is ever walked. */
export function isExclusiveSplit(check: FlowCheck, id: string): boolean {
  return check.graph.nodes.get(id)?.kind === "exclusive";
}

/** The split at which two places part, if they do. Chains nest, so it is where they first differ. */
export function splitBetween(a: Chain, b: Chain): string | undefined {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [split, branch] = a[i] ?? ["", ""];
    const [other, taken] = b[i] ?? ["", ""];
    if (split !== other) return undefined;
    if (branch !== taken) return split;
  }
  return undefined;
}

/** How two nodes lie: one after the other, in branches of which only one is walked, or side by side. */
export function relation(check: FlowCheck, a: string, b: string): "inLine" | "apart" | "parallel" {
  const chains = check.tree ? chainsOf(check.tree) : new Map<string, Chain>();
  const split = splitBetween(chains.get(a) ?? [], chains.get(b) ?? []);
  return split === undefined ? "inLine" : isExclusiveSplit(check, split) ? "apart" : "parallel";
}
