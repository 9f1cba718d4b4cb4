import { blockTree, type FlowDefinition, type FlowEdge, nodeIdsIn, type TreeBranch, type TreeItem } from "@safeloop/engine";
import type { Edit } from "../../commands/commandStack.ts";

/** A step, or a split with all that is in it, found anywhere in the tree. */
export function findItem(items: readonly TreeItem[], id: string): TreeItem | undefined {
  for (const item of items) {
    if ((item.kind === "node" ? item.node.id : item.split.id) === id) return item;
    if (item.kind === "node") continue;
    for (const branch of item.branches) {
      const found = findItem(branch.items, id);
      if (found) return found;
    }
  }
  return undefined;
}

/** Where a part of a flow begins and ends, and what is in it. */
export interface Part {
  readonly ids: ReadonlySet<string>;
  readonly head: string;
  readonly after: FlowEdge; // leads on
}

/** What moves when a step is moved: itself, of a split all up to its join. The start and ends of lines do not move. */
export function partAt(flow: FlowDefinition, id: string): Part | undefined {
  const item = findItem(blockTree(flow), id);
  if (!item?.after || (item.kind === "node" && item.node.kind === "start")) return undefined;
  return { ids: new Set(nodeIdsIn([item])), head: id, after: item.after };
}

/** Whether a part may be put into a line: not into itself, nor where it stands. */
export function mayMove({ ids, head, after }: Part, target: FlowEdge): boolean {
  return target.id !== after.id && target.to !== head && !ids.has(target.from) && !ids.has(target.to);
}

/** Takes a step, or a split with all its branches, out of its line and puts it into another. Ids stay, so nothing that refers to it breaks. */
export function moveItem(id: string, toEdgeId: string): Edit<FlowDefinition> {
  return {
    title: { zh: "移动环节", en: "Move the step" },
    apply(flow) {
      const [part, target] = [partAt(flow, id), flow.edges.find((edge) => edge.id === toEdgeId)];
      if (!part || !target || !mayMove(part, target)) return flow;
      const edges = flow.edges.map((edge) => {
        if (edge.id === target.id) return { ...edge, to: part.head };
        if (edge.id === part.after.id) return { ...edge, to: target.to };
        return edge.to === part.head ? { ...edge, to: part.after.to } : edge;
      });
      return { ...flow, edges };
    },
  };
}

/** Branches of a split in the order they are looked at; the default one is always last. */
export function branchesOf(flow: FlowDefinition, edgeId: string): readonly FlowEdge[] {
  const from = flow.edges.find((edge) => edge.id === edgeId)?.from;
  const item = from === undefined ? undefined : findItem(blockTree(flow), from);
  const all = item?.kind === "block" ? item.branches.map((branch: TreeBranch) => branch.enter) : [];
  return [...all.filter((edge) => !edge.default), ...all.filter((edge) => edge.default)];
}

/** Puts a branch at another place among its siblings: conditions are looked at in this order. The default one stays last. */
export function placeBranch(edgeId: string, to: number): Edit<FlowDefinition> {
  return {
    title: { zh: "调整分支顺序", en: "Reorder the branches" },
    apply(flow) {
      const siblings = branchesOf(flow, edgeId);
      const movable = siblings.filter((edge) => !edge.default);
      const from = movable.findIndex((edge) => edge.id === edgeId);
      const place = Math.max(0, Math.min(movable.length - 1, to));
      if (from < 0 || from === place) return flow;
      const order = movable.filter((edge) => edge.id !== edgeId);
      order.splice(place, 0, movable[from] as FlowEdge);
      const numbers = new Map([...order, ...siblings.filter((edge) => edge.default)].map((edge, at) => [edge.id, at + 1]));
      return { ...flow, edges: flow.edges.map((edge) => (numbers.has(edge.id) ? { ...edge, order: numbers.get(edge.id) as number } : edge)) };
    },
  };
}

/** One place to the left (-1) or right (1). */
export function nudgeBranch(flow: FlowDefinition, edgeId: string, by: -1 | 1): Edit<FlowDefinition> {
  return placeBranch(edgeId, branchesOf(flow, edgeId).findIndex((edge) => edge.id === edgeId) + by);
}

/** One place up (-1) or down (1) in its own line; a step at either end stays. */
export function nudgeItem(flow: FlowDefinition, id: string, by: -1 | 1): Edit<FlowDefinition> | undefined {
  const part = partAt(flow, id);
  if (!part) return undefined;
  const into = flow.edges.filter((edge) => edge.to === part.head);
  const beyond = by === 1 ? findItem(blockTree(flow), part.after.to)?.after : flow.edges.find((edge) => edge.to === headBefore(flow, into));
  return beyond ? moveItem(id, beyond.id) : undefined;
}

/** The head of the step that one line leads from: of a join, its split. */
function headBefore(flow: FlowDefinition, into: readonly FlowEdge[]): string | undefined {
  const from = into.length === 1 ? flow.nodes.find((node) => node.id === into[0]?.from) : undefined;
  if (!from || from.kind === "start" || from.kind === "exclusive" || from.kind === "parallel" || from.kind === "inclusive") return undefined;
  return from.kind === "join" ? from.of : from.id;
}
