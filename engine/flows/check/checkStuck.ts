import { issue, type Issue, warning } from "../../issues/issue.ts";
import type { FlowCheck } from "./flowCheck.ts";
import { componentsOf } from "./scc.ts";
import { explore, type Explored } from "./stuck/explore.ts";
import { traceTo } from "./traces.ts";

/**
 * Steps from which a flow can reach no end whatever people do, found by
 * exploring each region alone with its data abstracted to at most 256
 * combinations. Where there would be more, conditions count as free choices,
 * and that is said.
 */
export function checkStuck(check: FlowCheck): readonly Issue[] {
  return explore(check).flatMap((region) => [...unbounded(region), ...holes(region, check)]);
}

function unbounded(region: Explored): Issue[] {
  const { over, free } = region.data;
  return over === undefined ? [] : [warning("FLOW_FREE_CHOICE", "/edges", { region: region.region, edges: free, actual: over, max: 256 })];
}

/** Of the stuck steps those where it ends: a step, or a circle of steps, that leads to no other stuck one. */
function holes(region: Explored, check: FlowCheck): Issue[] {
  const stuck = new Set(region.stuck);
  const arrows = new Map(region.stuck.map((id) => [id, region.moves.filter((move) => move.from === id && stuck.has(move.to)).map((move) => move.to)]));
  return componentsOf(stuck, arrows).filter((part) => part.every((id) => (arrows.get(id) ?? []).every((to) => part.includes(to)))).map((part) => {
    const nodes = part.filter((id) => check.graph.nodes.has(id));
    const traces = nodes.map((id) => traceTo(check, id)).sort((a, b) => a.length - b.length);
    const first = traces[0]?.at(-1) ?? nodes[0] ?? "";
    return issue("FLOW_STUCK", `/nodes/${check.def.nodes.findIndex((node) => node.id === first)}`, { nodes, region: region.region, trace: traces[0] ?? [] });
  });
}
