import { issue } from "../../issues/issue.ts";
import type { FlowNode, JoinNode, OnReject } from "../../model/flow.ts";
import { own } from "../../model/json.ts";
import { judgeOf } from "../conditions.ts";
import { beginLife } from "../life/moveLife.ts";
import { seatLifeTask } from "../life/lifeTasks.ts";
import { failState } from "../machine/compileFlow.ts";
import { type Judge, type MachineStep, sendMachine, startMachine } from "../machine/stepMachine.ts";
import { nodeKindOf } from "../nodes/registry.ts";
import { nodeOf } from "../plan/plan.ts";
import { rejectRuleOf } from "../plan/rejectRule.ts";
import type { Visit } from "../types.ts";
import { cutBack, type WayBack } from "./cutBack.ts";
import { endInstance } from "./endInstance.ts";
import { write, note, patch, patchVisit, type QueueItem, type Run, StepRefused } from "./run.ts";
import { legalTargets } from "./targets.ts";
import { visitOf } from "./view.ts";
import { closeVisit, openVisit } from "./visits.ts";
import { lastOf } from "../lastOf.ts";

/** Puts the token at `start`. */
export function enterFlow(run: Run): void {
  applyStep(run, startMachine(run.plan));
}

/** Works off finished visits in the order they finished; one closed meanwhile is dropped. */
export function drain(run: Run): void {
  const bound = 10 * run.plan.def.nodes.length + 1_000;
  for (let count = 0; run.queue.length > 0; count++) {
    if (count > bound) throw new StepRefused([issue("FLOW_LOOP", "", { nodes: [...new Set(run.queue.map((one) => one.visit))] })]);
    finish(run, run.queue.shift() as QueueItem);
  }
}

/** Sends an event to the machine and carries out what it says. */
export function send(run: Run, event: string): void {
  const unknown = new Set<string>();
  const step = sendMachine(run.plan, run.instance.tokens, event, judgeAt(run, event, (edge) => unknown.add(edge)));
  for (const edge of unknown) note(run, { command: "condition", outcome: "unknown", detail: { edge } });
  applyStep(run, step);
}

/**
 * On permits a split that waits looks again at the end of a step, by its own
 * event; the machine would ask it on the way, before a join that another
 * branch has just decided.
 */
function judgeAt(run: Run, event: string, onUnknown?: (edge: string) => void): Judge {
  const judge = judgeOf(run, onUnknown);
  if (run.plan.def.settings.permit !== true) return judge;
  const waiting = run.instance.visits.filter((one) => one.state === "blocked" && isSplit(run, one) && event !== `retry.${one.node}`);
  const held = new Set(waiting.flatMap((one) => (run.plan.graph.out.get(one.node) ?? []).map((edge) => edge.id)));
  return (edge) => (held.has(edge) ? "unknown" : judge(edge));
}

/** Moves the token back and asks the target anew. */
export function goBack(run: Run, way: WayBack): void {
  send(run, cutBack(run, way));
}

/** At the end of a step blocked visits are tried again: people may have been found, or a condition may now be known. */
export function retryBlocked(run: Run): void {
  for (const { id } of run.instance.visits.filter((one) => one.state === "blocked")) {
    const visit = visitOf(run, id);
    if (visit?.state !== "blocked") continue;
    if (visit.node.startsWith("life.")) seatLifeTask(run, visit);
    else if (visit.blocked === "unknownCondition" && isSplit(run, visit)) retryCondition(run, visit);
    else enterNode(run, visit);
    drain(run);
  }
}

function isSplit(run: Run, visit: Visit): boolean {
  const kind = run.plan.graph.nodes.get(visit.node)?.kind;
  return kind === "exclusive" || kind === "inclusive";
}

function retryCondition(run: Run, visit: Visit): void {
  const event = `retry.${visit.node}`;
  const step = sendMachine(run.plan, run.instance.tokens, event, judgeAt(run, event));
  if (step.entered.includes(visit.node)) return; // still unknown
  applyStep(run, step);
}

function finish(run: Run, item: QueueItem): void {
  const visit = visitOf(run, item.visit);
  if (!visit || visit.state === "closed") return;
  const node = nodeOf(run.plan, visit.node);
  nodeKindOf(node).finish?.(run, node, visit);
  const rule = item.event === "fail" ? rejectRuleOf(node) : undefined;
  if (rule?.do === "return") return rejectedBack(run, node, rule, visit);
  closeVisit(run, visit.id, "done", item.event === "done" ? "passed" : "rejected");
  send(run, `${item.event}.${node.id}`);
}

/** A reject that returns does what a return does, with the rejected visit; an illegal target becomes `start`. */
function rejectedBack(run: Run, node: FlowNode, { to, count }: Extract<OnReject, { do: "return" }>, visit: Visit): void {
  const region = run.plan.regionOf.get(node.id) ?? "root";
  if (count !== undefined) countReturn(run, count);
  patchVisit(run, visit.id, { outcome: "rejected" });
  goBack(run, { from: visit.id, to: legalOrStart(run, legalTargets(run, region, visit), to), back: false, reason: "returned" });
}

/** How often it came back, in the field the definition names. */
function countReturn(run: Run, field: string): void {
  const before = own(run.answers, field);
  write(run, field, (typeof before === "number" ? before : 0) + 1);
}

function legalOrStart(run: Run, legal: readonly string[], to: string): string {
  return legal.includes(to) ? to : run.plan.start;
}

function applyStep(run: Run, step: MachineStep): void {
  patch(run, { tokens: step.tokens });
  for (const { node, why } of step.left) closeLeft(run, node, why, step.ended);
  pruneTrails(run);
  const opened = step.entered.filter((node) => run.plan.graph.nodes.has(node)).map((node) => enterVisit(run, node));
  delete run.asked;
  for (const id of opened) {
    const visit = visitOf(run, id);
    if (visit?.state === "open") enterNode(run, visit);
  }
  delete run.seatsAgain;
  for (const node of step.entered) if (!run.plan.graph.nodes.has(node)) blockFailed(run, node);
  if (step.ended) endFlow(run);
}

function closeLeft(run: Run, node: string, why: string, ended: boolean): void {
  const visit = lastOf(run.instance.visits, (one) => one.node === node && one.state !== "closed");
  if (!visit) return;
  const chosen = why.startsWith("edge:") || why === "known" || why === "retry"; // a split that waited has found its way
  closeVisit(run, visit.id, chosen ? "done" : why.startsWith("join:") ? "joinLost" : ended ? "ended" : "joinLost");
}

/** Trails of branches whose block is no longer active are over. */
function pruneTrails(run: Run): void {
  const active = Object.entries(run.instance.trails).filter(([region]) => {
    const block = run.plan.regions.get(region)?.block;
    return block === undefined || Object.hasOwn(run.instance.tokens.arrived, block);
  });
  if (active.length !== Object.keys(run.instance.trails).length) patch(run, { trails: Object.fromEntries(active) });
}

function enterVisit(run: Run, node: string): string {
  const visit = openVisit(run, node, run.asked === node);
  const region = run.plan.regionOf.get(node) ?? "root";
  const trail = Object.hasOwn(run.instance.trails, region) ? (run.instance.trails[region] ?? []) : [];
  patch(run, { trails: { ...run.instance.trails, [region]: [...trail, visit.id] } });
  return visit.id;
}

function enterNode(run: Run, visit: Visit): void {
  const node = nodeOf(run.plan, visit.node);
  nodeKindOf(node).enter?.(run, node, visit);
}

/** A block whose join cannot be met any more and says `return`. */
function blockFailed(run: Run, hidden: string): void {
  const split = hidden.slice(0, -2);
  const block = run.plan.blocks.get(split);
  const join = nodeOf(run.plan, block?.join ?? "") as JoinNode;
  if (!block || failState(split) !== hidden || join.onFail?.do !== "return") throw new Error(`no block behind ${hidden}`);
  if (join.onFail.count !== undefined) countReturn(run, join.onFail.count);
  goBack(run, { to: legalOrStart(run, legalTargets(run, block.region), join.onFail.to), back: false, reason: "returned" });
}

/** The token has come to an end: the flow is over, or its life after approval begins. */
function endFlow(run: Run): void {
  const name = String(run.instance.tokens.value);
  const end = name.startsWith("_end_") ? nodeOf(run.plan, name.slice(5)) : undefined;
  const outcome = end?.kind === "end" ? end.outcome : "rejected";
  if (outcome === "approved" && run.plan.def.life) return beginLife(run);
  endInstance(run, outcome);
}
