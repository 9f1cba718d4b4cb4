import type { SubjectRef } from "../../effects/effect.ts";
import type { Elapsed, Timer, VisitId } from "../types.ts";
import { emit, patch, patchVisit, type Run } from "./run.ts";
import { afterWork, workLeft } from "./workClock.ts";

/** Arms a timer, replacing one with the same id. While the flow is suspended a pausing timer is stored paused. */
export function armTimer(run: Run, timer: Omit<Timer, "remainingMs">): void {
  const paused = run.instance.suspended !== undefined && timer.whileSuspended === "pause";
  const stored: Timer = paused ? { ...timer, remainingMs: remainingOf(run, timer) } : timer;
  patch(run, { timers: [...run.instance.timers.filter((one) => one.id !== timer.id), stored] });
  if (!paused) start(run, stored);
}

/** Drops timers. */
export function dropTimers(run: Run, which: (timer: Timer) => boolean): void {
  const gone = run.instance.timers.filter(which);
  if (gone.length === 0) return;
  patch(run, { timers: run.instance.timers.filter((one) => !which(one)) });
  for (const timer of gone) if (timer.remainingMs === undefined) stop(run, timer.id);
}

/** Drops the timers of a visit. */
export function dropVisitTimers(run: Run, visit: VisitId): void {
  dropTimers(run, (timer) => timer.visit === visit);
}

/** Suspension: durations keep what is left of them; dates are held; `fire` runs on. */
export function pauseTimers(run: Run): void {
  patch(run, { timers: run.instance.timers.map((timer) => pauseOne(run, timer)) });
}

/** Resumption: paused durations go on with what was left; held dates fire at once when past. */
export function resumeTimers(run: Run): void {
  const timers = run.instance.timers.map((timer) => resumeOne(run, timer));
  patch(run, { timers });
}

function pauseOne(run: Run, timer: Timer): Timer {
  if (timer.whileSuspended === "fire") return timer;
  stop(run, timer.id);
  return timer.whileSuspended === "pause" ? { ...timer, remainingMs: remainingOf(run, timer) } : timer;
}

function resumeOne(run: Run, timer: Timer): Timer {
  if (timer.whileSuspended === "fire") return timer;
  const { remainingMs, ...rest } = timer;
  const dueAt = remainingMs === undefined ? timer.dueAt : afterWork(run, run.env.now, remainingMs, timer.working === true);
  start(run, { ...timer, dueAt });
  if (timer.visit !== undefined && (timer.kind === "due" || timer.kind === "wait")) patchVisit(run, timer.visit, { dueAt }); // what people are shown
  return { ...rest, dueAt };
}

/** What is left of a timer: working time where it counts that. */
function remainingOf(run: Run, timer: Omit<Timer, "remainingMs">): number {
  return timer.working ? workLeft(run, timer.dueAt) : Math.max(0, timer.dueAt - run.env.now);
}

function start(run: Run, timer: Timer): void {
  emit(run, startOf(run.instance.id, timer));
}

/** By how much a set clock moves the instant a timer goes off, in ms of the clock as it is now. */
export function shiftedBy(elapsed: Elapsed | undefined, shiftMs: number): number {
  return elapsed === undefined ? 0 : elapsed === "exact" ? shiftMs : Math.min(0, shiftMs);
}

/** The effect that arms a timer. */
export function startOf(instance: string, { id, dueAt, elapsed }: Timer): { readonly kind: "startTimer"; readonly timerId: string; readonly dueAt: number; readonly elapsed?: Elapsed; readonly owner: SubjectRef } {
  return { kind: "startTimer", timerId: id, dueAt, ...(elapsed ? { elapsed } : {}), owner: { type: "instance", id: instance } };
}

function stop(run: Run, timerId: string): void {
  emit(run, { kind: "cancelTimer", timerId, owner: { type: "instance", id: run.instance.id } });
}
