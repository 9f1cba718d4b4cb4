import type { LifeTimer } from "../../model/flow.ts";
import { atTheDoor, ignoredStep } from "../door.ts";
import { openLifeTask } from "../life/lifeTasks.ts";
import { rungMark } from "../life/lifeTimers.ts";
import { fireLifeEvent, takesEvent } from "../life/moveLife.ts";
import { notices } from "../notices.ts";
import type { FlowPlan } from "../plan/plan.ts";
import { drain, retryBlocked } from "../run/drain.ts";
import { overdue, remindAgain, tellOverdue } from "../run/overdue.ts";
import { beginRun, note, patch, type Run, tell } from "../run/run.ts";
import { seatsInTurn } from "../run/seating.ts";
import { lifeTaskOf } from "../run/step.ts";
import { dropTimers, shiftedBy, startOf } from "../run/timers.ts";
import { visitOf } from "../run/view.ts";
import { endWait } from "../run/waiting.ts";
import { titleOf } from "../run/visits.ts";
import type { FlowEnv, FlowInput, FlowInstance, FlowStep, Timer, TimerKind } from "../types.ts";

type TimerInput = Extract<FlowInput, { readonly type: "timer" }>;

/**
 * A timer has come due. One that is gone or paused is accepted and does
 * nothing; an early one is armed again; a date that falls into a suspension
 * is held until the flow resumes.
 */
export function takeTimer(plan: FlowPlan, instance: FlowInstance, { timerId, shiftMs = 0 }: TimerInput, env: FlowEnv): FlowStep {
  const timer = instance.timers.find((one) => one.id === timerId);
  if (!timer || instance.status === "ended" || timer.remainingMs !== undefined) return ignoredStep(instance);
  if (instance.suspended && timer.whileSuspended !== "fire") return ignoredStep(instance);
  if (timer.dueAt + shiftedBy(timer.elapsed, shiftMs) > env.now) return early(instance, timer);
  return atTheDoor(instance, () => {
    const run = beginRun(plan, instance, env, null, "timer");
    patch(run, { timers: instance.timers.filter((one) => one.id !== timerId) });
    fire[timer.kind](run, timer);
    drain(run);
    retryBlocked(run);
    return run;
  });
}

function early(instance: FlowInstance, timer: Timer): FlowStep {
  const key = `${instance.id}:${timer.id}:again:${timer.dueAt}`;
  return { ...ignoredStep(instance), effects: [{ key, ...startOf(instance.id, timer) }] };
}

const fire: { readonly [kind in TimerKind]: (run: Run, timer: Timer) => void } = {
  remind: (run, timer) => {
    const visit = visitOf(run, timer.visit ?? "");
    if (!visit || visit.state !== "open") return;
    note(run, { command: "remind", node: visit.node, visit: visit.id });
    tell(run, seatsInTurn(run, visit).flatMap((seat) => seat.holders), "task.remind", notices.remind(titleOf(run, visit.node), run.instance.number), { visit: visit.id });
  },
  wait: (run, timer) => endWait(run, timer.visit ?? "", "elapsed"),
  due: (run, timer) => overdue(run, timer.visit ?? ""),
  overdue: (run, timer) => tellOverdue(run, timer.visit ?? "", timer.i),
  over: (run, timer) => remindAgain(run, timer.visit ?? "", timer.i),
  life: (run, timer) => {
    const definition = lifeTimerOf(run, timer);
    const { life } = run.instance;
    dropTimers(run, (one) => one.kind === "lifeRemind" && one.timer === timer.timer); // a reminder that is told too late tells nothing
    if (life && definition) patch(run, { life: { ...life, fired: { ...life.fired, [definition.id]: rungMark(definition, timer.anchor ?? timer.dueAt, timer.dueAt) } } });
    const event = run.plan.def.life?.events.find((one) => one.id === definition?.fires);
    if (!event || !takesEvent(run, event.id)) return note(run, { command: "note", outcome: "timerSkipped", detail: { timer: timer.id } });
    fireLifeEvent(run, event, { timer: timer.timer ?? "" });
  },
  lifeRemind: (run, timer) => {
    const definition = lifeTimerOf(run, timer);
    const event = run.plan.def.life?.events.find((one) => one.id === definition?.fires);
    const due = run.instance.timers.find((one) => one.kind === "life" && one.timer === timer.timer)?.dueAt;
    if (!event || due === undefined) return;
    note(run, { command: "remind", outcome: event.id });
    tell(run, run.instance.participants, "life.remind", notices.lifeDue(run.instance.number, event.title, Math.round((due - run.env.now) / 60_000)), { event: event.id });
  },
  taskOpen: (run, timer) => {
    const task = lifeTaskOf(run.plan, timer.timer ?? "");
    if (task) openLifeTask(run, task);
  },
};

function lifeTimerOf(run: Run, timer: Timer): LifeTimer | undefined {
  return run.plan.def.life?.states.flatMap((state) => state.timers ?? []).find((one) => one.id === timer.timer);
}
