import type { Sequence } from "../plan/block.ts";
import type { FlowCheck } from "./flowCheck.ts";

/** The branches a node lies in, outermost first. */
export type Chain = readonly (readonly [split: string, branch: string])[];

/** The chain of every node of a drawing. */
export function chainsOf(tree: Sequence): ReadonlyMap<string, Chain> {
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
}

/** True for a split of which only one branch is ever walked. */
export function isExclusiveSplit(check: FlowCheck, id: string): boolean {
  return check.graph.nodes.get(id)?.kind === "exclusive";
}
