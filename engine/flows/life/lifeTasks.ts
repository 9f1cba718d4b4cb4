import type { LifeTask } from "../../model/flow.ts";
import { truthOf } from "../conditions.ts";
import { durationMs } from "../duration.ts";
import { blockVisit, openSeats } from "../run/seating.ts";
import { type Run } from "../run/run.ts";
import { lifeTaskOf } from "../run/step.ts";
import { armTimer, dropTimers } from "../run/timers.ts";
import { closeVisit, openVisit } from "../run/visits.ts";
import { activePeople, seekerOf } from "../seats/resolveCandidates.ts";
import { adminsOf, seatsFor } from "../seats/resolveSeats.ts";
import type { Visit } from "../types.ts";
import { lifeStateOf } from "./validUntil.ts";

/** Opens the tasks of the state just entered; a repeating one comes when its first period is over. */
export function openLifeTasks(run: Run, state: string): void {
  for (const task of lifeStateOf(run.plan.def, state)?.tasks ?? []) {
    if (task.every === undefined) openLifeTask(run, task);
    else scheduleLifeTask(run, task);
  }
}

/** Opens one task, unless it is open already or surely not needed now; a repeating one is then looked at again a period later. */
export function openLifeTask(run: Run, task: LifeTask): void {
  const node = `life.${task.id}`;
  if (task.when !== undefined && truthOf(run, task.when) === false) return task.every === undefined ? undefined : scheduleLifeTask(run, task);
  if (run.instance.visits.some((one) => one.node === node && one.state !== "closed")) return;
  seatLifeTask(run, openVisit(run, node, false));
}

/** Gives a task its people; with nobody the administrators, else it is blocked. */
export function seatLifeTask(run: Run, visit: Visit): void {
  const task = lifeTaskOf(run.plan, visit.node.slice("life.".length));
  const named = task ? activePeople(seekerOf(run), task.candidates) : [];
  const people = named.length > 0 ? named : adminsOf(seekerOf(run), run.plan.def.settings.admin).slice(0, 1);
  if (people.length === 0) return blockVisit(run, visit.id, "nobody");
  openSeats(run, visit, seatsFor(people));
}

/** A task was done: the next one of a repeating task is due a whole period from now. */
export function completeLifeTask(run: Run, visit: Visit): void {
  closeVisit(run, visit.id, "done", "passed");
  const task = lifeTaskOf(run.plan, visit.node.slice("life.".length));
  if (task?.every !== undefined) scheduleLifeTask(run, task);
}

/** Tasks of a state that was left are no longer needed. */
export function closeLifeTasks(run: Run): void {
  for (const visit of run.instance.visits) if (visit.node.startsWith("life.") && visit.state !== "closed") closeVisit(run, visit.id, "ended");
  dropTimers(run, (timer) => timer.kind === "taskOpen");
}

function scheduleLifeTask(run: Run, task: LifeTask): void {
  const every = durationMs(task.every);
  if (every !== undefined && every > 0) armTimer(run, { id: `task:${task.id}`, kind: "taskOpen", timer: task.id, i: 0, dueAt: run.env.now + every, whileSuspended: "fire", elapsed: "atMost" });
}
