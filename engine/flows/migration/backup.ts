import type { FlowDefinition } from "../../model/flow.ts";
import { own } from "../../model/json.ts";
import { notices } from "../notices.ts";
import { type FlowPlan, planOf } from "../plan/plan.ts";
import { leaveChildren } from "../run/children.ts";
import { beginRun, emit, type Run, tell } from "../run/run.ts";
import { seatsInTurn, tellTurn } from "../run/seating.ts";
import { startOf } from "../run/timers.ts";
import { titleOf } from "../run/visits.ts";
import type { FlowEnv, FlowInstance, FlowStep, Timer, Visit } from "../types.ts";
import type { MigrationBackup } from "./types.ts";

/** What puts an instance back to `before`: made now, while both revisions are at hand. */
export function backupOf(oldDef: FlowDefinition, newDef: FlowDefinition, before: FlowInstance, step: FlowStep, env: FlowEnv): MigrationBackup {
  const after = step.instance;
  const run = beginRun(planOf(oldDef) as FlowPlan, before, env, null, "undo");
  const then: Run = { ...run, plan: planOf(newDef) as FlowPlan, instance: { ...after } };
  putTimersBack(run, before, after);
  for (const visit of openedBy(after, before)) endOpened(then, visit);
  for (const visit of openedBy(before, after)) tellTurn(run, visit);
  const writes = Object.fromEntries(Object.keys(step.writes).map((xid) => [xid, (own(env.answers, xid) ?? null) as FlowStep["writes"][string]]));
  const effects = run.effects.map((effect, i) => ({ ...effect, key: `${before.id}:unmigrate:${after.seq}:${env.now}:${i}` }));
  return { before, seq: after.seq, definitionHash: after.definitionHash, effects, writes };
}

/** Visits open in one envelope and not in the other. */
function openedBy(one: FlowInstance, other: FlowInstance): readonly Visit[] {
  const open = new Set(other.visits.filter((visit) => visit.state !== "closed").map((visit) => visit.id));
  return one.visits.filter((visit) => visit.state !== "closed" && !open.has(visit.id));
}

/** A step the migration opened is over: its people are told, its children end. */
function endOpened(run: Run, visit: Visit): void {
  leaveChildren(run, visit, "migrated");
  tell(run, seatsInTurn(run, visit).flatMap((seat) => seat.holders), "task.superseded", notices.superseded(titleOf(run, visit.node), run.instance.number), { visit: visit.id });
}

function putTimersBack(run: Run, before: FlowInstance, after: FlowInstance): void {
  const old = before.timers.filter((timer) => isRunning(before, timer));
  const now = after.timers.filter((timer) => isRunning(after, timer));
  const owner = { type: "instance", id: before.id } as const;
  for (const timer of now) if (!old.some((one) => one.id === timer.id)) emit(run, { kind: "cancelTimer", timerId: timer.id, owner });
  for (const timer of old) if (!now.some((one) => one.id === timer.id && one.dueAt === timer.dueAt)) emit(run, startOf(before.id, timer));
}

function isRunning(instance: FlowInstance, timer: Timer): boolean {
  return timer.remainingMs === undefined && (instance.suspended === undefined || timer.whileSuspended === "fire");
}
