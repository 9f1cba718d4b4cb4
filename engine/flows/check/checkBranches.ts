import { type Issue, warning } from "../../issues/issue.ts";
import type { FlowEdge } from "../../model/flow.ts";
import { type BranchTable, branchTable } from "./conditions/branchTable.ts";
import { scopeAt } from "./conditions/valuations.ts";
import type { FlowCheck } from "./flowCheck.ts";
import { traceTo } from "./traces.ts";

/**
 * Conditions that never choose their branch, and conditions of one exclusive
 * that may hold together without a drawn order. What cannot be told is said
 * to be undecided. Without a form no types are known, and nothing is said.
 */
export function checkBranches(check: FlowCheck): readonly Issue[] {
  if (!check.form) return [];
  return check.def.nodes.flatMap((node) => {
    if (node.kind !== "exclusive" && node.kind !== "inclusive") return [];
    const table = branchTable(check, node.id);
    const exclusive = node.kind === "exclusive";
    return [...undecided(table, node.id, check), ...neverTrue(table, node.id, exclusive, check), ...(exclusive ? overlaps(table, node.id, check) : [])];
  });
}

function undecided(table: BranchTable, node: string, check: FlowCheck): Issue[] {
  const edges = table.edges.filter((edge) => !table.decided.includes(edge));
  return edges.length === 0 ? [] : [warning("FLOW_NOT_DECIDED", pathOf(check, edges[0]), { node, edges: edges.map((edge) => edge.id) })];
}

function neverTrue(table: BranchTable, node: string, exclusive: boolean, check: FlowCheck): Issue[] {
  return table.decided.flatMap((edge, i) => {
    const holds = table.rows.filter((row) => row[i] === true);
    const free = holds.filter((row) => !exclusive || !row.slice(0, i).includes(true));
    if (free.length > 0) return [];
    const by = table.decided.filter((_, j) => j < i && holds.some((row) => row[j] === true)).map((one) => one.id);
    const reason = by.length === 0
      ? { reasonZh: "条件自相矛盾，或超出字段的取值", reasonEn: "it contradicts itself, or what its fields can hold" }
      : { reasonZh: `前面的 ${by.join("、")} 已覆盖全部情形`, reasonEn: `earlier ${by.join(", ")} cover all of it` };
    return [warning("FLOW_NEVER_TRUE", pathOf(check, edge), { node, edge: edge.id, by, ...reason, trace: traceTo(check, node) })];
  });
}

/** Two conditions that may hold together: which is taken must be drawn, not left to their ids. */
function overlaps(table: BranchTable, node: string, check: FlowCheck): Issue[] {
  return table.decided.flatMap((a, i) => table.decided.slice(i + 1).flatMap((b, k) => {
    if (a.order !== undefined && b.order !== undefined && a.order !== b.order) return [];
    const row = table.rows.findIndex((truths) => truths[i] === true && truths[i + 1 + k] === true);
    if (row < 0) return [];
    return [warning("FLOW_OVERLAP", pathOf(check, b), { node, edges: [a.id, b.id], example: JSON.stringify(scopeAt(table.axes, row)), trace: traceTo(check, node) })];
  }));
}

function pathOf(check: FlowCheck, edge: FlowEdge | undefined): string {
  return edge ? `/edges/${check.def.edges.indexOf(edge)}/when` : "/edges";
}
