import type { FlowDefinition } from "../../model/flow.ts";
import type { FlowInstance, HistoryEntry, Visit } from "../types.ts";
import type { FlowTrace, StepKind, StepVisit } from "./types.ts";

/**
 * What a report takes of one instance. Completed steps are visits closed as
 * `done`, in the order of their `leave` lines: what was cut short (returned,
 * withdrawn, jumped from, ended from above) is none, while work that a later
 * return cut out of the walk was done and counts. Tasks of the life repeat by
 * the clock, so they are visits but on no path. `now` is epoch ms; lines newer
 * than the instance are left out.
 */
export function traceOf(def: FlowDefinition, instance: FlowInstance, history: readonly HistoryEntry[], now: number): FlowTrace {
  const kinds = new Map<string, string>(def.nodes.map((node) => [node.id, node.kind]));
  const steps = new Map(instance.visits.flatMap((visit) => {
    const kind = stepKind(visit, kinds);
    return kind === undefined ? [] : [[visit.id, stepVisit(instance, visit, kind, now)] as const];
  }));
  const left = history.filter((line) => line.command === "leave" && line.seq <= instance.seq);
  const walked = left.flatMap((line) => steps.get(line.visit ?? "") ?? []).filter((step) => step.state === "done" && step.kind !== "life");
  const ended = instance.status === "ended";
  return {
    ended, path: walked.map((step) => step.node), visits: [...steps.values()],
    ...(ended && instance.endedAt !== undefined ? { ms: instance.endedAt - instance.startedAt } : {}),
  };
}

function stepKind(visit: Visit, kinds: ReadonlyMap<string, string>): StepKind | undefined {
  if (visit.node.startsWith("life.")) return "life";
  const kind = visit.was?.kind ?? kinds.get(visit.node);
  return kind === "start" || kind === "fill" || kind === "approval" ? kind : undefined;
}

function stepVisit(instance: FlowInstance, visit: Visit, kind: StepKind, now: number): StepVisit {
  const closed = visit.state === "closed";
  const state = closed ? (visit.reason === "done" ? "done" : "cut") : "open";
  const due = dueOf(instance, visit);
  return {
    node: visit.node, kind, state, superseded: visit.dead || state === "cut", due: due !== undefined,
    late: visit.system === "overdue" || (due !== undefined && (visit.closedAt ?? now) > due),
    ...(closed && visit.closedAt !== undefined ? { ms: visit.closedAt - visit.enteredAt } : {}),
  };
}

/** The armed timer knows of suspensions, which the visit's own date does not follow; a paused one is not due before the flow goes on. */
function dueOf(instance: FlowInstance, visit: Visit): number | undefined {
  const timer = instance.timers.find((one) => one.kind === "due" && one.visit === visit.id);
  if (timer) return timer.remainingMs === undefined ? timer.dueAt : Infinity;
  return visit.dueAt;
}
