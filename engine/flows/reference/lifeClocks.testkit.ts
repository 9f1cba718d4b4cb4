import type { LifeState, LifeTimer } from "../../model/flow.ts";
import { own } from "../../model/json.ts";
import { durationMs, instantIn, valueOf } from "./facts.testkit.ts";
import { stateOf } from "./lifeDrawing.testkit.ts";
import { refuseIf, type Run } from "./run.testkit.ts";
import { found } from "./shape.testkit.ts";
import type { LifeClock, LifeNow } from "./types.testkit.ts";

/**
 * The clocks of the present state: one that runs on keeps its start, one that
 * has begun starts, one whose state was left stops. `only`: those that begin
 * with this event. `by`: the person who has moved it, if any.
 */
export function alignClocks(run: Run, by?: string, only?: string): void {
  for (const state of run.def.life?.states ?? []) for (const timer of state.timers ?? []) {
    if (only === undefined || (timer.from !== "enter" && timer.from.event === only)) alignClock(run, state, timer, by);
  }
}

function alignClock(run: Run, state: LifeState, timer: LifeTimer, by: string | undefined): void {
  const life = found(run.state.life, "life");
  if (!timer.whileIn.includes(life.state)) {
    stop(life, timer.id);
    delete life.rung[timer.id]; // it may ring again when somebody comes back
    return;
  }
  const running = life.clocks.find((one) => one.timer === timer.id && one.kind === "timer");
  const start = startOf(life, state, timer, running);
  if (start === undefined) return stop(life, timer.id);
  if (running?.start === start) return;
  const dueAt = dueOf(run, timer, start);
  if (dueAt !== undefined && hasRungFor(life, timer, start, dueAt)) return;
  if (dueAt === undefined && timer.at === undefined && own(life.rung, timer.id) === start) return;
  if (dueAt !== undefined) {
    stop(life, timer.id);
    return begin(run, timer, start, dueAt);
  }
  // A stop is never refused; work whose end is not known does not begin.
  refuseIf(by !== undefined && (stateOf(run, life.state).tone === "live" || !hasBeenLive(run)), "LIFE_TIMER_UNKNOWN");
}

/** Once for a start; of a date once for the date. */
function hasRungFor(life: LifeNow, timer: LifeTimer, start: number, dueAt: number): boolean {
  return own(life.rung, timer.id) === (timer.at ? dueAt : start);
}

/** Undefined: it has not begun. */
function startOf(life: LifeNow, state: LifeState, timer: LifeTimer, running: LifeClock | undefined): number | undefined {
  if (timer.from !== "enter") return own(life.happened, timer.from.event) as number | undefined;
  return running?.start ?? (own(life.entered, state.id) as number | undefined);
}

function hasBeenLive(run: Run): boolean {
  return Object.keys(found(run.state.life, "life").entered).some((id) => stateOf(run, id).tone === "live");
}

/** The timer and its reminders stand still. */
export function stop(life: LifeNow, timer: string): void {
  life.clocks = life.clocks.filter((one) => one.kind === "task" || one.timer !== timer);
}

function begin(run: Run, timer: LifeTimer, start: number, dueAt: number): void {
  const now = run.world.now();
  const clocks = found(run.state.life, "life").clocks;
  clocks.push({ id: `life:${timer.id}:0`, timer: timer.id, kind: "timer", i: 0, start, dueAt });
  (timer.remindBefore ?? []).forEach((before, i) => {
    const at = dueAt - durationMs(before);
    if (at > now) clocks.push({ id: `life:${timer.id}-remind:${i}`, timer: timer.id, kind: "remind", i, start, dueAt: at });
  });
}

function dueOf(run: Run, timer: LifeTimer, start: number): number | undefined {
  if (timer.at) return instantIn(run, timer.at.dateField);
  if (typeof timer.after === "string") return start + durationMs(timer.after);
  if (!timer.after) return undefined;
  const minutes = "field" in timer.after ? own(run.state.answers, timer.after.field) : valueOf(run, timer.after.expr);
  return typeof minutes === "number" && minutes >= 0 ? start + Math.round(minutes * 60_000) : undefined;
}

/** A clock that ends at a date follows its field; an issued permit only to an earlier one. */
export function followDates(run: Run): void {
  const { life } = run.state;
  if (!life || run.state.status !== "running") return;
  for (const state of run.def.life?.states ?? []) for (const timer of state.timers ?? []) {
    if (!timer.at || !timer.whileIn.includes(life.state)) continue;
    const running = life.clocks.find((one) => one.timer === timer.id && one.kind === "timer");
    const start = startOf(life, state, timer, running);
    const at = instantIn(run, timer.at.dateField);
    const before = running?.dueAt ?? (own(life.rung, timer.id) as number | undefined);
    if (start === undefined || at === undefined || at === before) continue;
    if (run.def.settings.permit === true && before !== undefined && at > before) continue;
    stop(life, timer.id);
    begin(run, timer, start, at);
  }
}
