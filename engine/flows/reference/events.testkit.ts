import { jsonEqual } from "../../logic/index.ts";
import { drain } from "./drain.testkit.ts";
import { goBack, mayJump, skipsControl } from "./goingBack.testkit.ts";
import { moveSeat } from "./handingOver.testkit.ts";
import { automaticEvent, ring } from "./life.testkit.ts";
import { interlockEvents, lifeEvent, taskOf } from "./lifeDrawing.testkit.ts";
import { endInstance, needed } from "./moves.testkit.ts";
import { managersAbove, peopleOf } from "./people.testkit.ts";
import { finish, Ignored, isLive, visitOf, type Run } from "./run.testkit.ts";
import { isEligible } from "./seats.testkit.ts";
import { addCause, overButHeld, removeCause } from "./suspending.testkit.ts";
import { armRepeat, dueOf, inFiringOrder } from "./timers.testkit.ts";
import { allSeats, placesIn, seatState, type Place } from "./turns.testkit.ts";
import type { Command, Input, Seat, StoredEvent, Visit } from "./types.testkit.ts";
import { childrenOf, lifeRegion } from "./visits.testkit.ts";

type Event = Exclude<Input, Command>;

/** Anything that happens without a person; what has no meaning now is ignored. */
export function happened(run: Run, event: Event): void {
  if (run.state.status === "ended") throw new Ignored();
  if ("timer" in event) return event.timer.startsWith("life:") ? ring(run, event.timer) : fireTimer(run, event.timer);
  if ("childEnded" in event || "event" in event) return run.state.causes.length > 0 ? void run.state.stored.push(stored(event)) : deliver(run, event);
  if ("interlock" in event) return interlock(run, event.interlock);
  if ("interlockOver" in event) return causeOver(run, event.interlockOver);
  if (event.parent === "terminate") return endInstance(run, "terminated", "terminated");
  return event.parent === "suspend" ? hold(run, "parent") : lift(run, "parent");
}

function stored(event: StoredEvent): StoredEvent {
  return "event" in event ? { event: event.event, key: event.key } : { childEnded: event.childEnded };
}

/** With a life its own events are the stop, and the cause is kept in every state; without one the flow is held. */
function interlock(run: Run, cause: string): void {
  if (!run.def.life) return hold(run, cause);
  const events = interlockEvents(run, cause);
  if (events.length === 0 || run.state.kept.includes(cause)) throw new Ignored();
  run.state.kept.push(cause);
  automaticEvent(run, events.find((event) => event.from.includes(run.state.life?.state ?? "")));
}

function hold(run: Run, cause: string): void {
  if (run.state.causes.includes(cause)) throw new Ignored();
  addCause(run, cause);
}

/** A cause that is over lets nobody go on by itself: the stop stays until a person ends it. */
function causeOver(run: Run, cause: string): void {
  if (run.state.kept.includes(cause)) {
    run.state.kept = run.state.kept.filter((one) => one !== cause);
    return;
  }
  if (!run.state.causes.includes(cause)) throw new Ignored();
  run.state.causes = run.state.causes.filter((one) => one !== cause);
  if (run.state.causes.length === 0) run.state.causes = [overButHeld];
}

function lift(run: Run, cause: string): void {
  if (!run.state.causes.includes(cause)) throw new Ignored();
  resume(run, cause);
}

/** Ends one cause; with the last, stored events come first, then the held timers that are past. */
export function resume(run: Run, cause: string): void {
  if (!removeCause(run, cause)) return;
  const held = run.state.timers.filter((timer) => timer.whileSuspended === "hold").map((timer) => timer.id);
  for (const event of run.state.stored.splice(0)) quietly(run, () => deliver(run, event));
  const past = run.state.timers.filter((timer) => held.includes(timer.id) && (timer.dueAt ?? Infinity) <= run.world.now());
  for (const timer of inFiringOrder(past)) quietly(run, () => fireTimer(run, timer.id));
}

function quietly(run: Run, step: () => void): void {
  try {
    step();
    drain(run);
  } catch (error) {
    if (!(error instanceof Ignored)) throw error;
  }
}

function deliver(run: Run, event: StoredEvent): void {
  if (run.state.status === "ended") throw new Ignored();
  if ("event" in event) wakeWaits(run, event.event, event.key);
  else childEnded(run, event.childEnded);
}

function wakeWaits(run: Run, name: string, key: unknown): void {
  const waiting = run.state.visits.filter((visit) => isLive(visit) && visit.waitsFor?.event === name && visit.waitsFor.key !== null && jsonEqual(visit.waitsFor.key, key));
  if (waiting.length === 0) throw new Ignored();
  for (const visit of waiting) finish(run, visit, "passed", "system");
}

function childEnded(run: Run, ended: { readonly visit: string; readonly row: number; readonly outcome: string }): void {
  const visit = run.state.visits.find((one) => one.id === ended.visit);
  const child = run.state.children.find((one) => one.visit === ended.visit && one.row === ended.row);
  const node = visit && run.shape.node(visit.node);
  if (!visit || !child || !isLive(visit) || child.state !== "running" || node?.kind !== "subflow") throw new Ignored();
  Object.assign(child, { state: "ended", outcome: ended.outcome });
  const children = childrenOf(run, visit);
  const over = children.filter((one) => one.state === "ended");
  const ok = over.filter((one) => one.outcome === "approved").length;
  const need = needed(node.complete ?? "all", children.length);
  if (ok >= need) finish(run, visit, "passed", "system");
  else if (children.length - (over.length - ok) < need) finish(run, visit, "rejected", "system");
}

/** A timer rings; one that is gone, paused or early does nothing. */
function fireTimer(run: Run, id: string): void {
  const timer = run.state.timers.find((one) => one.id === id);
  const asleep = run.state.causes.length > 0;
  if (!timer || asleep || timer.dueAt === undefined || run.world.now() < timer.dueAt) throw new Ignored();
  const visit = visitOf(run, timer.visit);
  run.state.timers = run.state.timers.filter((one) => one !== timer);
  visit.firedTimers.push(`${id}@${timer.dueAt}`);
  if (timer.kind === "wait") finish(run, visit, "passed", "system");
  else if (timer.kind === "due") overdue(run, visit);
  else if (timer.kind === "repeat") armRepeat(run, visit, timer.i + 1);
}

function overdue(run: Run, visit: Visit): void {
  const onOver = dueOf(run.shape.node(visit.node))?.onOver ?? "remind";
  const event = visit.region === lifeRegion ? lifeEvent(run, taskOf(run, visit.node.slice("life.".length)).onOver ?? "") : undefined;
  if (event && automaticEvent(run, event)) return isLive(visit) ? armRepeat(run, visit, 0) : undefined;
  if (typeof onOver === "object") return goto(run, visit, onOver.goto);
  if (onOver === "reject") return finish(run, visit, visit.fixed ?? "rejected", "system");
  if (onOver === "escalate") undecided(run, visit).forEach((seat) => escalate(run, visit, seat));
  const late = allSeats(visit).flatMap((seat) => seat.holders); // who has just let it lie gets no other seat for it
  if (onOver === "transfer") undecided(run, visit).forEach((seat) => moveOn(run, visit, seat, late));
  if (visit.state === "open") armRepeat(run, visit, 0); // whoever has it now is reminded until it is done
}

function goto(run: Run, visit: Visit, to: string): void {
  if (mayJump(run, visit, to) && !skipsControl(run, visit, to)) goBack(run, { to, command: "goto", reason: "jumped" });
}

function undecided(run: Run, visit: Visit): Seat[] {
  const node = run.shape.node(visit.node);
  const open = (path: readonly Place[]): boolean => ["waiting", "open", "claimed", "delegated"].includes(seatState(node, visit, path));
  return placesIn(visit).filter(open).flatMap((path) => path.slice(-1).map((place) => place.seat));
}

/** The nearest manager who may sit here and does not yet may decide too. */
function escalate(run: Run, visit: Visit, seat: Seat): void {
  const seated = allSeats(visit).flatMap((one) => one.holders);
  const manager = managersAbove(run, seat.person).find((one) => !seated.includes(one) && isEligible(run, run.shape.node(visit.node), one));
  if (manager === undefined) return;
  seat.holders.push(manager);
  seat.version += 1;
}

/** The seat moves to the first of `transferTo` (else of the managers) who may sit here and does not yet. */
function moveOn(run: Run, visit: Visit, seat: Seat, late: readonly string[]): void {
  const node = run.shape.node(visit.node);
  const to = dueOf(node)?.transferTo;
  const people = to ? peopleOf(run, to) : managersAbove(run, seat.person).slice(0, 1);
  const seated = allSeats(visit).flatMap((one) => one.holders);
  const person = people.find((one) => isEligible(run, node, one) && !seated.includes(one) && !late.includes(one));
  if (person !== undefined) moveSeat(visit, seat, person);
}
