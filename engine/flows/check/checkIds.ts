import { issue, type Issue } from "../../issues/issue.ts";
import type { FlowDefinition } from "../../model/flow.ts";

/** Node, edge and state ids: no dot, colon, star, underscore or leading digit, which XState would read as paths or reorder. */
export const idPattern = /^[A-Za-z][A-Za-z0-9-]{0,39}$/;

const maxNodes = 1_000;
const maxEdges = 4_000;
const maxBranches = 50;

/** Ids and sizes. */
export function checkIds(def: FlowDefinition): readonly Issue[] {
  const over = (what: string, actual: number, max: number): Issue[] => (actual > max ? [issue("FLOW_LIMIT", "", { what, actual, max })] : []);
  const branches = new Map<string, number>();
  for (const edge of def.edges) branches.set(edge.from, (branches.get(edge.from) ?? 0) + 1);
  return [
    ...over("nodes", def.nodes.length, maxNodes), ...over("edges", def.edges.length, maxEdges),
    ...[...branches].flatMap(([id, count]) => over(`branches of ${id}`, count, maxBranches)),
    ...badIds(def.nodes.map((node) => node.id), "/nodes"), ...badIds(def.edges.map((edge) => edge.id), "/edges"),
  ];
}

function badIds(ids: readonly string[], path: string): Issue[] {
  const seen = new Set<string>();
  return ids.flatMap((id, i) => {
    const bad = !idPattern.test(String(id)) || seen.has(id);
    seen.add(id);
    return bad ? [issue("FLOW_ID", `${path}/${i}/id`, { id: String(id) })] : [];
  });
}
