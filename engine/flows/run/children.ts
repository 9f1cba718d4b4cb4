import type { I18nText } from "../../model/text.ts";
import type { Child, CloseReason, Visit } from "../types.ts";
import { nodeOf } from "../plan/plan.ts";
import { emit, type Run } from "./run.ts";

/** A visit is cut out of the walk: flows it had started without waiting for them are told, and go on. */
export function tellCutChildren(run: Run, visit: Visit): void {
  if (visit.children === undefined || isSyncVisit(run, visit)) return;
  for (const child of running(visit)) toChild(run, visit, child, "event", { zh: "上级流程已退回", en: "the flow above has gone back" });
}

/** A subflow visit closes: sync children still running end with it. */
export function leaveChildren(run: Run, visit: Visit, reason: CloseReason): void {
  if (!isSyncVisit(run, visit)) return;
  const why = reason === "done" ? { zh: "上级流程已得出结果", en: "the flow above has its result" } : { zh: `上级流程的这一步已不再需要（${reason}）`, en: `the step above is no longer needed (${reason})` };
  for (const child of running(visit)) toChild(run, visit, child, "end", why);
}

/** Suspension of a flow goes down to its sync children, and only those are resumed. */
export function tellChildren(run: Run, what: "suspend" | "resume", reason: I18nText): void {
  for (const visit of run.instance.visits) {
    if (visit.state !== "open" || !isSyncVisit(run, visit)) continue;
    for (const child of running(visit)) toChild(run, visit, child, what, reason);
  }
}

/** Tells the flow above how this one has ended. */
export function tellParent(run: Run, outcome: string): void {
  const { parent } = run.instance;
  if (parent) emit(run, { kind: "childEnded", parent: { instance: parent.instance, visit: parent.visit, child: parent.child }, outcome });
}

function toChild(run: Run, visit: Visit, child: Child, what: "end" | "suspend" | "resume" | "event", reason: I18nText): void {
  emit(run, { kind: "toChild", child: { instance: run.instance.id, visit: visit.id, child: child.key }, do: what, reason });
}

function running(visit: Visit): readonly Child[] {
  return (visit.children ?? []).filter((child) => child.outcome === undefined);
}

function isSyncVisit(run: Run, visit: Visit): boolean {
  if (visit.children === undefined) return false;
  const node = nodeOf(run.plan, visit.node);
  return node.kind === "subflow" && node.sync;
}
