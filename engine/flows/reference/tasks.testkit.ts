import type { FlowNode } from "../../model/flow.ts";
import { isAdmin } from "./people.testkit.ts";
import { refuse, refuseIf, type Run } from "./run.testkit.ts";
import { isHolder } from "./seats.testkit.ts";
import { found } from "./shape.testkit.ts";
import { pathTo, turnRefusal, type Place } from "./turns.testkit.ts";
import type { Command, Seat, Visit } from "./types.testkit.ts";

/** A task a command names: its seat and where the seat sits. */
export interface Task {
  readonly node: FlowNode;
  readonly visit: Visit;
  readonly path: readonly Place[];
  readonly place: Place;
  readonly seat: Seat;
}

/** One command on a task; each part is asked in the order of flows.md 4 and throws its refusal. */
export interface TaskRule {
  /** Default: the holders of the seat and their deputies. */
  readonly entitled?: (run: Run, task: Task, command: Command) => boolean;
  readonly whileSuspended?: (run: Run, command: Command) => boolean;
  /** Default: it must be the seat's turn. Answers the reason why not. */
  readonly turn?: (run: Run, task: Task, command: Command) => string | undefined;
  readonly own?: (run: Run, task: Task, command: Command) => void;
  readonly form?: (run: Run, task: Task, command: Command) => void;
  readonly effect: (run: Run, task: Task, command: Command) => void;
  /** takeBack alone reaches tasks that are done. */
  readonly reachesDone?: true;
}

export function taskCommand(run: Run, rule: TaskRule, command: Command): void {
  const task = knownTask(run, command, rule.reachesDone === true);
  refuseIf(run.state.causes.length > 0 && rule.whileSuspended?.(run, command) !== true, "INSTANCE_SUSPENDED");
  refuseIf(!(rule.entitled ?? byHolder)(run, task, command), "NOT_ENTITLED");
  refuseIf(command.version !== undefined && command.version !== task.seat.version, "TASK_VERSION");
  const notNow = (rule.turn ?? fullTurn)(run, task, command);
  if (notNow !== undefined) refuse(notNow);
  rule.own?.(run, task, command);
  rule.form?.(run, task, command);
  rule.effect(run, task, command);
}

function knownTask(run: Run, command: Command, reachesDone: boolean): Task {
  const name = command.task;
  const visit = name && run.state.visits.find((one) => one.node === name.node && one.k === name.k);
  if (!name || !visit) return refuse("NOT_FOUND");
  const path = pathTo(visit, name.person);
  refuseIf(!path && !visit.removed.includes(name.person), "NOT_FOUND");
  refuseClosed(visit, reachesDone);
  if (!path) return refuse("TASK_SUPERSEDED"); // the seat was reduced
  const place = found(path.at(-1), "seat");
  return { node: run.shape.node(visit.node), visit, path, place, seat: place.seat };
}

export function refuseClosed(visit: Visit, reachesDone = false): void {
  if (visit.state !== "closed" || (reachesDone && visit.reason === "done" && !visit.dead)) return;
  refuse(visit.reason === "done" ? "TASK_CLOSED" : "TASK_SUPERSEDED");
}

export function byHolder(run: Run, task: Task, command: Command): boolean {
  return isHolder(run, task.node, task.visit, task.seat, command.by);
}

export function byHolderOrAdmin(run: Run, task: Task, command: Command): boolean {
  return byHolder(run, task, command) || isAdmin(run, command.by);
}

export function fullTurn(_run: Run, task: Task): string | undefined {
  return turnRefusal(task.node, task.visit, task.path);
}

/** The turn as if nobody had been asked for advice. */
export function turnWhileDelegated(_run: Run, task: Task): string | undefined {
  const reason = turnRefusal(task.node, task.visit, task.path);
  return reason === "SEAT_DELEGATED" ? undefined : reason;
}

/** For commands that reach seats whose turn it is not. */
export function onlyUndecided(_run: Run, task: Task): string | undefined {
  const reason = turnRefusal(task.node, task.visit, task.path);
  return reason === "SEAT_DECIDED" ? reason : undefined;
}

export function noTurn(): undefined {
  return undefined;
}
