import { issue } from "../../issues/issue.ts";
import type { SubflowNode } from "../../model/flow.ts";
import type { Child, Visit } from "../types.ts";
import { emit, note, patchVisit, type Run, StepRefused } from "./run.ts";
import { rowsOf } from "./rowsOf.ts";
import { queueVisit } from "./seating.ts";
import { visitOf } from "./view.ts";

const maxRows = 200;
/** A child of a child …: deeper than this, flows are taken to start each other in a circle. */
const maxDepth = 5;

/** Starts the children of a subflow visit: one, or one per row. No rows: passed. Async ones are not waited for. */
export function startChildren(run: Run, node: SubflowNode, visit: Visit): void {
  const depth = (run.instance.parent?.depth ?? 0) + 1;
  if (depth > maxDepth) throw new StepRefused([issue("FLOW_LOOP", "", { nodes: [node.id] })]);
  const rows = node.rows === undefined ? [undefined] : rowsOf(run, node.rows);
  if (rows.length > maxRows) throw new StepRefused([issue("SUBFLOW_TOO_MANY", "", { node: node.id, nodeZh: node.title.zh, nodeEn: node.title.en, rows: rows.length, max: maxRows })]);
  const children = rows.map((_, i): Child => ({ key: String(i + 1) }));
  patchVisit(run, visit.id, { children });
  note(run, { command: "subflow", node: node.id, visit: visit.id, detail: { flow: node.flow.id, children: children.length } });
  rows.forEach((row, i) => emit(run, {
    kind: "startChild", flow: node.flow, submission: run.instance.submissionId, initiator: run.instance.initiator,
    parent: { instance: run.instance.id, visit: visit.id, child: String(i + 1), depth, sync: node.sync, ...(row === undefined ? {} : { row }) },
  }));
  if (!node.sync || children.length === 0) queueVisit(run, visit.id, "passed");
}

/** A child has ended; false when nobody waits for it any more. */
export function endChild(run: Run, id: string, key: string, outcome: string): boolean {
  const visit = visitOf(run, id);
  const child = visit?.children?.find((one) => one.key === key);
  if (!visit || visit.state !== "open" || !child || child.outcome !== undefined) return false;
  patchVisit(run, id, { children: (visit.children ?? []).map((one) => (one.key === key ? { ...one, outcome } : one)) });
  note(run, { command: "childEnded", node: visit.node, visit: id, outcome, detail: { child: key } });
  judgeChildren(run, id);
  return true;
}

/** Enough children approved: passed; no longer possible: failed. Passed is looked at first, as at a join. */
function judgeChildren(run: Run, id: string): void {
  const visit = visitOf(run, id);
  const node = run.plan.graph.nodes.get(visit?.node ?? "");
  if (!visit?.children || node?.kind !== "subflow") return;
  const { complete = "all" } = node;
  const count = visit.children.length;
  const need = complete === "all" ? count : complete === "any" ? 1 : Math.min(complete.n, count);
  const ok = visit.children.filter((one) => one.outcome === "approved").length;
  const failed = visit.children.filter((one) => one.outcome !== undefined && one.outcome !== "approved").length;
  if (ok >= need) queueVisit(run, id, "passed");
  else if (count - failed < need) queueVisit(run, id, "rejected");
}
