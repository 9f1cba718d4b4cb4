import type { Due, FlowNode, WaitNode } from "../../model/flow.ts";
import { durationMs, instantIn } from "./facts.testkit.ts";
import { isLive, type Run } from "./run.testkit.ts";
import type { Timer, Visit, WorkHours } from "./types.testkit.ts";
import { lifeRegion } from "./visits.testkit.ts";
import { afterWork, deadlineMs, workUntil } from "./workTime.testkit.ts";

const day = 86_400_000;
const mostRepeats = 10;

function timer(visit: Visit, kind: Timer["kind"], i: number, dueAt: number, whileSuspended: Timer["whileSuspended"]): Timer {
  return { id: `${visit.id}:${kind}:${i}`, visit: visit.id, kind, i, dueAt, whileSuspended };
}

export function dueOf(node: FlowNode): Due | undefined {
  return node.kind === "start" || node.kind === "fill" || node.kind === "approval" ? node.due : undefined;
}

/** Arms what counts from the entry of a visit by duration. */
export function armDurations(run: Run, visit: Visit): void {
  const node = run.shape.node(visit.node);
  const due = dueOf(node);
  const work = visit.region === lifeRegion ? undefined : run.world.work; // the life of a permit counts by the clock: gas does not wait for Monday
  if (due?.after !== undefined) run.state.timers.push(...(work ? workTimers(work, visit, due, due.after) : dueTimers(visit, due, visit.enteredAt, visit.enteredAt + durationMs(due.after), "pause")));
  if (node.kind === "wait" && "duration" in node.until) run.state.timers.push(timer(visit, "wait", 0, visit.enteredAt + durationMs(node.until.duration), "pause"));
}

function workTimers(work: WorkHours, visit: Visit, due: Due, after: string): Timer[] {
  const ms = deadlineMs(work, after);
  const at = afterWork(work, visit.enteredAt, ms);
  const parts = (due.remindAt ?? []).map((percent, i) => timer(visit, "remind", i, afterWork(work, visit.enteredAt, Math.floor((ms * percent) / 100)), "pause"));
  return [...parts.filter((one) => (one.dueAt ?? 0) < at), timer(visit, "due", 0, at, "pause")].map((one) => ({ ...one, working: true }));
}

function dueTimers(visit: Visit, due: Due, from: number, dueAt: number, whileSuspended: Timer["whileSuspended"]): Timer[] {
  const reminders = (due.remindAt ?? []).map((percent, i) => timer(visit, "remind", i, from + Math.round(((dueAt - from) * percent) / 100), whileSuspended));
  return [...reminders, timer(visit, "due", 0, dueAt, whileSuspended)];
}

/** Date timers follow their field: all are thrown away and armed again, one that has fired only when its date has moved. */
export function armDates(run: Run): void {
  const byDate = (visit: Visit): Timer[] => dateTimers(run, visit).filter((one) => !visit.firedTimers.includes(`${one.id}@${one.dueAt}`));
  run.state.timers = run.state.timers.filter((one) => one.whileSuspended !== "hold");
  for (const visit of run.state.visits.filter(isLive)) run.state.timers.push(...byDate(visit));
}

function dateTimers(run: Run, visit: Visit): Timer[] {
  const node = run.shape.node(visit.node);
  if (node.kind === "wait") return waitUntilDate(run, visit, node);
  const due = dueOf(node);
  if (due?.dateField === undefined) return [];
  const at = instantIn(run, due.dateField);
  const from = due.fromField === undefined ? visit.enteredAt : instantIn(run, due.fromField);
  return at === undefined ? [] : dueTimers(visit, due, from ?? visit.enteredAt, at, "hold");
}

function waitUntilDate(run: Run, visit: Visit, node: WaitNode): Timer[] {
  const at = "dateField" in node.until ? instantIn(run, node.until.dateField) : undefined;
  return at === undefined ? [] : [timer(visit, "wait", 0, at, "hold")];
}

/** After the deadline: every 24 h again, ten times. */
export function armRepeat(run: Run, visit: Visit, i: number): void {
  if (i < mostRepeats) run.state.timers.push(timer(visit, "repeat", i, run.world.now() + day, "pause"));
}

export function pauseTimers(run: Run): void {
  const { work } = run.world;
  for (const one of run.state.timers) {
    if (one.whileSuspended !== "pause" || one.dueAt === undefined) continue;
    one.remainingMs = one.working && work ? workUntil(work, run.world.now(), one.dueAt) : Math.max(0, one.dueAt - run.world.now());
    delete one.dueAt;
  }
}

export function resumeTimers(run: Run): void {
  const { work } = run.world;
  for (const one of run.state.timers) {
    if (one.remainingMs === undefined) continue;
    one.dueAt = one.working && work ? afterWork(work, run.world.now(), one.remainingMs) : run.world.now() + one.remainingMs;
    delete one.remainingMs;
  }
}

/** Timers in the order they fire. */
export function inFiringOrder(timers: readonly Timer[]): Timer[] {
  return [...timers].sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0) || (a.id < b.id ? -1 : 1));
}
