import type { Life, LifeEvent, LifeState, LifeTimer } from "../../model/flow.ts";
import { own } from "../../model/json.ts";
import { perform } from "./acts.testkit.ts";
import { durationMs, instantIn, isEmpty, valueOf } from "./facts.testkit.ts";
import { deputiesOf, peopleOf } from "./people.testkit.ts";
import { Ignored, refuse, refuseIf, Refused, type Run } from "./run.testkit.ts";
import { found } from "./shape.testkit.ts";
import type { Command, LifeNow } from "./types.testkit.ts";

/** The approved instance begins its life. */
export function enterLife(run: Run, life: Life): void {
  run.state.life = { state: life.initial, entered: { [life.initial]: run.world.now() }, happened: {}, fired: [] };
  endIfFinal(run, life);
}

function endIfFinal(run: Run, life: Life): void {
  const now = lifeOf(run);
  if (stateOf(life, now.state).final !== true) return;
  run.state.status = "ended";
  run.state.outcome = now.state;
}

function lifeOf(run: Run): LifeNow {
  return found(run.state.life, "life");
}

function stateOf(life: Life, id: string): LifeState {
  return found(life.states.find((state) => state.id === id), `life state ${id}`);
}

/** An event by a person: who, when, then all checks together, then the evidence. */
export function personEvent(run: Run, command: Command): void {
  const event = run.state.life && run.def.life?.events.find((one) => one.id === command.event);
  if (!event) return refuse("NOT_FOUND");
  refuseIf(run.state.causes.length > 0, "INSTANCE_SUSPENDED");
  refuseIf(typeof event.by === "string" || !mayCause(run, event, command.by), "NOT_ENTITLED");
  refuseIf(!event.from.includes(lifeOf(run).state), "NOT_ALLOWED");
  refuseFailing(run, event);
  refuseIf(lacksEvidence(event, command), "EVIDENCE_MISSING");
  Object.assign(run.state.answers, command.data ?? {});
  happen(run, event);
}

function mayCause(run: Run, event: LifeEvent, by: string): boolean {
  if (typeof event.by === "string") return false;
  return peopleOf(run, event.by).some((person) => person === by || deputiesOf(run, person).includes(by));
}

function refuseFailing(run: Run, event: LifeEvent): void {
  const failing = (event.checks ?? []).filter((id) => run.world.checks?.(id) !== true).sort();
  if (failing.length > 0) throw new Refused(["LIFE_REFUSED", ...failing]);
}

function lacksEvidence(event: LifeEvent, command: Command): boolean {
  const { signature, password, photo, comment } = event.evidence ?? {};
  const lacks = (wanted: unknown, given: unknown): boolean => wanted !== undefined && wanted !== false && (given === undefined || given === false);
  return lacks(signature, command.signature) || lacks(password, command.password) || lacks(photo, command.photo)
    || (comment?.includes("approve") === true && isEmpty(command.comment)) || (event.reason === "required" && isEmpty(command.reason));
}

/** An event by the system itself: does nothing where the state or a check is against it. */
export function automaticEvent(run: Run, event: LifeEvent | undefined): void {
  if (!event || !run.state.life || !event.from.includes(run.state.life.state)) throw new Ignored();
  if ((event.checks ?? []).some((id) => run.world.checks?.(id) !== true)) throw new Ignored();
  happen(run, event);
}

export function lifeEvent(run: Run, id: string): LifeEvent | undefined {
  return run.def.life?.events.find((event) => event.id === id);
}

/** The events an interlock of this cause may bring about. */
export function interlockEvents(run: Run, cause: string): LifeEvent[] {
  if (!run.state.life) return [];
  return (run.def.life?.events ?? []).filter((event) => event.by === "interlock" && (event.interlock?.causes.includes(cause) ?? true));
}

function happen(run: Run, event: LifeEvent): void {
  const now = lifeOf(run);
  now.happened[event.id] = run.world.now();
  for (const effect of event.effects ?? []) perform(run, effect, event.id);
  if (event.to !== now.state) now.entered[event.to] = run.world.now();
  now.state = event.to;
  if (run.def.life) endIfFinal(run, run.def.life);
}

export interface LifeClock {
  readonly id: string;
  readonly kind: string;
  readonly i: number;
  readonly dueAt: number;
  /** The event this clock brings about; a reminder brings none. */
  readonly fires?: string;
  readonly mark: string;
}

/** The clocks that run in the present state, computed anew each time it is asked. */
export function lifeClocks(run: Run): LifeClock[] {
  const { life, status } = run.state;
  if (!life || status !== "running" || !run.def.life) return [];
  return run.def.life.states.flatMap((state) => (state.timers ?? []).flatMap((timer) => clocksOf(run, life, state, timer))).filter((clock) => !life.fired.includes(clock.mark));
}

function clocksOf(run: Run, life: LifeNow, state: LifeState, timer: LifeTimer): LifeClock[] {
  const start = timer.from === "enter" ? life.entered[state.id] : life.happened[timer.from.event];
  if (start === undefined || !timer.whileIn.includes(life.state)) return [];
  const dueAt = dueOf(run, timer, start);
  if (dueAt === undefined) return [];
  const reminders = (timer.remindBefore ?? []).map((before, i): LifeClock => ({ id: `life:${timer.id}-remind:${i}`, kind: `${timer.id}-remind`, i, dueAt: dueAt - durationMs(before), mark: `${timer.id}-remind:${i}@${start}` }));
  return [...reminders.filter((one) => one.dueAt >= start), { id: `life:${timer.id}:0`, kind: timer.id, i: 0, dueAt, fires: timer.fires, mark: `${timer.id}@${start}` }];
}

function dueOf(run: Run, timer: LifeTimer, start: number): number | undefined {
  if (timer.at) return instantIn(run, timer.at.dateField);
  if (typeof timer.after === "string") return start + durationMs(timer.after);
  if (!timer.after) return undefined;
  const minutes = "field" in timer.after ? own(run.state.answers, timer.after.field) : valueOf(run, timer.after.expr);
  return typeof minutes === "number" ? start + minutes * 60_000 : undefined;
}

/** A life clock rings: suspended or not. */
export function fireClock(run: Run, id: string): void {
  const clock = lifeClocks(run).find((one) => one.id === id);
  if (!clock || run.world.now() < clock.dueAt) throw new Ignored();
  lifeOf(run).fired.push(clock.mark);
  if (clock.fires !== undefined) automaticEvent(run, lifeEvent(run, clock.fires));
}
