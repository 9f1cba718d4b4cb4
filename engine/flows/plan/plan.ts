import { issue, type Issue } from "../../issues/issue.ts";
import { checkRunnable } from "./checkRunnable.ts";
import { hashOf } from "../../model/canonical.ts";
import type { FlowDefinition, FlowNode } from "../../model/flow.ts";
import { compileFlow, type FlowMachine } from "../machine/compileFlow.ts";
import { compileLife, type LifeMachine } from "../machine/compileLife.ts";
import type { RegionId } from "../types.ts";
import type { Block, Region, Sequence } from "./block.ts";
import { type Graph, graphOf } from "./graph.ts";
import { reduceFlow } from "./reduce.ts";

/** A definition ready to run: block tree, regions, document order and machines. */
export interface FlowPlan {
  readonly def: FlowDefinition;
  readonly hash: string;
  readonly graph: Graph;
  readonly tree: Sequence;
  readonly start: string;
  readonly blocks: ReadonlyMap<string, Block>;
  readonly regions: ReadonlyMap<RegionId, Region>;
  readonly regionOf: ReadonlyMap<string, RegionId>;
  readonly order: ReadonlyMap<string, number>;
  readonly machine: FlowMachine;
  readonly life?: LifeMachine;
}

export type Layout = Pick<FlowPlan, "blocks" | "regions" | "regionOf" | "order">;

const byDefinition = new WeakMap<object, FlowPlan | readonly Issue[]>();
const byHash = new Map<string, FlowPlan>();
const maxCached = 200;

/** The plan of a definition, compiled once per definition hash; Issues when it cannot run. */
export function planOf(def: FlowDefinition): FlowPlan | readonly Issue[] {
  const known = byDefinition.get(def);
  if (known) return known;
  const made = safely(def);
  if (typeof def === "object" && def !== null) byDefinition.set(def, made);
  return made;
}

/** An unchecked definition may be any JSON; it is refused, and nothing is thrown. */
function safely(def: FlowDefinition): FlowPlan | readonly Issue[] {
  try {
    const refused = checkRunnable(def);
    return refused.length > 0 ? refused : cachedByHash(def);
  } catch (fault) {
    return [issue("FLOW_INVALID", "", { what: fault instanceof Error ? fault.message : String(fault) })];
  }
}

/** True when `planOf` gave a plan. */
export function isPlan(value: FlowPlan | readonly Issue[]): value is FlowPlan {
  return !Array.isArray(value);
}

/** Regions from `region` outwards to the root. */
export function enclosing(plan: Layout, region: RegionId): RegionId[] {
  const chain: RegionId[] = [];
  for (let at: RegionId | undefined = region; at !== undefined; at = plan.regions.get(at)?.parent) chain.push(at);
  return chain;
}

/** True when `region` is `above` or lies inside it. */
export function isWithin(plan: Layout, region: RegionId, above: RegionId): boolean {
  for (let at: RegionId | undefined = region; at !== undefined; at = plan.regions.get(at)?.parent) if (at === above) return true;
  return false;
}

/** The node with this id; the ids of a plan are checked, so a missing one is a fault. */
export function nodeOf(plan: Pick<FlowPlan, "graph">, id: string): FlowNode {
  const node = plan.graph.nodes.get(id);
  if (!node) throw new Error(`no node ${id} in this flow`);
  return node;
}

function cachedByHash(def: FlowDefinition): FlowPlan | readonly Issue[] {
  const hash = hashOf(def);
  const known = byHash.get(hash);
  if (known) return known;
  const made = makePlan(def, hash);
  if (!isPlan(made)) return made;
  if (byHash.size >= maxCached) byHash.delete([...byHash.keys()][0] ?? "");
  byHash.set(hash, made);
  return made;
}

function makePlan(def: FlowDefinition, hash: string): FlowPlan | readonly Issue[] {
  const graph = graphOf(def);
  const { tree, issues } = reduceFlow(graph);
  if (!tree) return issues;
  const start = def.nodes.find((node) => node.kind === "start")?.id ?? "";
  const layout = layoutOf(tree);
  const base = { def, hash, graph, tree, start, ...layout };
  return { ...base, machine: compileFlow(base), ...(def.life ? { life: compileLife(def.life) } : {}) };
}

/** Blocks, regions and document order of a block tree. */
export function layoutOf(tree: Sequence): Layout {
  const layout = { blocks: new Map<string, Block>(), regions: new Map<RegionId, Region>([["root", { id: "root" }]]), regionOf: new Map<string, RegionId>(), order: new Map<string, number>() };
  place(tree, "root", layout);
  return layout;
}

function place(sequence: Sequence, region: RegionId, to: { blocks: Map<string, Block>; regions: Map<RegionId, Region>; regionOf: Map<string, RegionId>; order: Map<string, number> }): void {
  for (const item of sequence.items) {
    const id = item.type === "node" ? item.id : item.split;
    to.regionOf.set(id, region);
    to.order.set(id, to.order.size);
    if (item.type === "node") continue;
    to.blocks.set(id, item);
    for (const branch of item.branches) {
      if (item.kind !== "exclusive") to.regions.set(branch.region, { id: branch.region, parent: region, block: id, branch: branch.name });
      place(branch.sequence, branch.region, to);
    }
    if (item.join !== undefined) to.regionOf.set(item.join, region);
    if (item.join !== undefined) to.order.set(item.join, to.order.size);
  }
}
