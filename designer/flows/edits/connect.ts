import { blockTree, type FlowDefinition } from "@safeloop/engine";
import type { Edit } from "../../commands/commandStack.ts";
import { freeEdgeIds } from "../insertKind.ts";
import { addBranch } from "./insertNode.ts";
import { findItem, mayMove, moveItem, partAt } from "./moveItem.ts";

/**
 * A wire drawn from one step to another says "this comes after that". The
 * flow stays made of blocks: the step, with a split all that is in it, moves
 * behind the other one; from a split it gets a branch of its own. Undefined
 * where that cannot be.
 */
export function connect(flow: FlowDefinition, from: string, to: string): Edit<FlowDefinition> | undefined {
  const part = partAt(flow, to);
  if (!part || part.ids.has(from)) return undefined;
  const item = findItem(blockTree(flow), from);
  if (item?.kind === "block") return intoNewBranch(flow, from, to);
  const source = flow.nodes.find((node) => node.id === from);
  const out = source?.kind === "end" ? undefined : flow.edges.find((edge) => edge.from === from);
  return out && mayMove(part, out) ? moveItem(to, out.id) : undefined;
}

function intoNewBranch(flow: FlowDefinition, split: string, to: string): Edit<FlowDefinition> | undefined {
  const [edge = ""] = freeEdgeIds(flow, 1);
  const added = addBranch(split, edge).apply(flow);
  const moved = moveItem(to, edge).apply(added);
  if (added === flow || moved === added) return undefined;
  return { title: { zh: "移到新的分支", en: "Move into a branch of its own" }, apply: (now) => moveItem(to, edge).apply(addBranch(split, edge).apply(now)) };
}
