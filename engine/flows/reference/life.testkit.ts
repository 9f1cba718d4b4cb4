import type { Life, LifeEvent } from "../../model/flow.ts";
import { perform } from "./acts.testkit.ts";
import { accessTo, isEmpty } from "./facts.testkit.ts";
import { alignClocks, stop } from "./lifeClocks.testkit.ts";
import { fieldsOf, lifeEvent, stateOf, taskOf, timersOf } from "./lifeDrawing.testkit.ts";
import { closeTasks, openTask, openTasks } from "./lifeTasks.testkit.ts";
import { peopleOf } from "./people.testkit.ts";
import { Ignored, isLive, refuse, refuseIf, Refused, type Run } from "./run.testkit.ts";
import { found } from "./shape.testkit.ts";
import type { Command, LifeNow } from "./types.testkit.ts";
import { closeVisit } from "./visits.testkit.ts";

/** The approved instance begins its life. */
export function enterLife(run: Run, life: Life): void {
  run.state.life = { state: life.initial, entered: {}, happened: {}, clocks: [], rung: {} };
  enterState(run, life.initial);
}

/** Entered: the clocks begin and the tasks open; a final state ends it all. */
function enterState(run: Run, id: string, by?: string): void {
  const life = lifeOf(run);
  life.state = id;
  life.entered[id] = run.world.now();
  if (stateOf(run, id).final === true) return endLife(run, id);
  alignClocks(run, by);
  openTasks(run, stateOf(run, id));
}

function endLife(run: Run, outcome: string): void {
  run.state.visits.filter(isLive).forEach((visit) => closeVisit(run, visit, "ended"));
  lifeOf(run).clocks = [];
  run.state.status = "ended";
  run.state.outcome = outcome;
}

function lifeOf(run: Run): LifeNow {
  return found(run.state.life, "life");
}

/** An event by a person: who, when, what is missing, then all checks together. */
export function personEvent(run: Run, command: Command): void {
  refuseIf(run.state.causes.length > 0, "INSTANCE_SUSPENDED");
  const event = lifeEvent(run, command.event ?? "");
  if (!event) return refuse("NOT_FOUND");
  refuseIf(run.state.life !== undefined && !mayCause(run, event, command.by), "NOT_ENTITLED");
  refuseIf(!isTaken(run, event), "NOT_ALLOWED");
  refuseIf(run.state.kept.length > 0 && startsWork(run, event), "INSTANCE_SUSPENDED"); // nothing goes live while a cause is left
  refuseIf(event.reason === "required" && isEmpty(command.reason), "EVIDENCE_MISSING");
  refuseData(run, event, command);
  refuseIf(lacksEvidence(event, command), "EVIDENCE_MISSING");
  refuseFailing(run, event, command);
  Object.assign(run.state.answers, command.data ?? {});
  run.state.told.push(command.by); // whoever acted takes part
  happen(run, event, command.by);
}

/** By those it names, and nobody in their place: an event is no seat. */
function mayCause(run: Run, event: LifeEvent, by: string): boolean {
  return typeof event.by !== "string" && peopleOf(run, event.by).includes(by);
}

function isTaken(run: Run, event: LifeEvent): boolean {
  return run.state.status === "running" && run.state.life !== undefined && event.from.includes(run.state.life.state);
}

function startsWork(run: Run, event: LifeEvent): boolean {
  return stateOf(run, event.to).tone === "live" && stateOf(run, lifeOf(run).state).tone !== "live";
}

function refuseData(run: Run, event: LifeEvent, command: Command): void {
  const fields = fieldsOf(run, event.form?.sections ?? []);
  refuseIf(!Object.keys(command.data ?? {}).every((field) => accessTo(fields, field) === "edit"), "FIELD_FORBIDDEN");
}

function refuseFailing(run: Run, event: LifeEvent, command: Command): void {
  const answers = { ...run.state.answers, ...command.data };
  const failing = (event.checks ?? []).filter((id) => run.world.checks?.(id, answers) !== true).sort();
  if (failing.length > 0) throw new Refused(["LIFE_REFUSED", ...failing]);
}

function lacksEvidence(event: LifeEvent, command: Command): boolean {
  const { signature, password, photo, comment } = event.evidence ?? {};
  const lacks = (wanted: unknown, given: unknown): boolean => wanted !== undefined && wanted !== false && (given === undefined || given === false);
  return lacks(signature, command.signature) || lacks(password, command.password) || lacks(photo, command.photo)
    || (comment?.includes("approve") === true && isEmpty(command.comment));
}

/** An event nobody gives: it takes no checks, for a stop is never refused; where the state does not take it nothing happens. */
export function automaticEvent(run: Run, event: LifeEvent | undefined): boolean {
  if (!event || !isTaken(run, event)) return false;
  happen(run, event);
  return true;
}

/** One that stays in its state leaves and enters nothing; it only starts the clocks that begin with it. */
function happen(run: Run, event: LifeEvent, by?: string): void {
  const now = lifeOf(run);
  now.happened[event.id] = run.world.now();
  for (const effect of event.effects ?? []) perform(run, effect, event.id);
  if (event.to === now.state) return alignClocks(run, by, event.id);
  closeTasks(run);
  enterState(run, event.to, by);
}

/** A clock of the life rings. Nothing holds it: validity runs through every stop. */
export function ring(run: Run, id: string): void {
  const life = run.state.life;
  const clock = life?.clocks.find((one) => one.id === id);
  if (!life || !clock || run.world.now() < clock.dueAt) throw new Ignored();
  life.clocks = life.clocks.filter((one) => one !== clock);
  if (clock.kind === "task") return openTask(run, taskOf(run, clock.timer));
  if (clock.kind === "remind") return;
  const timer = found(timersOf(run).find((one) => one.id === clock.timer), "timer");
  life.rung[clock.timer] = timer.at ? clock.dueAt : clock.start;
  stop(life, clock.timer);
  automaticEvent(run, lifeEvent(run, timer.fires));
}
