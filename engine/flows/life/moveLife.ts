import type { LifeEvent } from "../../model/flow.ts";
import { lifeAfter } from "../machine/compileLife.ts";
import { notices } from "../notices.ts";
import { causeAct } from "../run/causeAct.ts";
import { endInstance } from "../run/endInstance.ts";
import { note, patch, type Run, tell } from "../run/run.ts";
import type { LifeStatus } from "../types.ts";
import { closeLifeTasks, openLifeTasks } from "./lifeTasks.ts";
import { alignLifeTimers } from "./lifeTimers.ts";
import { lifeStateOf } from "./validUntil.ts";

/** The last approval was given: the life begins in its initial state. */
export function beginLife(run: Run): void {
  const initial = run.plan.def.life?.initial ?? "";
  patch(run, { life: { state: initial, since: run.env.now, eventTimes: {}, enteredAt: {}, fired: {} } });
  note(run, { command: "life", outcome: initial });
  enterState(run, initial);
}

/** True when the present state takes this event. */
export function takesEvent(run: Pick<Run, "plan" | "instance">, event: string): boolean {
  const { life } = run.instance;
  return life !== undefined && run.plan.life !== undefined && run.instance.status === "running" && lifeAfter(run.plan.life, life.state, event) !== undefined;
}

/** Carries out an event whose checks have passed: state, clocks, tasks, effects and notices. */
export function fireLifeEvent(run: Run, event: LifeEvent, detail: { readonly [key: string]: string } = {}): void {
  const life = run.instance.life as LifeStatus;
  const to = run.plan.life === undefined ? undefined : lifeAfter(run.plan.life, life.state, event.id);
  if (to === undefined) throw new Error(`state ${life.state} does not take ${event.id}`);
  patch(run, { life: { ...life, eventTimes: { ...life.eventTimes, [event.id]: run.env.now } } });
  note(run, { command: event.id, outcome: to, detail: { from: life.state, ...detail } });
  for (const act of event.effects ?? []) causeAct(run, act);
  if (event.quiet !== true) tellOthers(run, event, to);
  if (to === life.state) return alignLifeTimers(run, event.id); // a record made within the state: nothing is left or entered
  closeLifeTasks(run);
  enterState(run, to);
}

function tellOthers(run: Run, event: LifeEvent, to: string): void {
  const others = run.instance.participants.filter((person) => person !== run.by);
  tell(run, others, "life.event", notices.life(run.instance.number, event.title, lifeStateOf(run.plan.def, to)?.title ?? event.title), { event: event.id, state: to });
}

function enterState(run: Run, id: string): void {
  const state = lifeStateOf(run.plan.def, id);
  const { stoppedAt, ...life } = run.instance.life as LifeStatus;
  const { now } = run.env;
  patch(run, {
    life: {
      ...life, state: id, since: now, enteredAt: { ...life.enteredAt, [id]: now },
      ...(state?.tone === "live" && life.startedAt === undefined ? { startedAt: now } : {}),
      ...(state?.tone === "stopped" ? { stoppedAt: stoppedAt ?? now } : {}),
    },
  });
  if (state?.final) return endInstance(run, id);
  alignLifeTimers(run);
  openLifeTasks(run, id);
}
