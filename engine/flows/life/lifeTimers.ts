import { issue } from "../../issues/issue.ts";
import type { LifeTimer } from "../../model/flow.ts";
import { own } from "../../model/json.ts";
import { evaluate, truthOf } from "../conditions.ts";
import { durationMs } from "../duration.ts";
import { answeredInstant } from "../../time/answeredInstant.ts";
import { note, patch, type Run, StepRefused } from "../run/run.ts";
import { armTimer, dropTimers } from "../run/timers.ts";
import type { LifeStatus, Timer } from "../types.ts";
import { lifeStateOf } from "./validUntil.ts";

/**
 * Brings the timers of the life in line with its state. A clock starts when
 * its event happens (or its state is entered) and is never paused: validity
 * runs through a suspension. A deadline that cannot be computed refuses a
 * person who lets work begin or go on; a stop is never refused, it is noted.
 * `within`: an event that stays in its state starts only the clocks that begin
 * with it, so that a timer that has gone off does not go off again.
 */
export function alignLifeTimers(run: Run, within?: string): void {
  for (const state of run.plan.def.life?.states ?? []) for (const timer of state.timers ?? []) {
    if (within === undefined || startsWith(timer, within)) align(run, timer, state.id);
  }
}

/**
 * A timer that ends at a date follows its field: a renewed certificate lives
 * on, and one whose date becomes known late gets its end then. An issued
 * permit is never extended: its dates only come sooner.
 */
export function moveLifeDates(run: Run, changed: readonly string[]): void {
  for (const state of run.plan.def.life?.states ?? []) for (const timer of state.timers ?? []) {
    if (timer.at !== undefined && changed.includes(timer.at.dateField)) moveLifeDate(run, timer, state.id);
  }
}

function moveLifeDate(run: Run, timer: LifeTimer, declaredIn: string): void {
  const { life } = run.instance;
  const running = runningOf(run, timer);
  const anchor = life && timer.whileIn.includes(life.state) ? anchorOf(timer, declaredIn, life, running?.anchor) : undefined;
  if (life === undefined || anchor === undefined || (timer.when !== undefined && truthOf(run, timer.when) === false)) return;
  const dueAt = dueOf(run, timer, anchor);
  const before = running?.dueAt ?? rungOf(life, timer);
  if (dueAt === undefined || dueAt === before) return;
  if (run.plan.def.settings.permit === true && before !== undefined && dueAt > before) return note(run, { command: "note", outcome: "timerNotExtended", detail: { timer: timer.id } });
  drop(run, timer);
  arm(run, timer, anchor, dueAt);
}

/** The mark of a timer that has gone off: it does not go off again for the same clock start, or the same date, before its states are left. */
export function rungMark(timer: LifeTimer, anchor: number, dueAt: number): number {
  return timer.at ? dueAt : anchor;
}

function rungOf(life: LifeStatus, timer: LifeTimer): number | undefined {
  return own(life.fired, timer.id) as number | undefined;
}

function runningOf(run: Run, timer: LifeTimer): Timer | undefined {
  return run.instance.timers.find((one) => one.kind === "life" && one.timer === timer.id);
}

function startsWith(timer: LifeTimer, event: string): boolean {
  return timer.from !== "enter" && timer.from.event === event;
}

function align(run: Run, timer: LifeTimer, declaredIn: string): void {
  const life = run.instance.life as LifeStatus;
  if (!timer.whileIn.includes(life.state)) return stop(run, timer);
  const running = runningOf(run, timer);
  const anchor = anchorOf(timer, declaredIn, life, running?.anchor);
  if (anchor === undefined) return drop(run, timer);
  if (running?.anchor === anchor) return;
  if (timer.when !== undefined && truthOf(run, timer.when) === false) return drop(run, timer);
  const dueAt = dueOf(run, timer, anchor);
  if (rungOf(life, timer) === rungMark(timer, anchor, dueAt ?? Number.NaN)) return;
  if (dueAt === undefined) return unknownDue(run, timer);
  drop(run, timer);
  arm(run, timer, anchor, dueAt);
}

/** Its states are left. Who comes back to them after its time finds it going off at once. */
function stop(run: Run, timer: LifeTimer): void {
  drop(run, timer);
  const life = run.instance.life as LifeStatus;
  if (rungOf(life, timer) === undefined) return;
  const { [timer.id]: _rung, ...fired } = life.fired;
  patch(run, { life: { ...life, fired } });
}

/** `enter` keeps its start while the timer runs on; an event restarts it each time it happens. */
function anchorOf(timer: LifeTimer, declaredIn: string, life: LifeStatus, running: number | undefined): number | undefined {
  if (timer.from === "enter") return running ?? (own(life.enteredAt, declaredIn) as number | undefined);
  return own(life.eventTimes, timer.from.event) as number | undefined;
}

function arm(run: Run, timer: LifeTimer, anchor: number, dueAt: number): void {
  const elapsed = timer.at ? {} : { elapsed: "atMost" as const };
  armTimer(run, { id: `life:${timer.id}`, kind: "life", timer: timer.id, i: 0, anchor, dueAt, whileSuspended: "fire", ...elapsed });
  for (const [i, text] of (timer.remindBefore ?? []).entries()) {
    const at = dueAt - (durationMs(text) ?? 0);
    if (at > run.env.now && at < dueAt) armTimer(run, { id: `life:${timer.id}:r${i}`, kind: "lifeRemind", timer: timer.id, i, dueAt: at, whileSuspended: "fire", ...elapsed });
  }
}

function drop(run: Run, timer: LifeTimer): void {
  dropTimers(run, (one) => (one.kind === "life" || one.kind === "lifeRemind") && one.timer === timer.id);
}

/** Epoch ms; minutes when the length comes from a field or an expression. */
function dueOf(run: Run, timer: LifeTimer, anchor: number): number | undefined {
  if (timer.at) return answeredInstant(own(run.answers, timer.at.dateField));
  const { after } = timer;
  if (typeof after === "string") {
    const ms = durationMs(after);
    return ms === undefined ? undefined : anchor + ms;
  }
  if (!after) return undefined;
  const minutes = "field" in after ? own(run.answers, after.field) : evaluate(run, after.expr);
  return typeof minutes === "number" && Number.isFinite(minutes) && minutes >= 0 ? anchor + Math.round(minutes * 60_000) : undefined;
}

function unknownDue(run: Run, timer: LifeTimer): void {
  const life = run.instance.life as LifeStatus;
  const toWork = life.startedAt === undefined || lifeStateOf(run.plan.def, life.state)?.tone === "live";
  if (run.by !== null && toWork) throw new StepRefused([issue("LIFE_TIMER_UNKNOWN", "", { timer: timer.id })]);
  note(run, { command: "note", outcome: "timerUnknown", detail: { timer: timer.id } });
}
