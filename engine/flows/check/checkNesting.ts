import { issue, type Issue } from "../../issues/issue.ts";
import type { Act, FlowDefinition } from "../../model/flow.ts";
import type { FlowCheck } from "./flowCheck.ts";
import { componentsOf, cycleIn } from "./scc.ts";

const maxDepth = 5;

/**
 * Flows that start each other, over subflows and `startFlow`: no cycle, and no
 * more than five below this one. Needs to be told the other flows; a flow that
 * starts itself is told at its node.
 */
export function checkNesting(check: FlowCheck): readonly Issue[] {
  if (!check.flows) return [];
  const arrows = callsFrom(check.def, check.flows);
  const cycles = componentsOf(arrows.keys(), arrows).flatMap((part) => {
    const cycle = cycleIn(part, arrows);
    return cycle ? [issue("FLOW_LOOP", "", { nodes: cycle, trace: cycle })] : [];
  });
  if (cycles.length > 0) return cycles;
  const chain = longest(check.def.id, arrows, new Map());
  return chain.length - 1 > maxDepth ? [issue("FLOW_LIMIT", "", { what: "subflow depth", actual: chain.length - 1, max: maxDepth, trace: chain })] : [];
}

/** The flows reachable from one, each with those it starts. */
function callsFrom(def: FlowDefinition, flows: NonNullable<FlowCheck["flows"]>): Map<string, readonly string[]> {
  const arrows = new Map<string, readonly string[]>([[def.id, startedBy(def).filter((id) => id !== def.id)]]);
  for (const [, called] of arrows) {
    for (const id of called) {
      const other = arrows.has(id) ? undefined : flows(id);
      if (!arrows.has(id)) arrows.set(id, other ? startedBy(other) : []);
    }
  }
  return arrows;
}

function startedBy(def: FlowDefinition): string[] {
  const acts: readonly Act[] = [...def.nodes.flatMap((node) => (node.kind === "act" ? [node.act] : [])), ...(def.life?.events ?? []).flatMap((event) => event.effects ?? [])];
  const subflows = def.nodes.flatMap((node) => (node.kind === "subflow" ? [node.flow.id] : []));
  return [...new Set([...subflows, ...acts.flatMap((act) => (act.do === "startFlow" ? [act.flow] : []))])];
}

/** The longest chain of calls from a flow; there is no cycle. */
function longest(id: string, arrows: ReadonlyMap<string, readonly string[]>, known: Map<string, string[]>): string[] {
  const found = known.get(id);
  if (found) return found;
  const chains = (arrows.get(id) ?? []).map((next) => longest(next, arrows, known));
  const chain = [id, ...(chains.sort((a, b) => b.length - a.length)[0] ?? [])];
  known.set(id, chain);
  return chain;
}
