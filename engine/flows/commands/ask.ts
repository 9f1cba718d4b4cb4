import { issue, type Issue } from "../../issues/issue.ts";
import type { Run } from "../run/run.ts";
import { type Step, stepOf } from "../run/step.ts";
import { nameOf, type View } from "../run/view.ts";
import { titleOf } from "../run/visits.ts";
import { actsFor } from "../seats/deputies.ts";
import { seatIn } from "../seats/seatTree.ts";
import type { CommandInput, FlowCommand, Seat, Visit } from "../types.ts";

/** What somebody wants. `probe`: only asked about (`mayAct`), so what is still to be given is not missed. */
export interface Ask {
  readonly view: View;
  readonly input: CommandInput;
  readonly probe: boolean;
  readonly admin: boolean;
  readonly ambiguous?: boolean; // no task was named and the person has several
  readonly task?: AskedTask;
}

export interface AskedTask {
  readonly id: string;
  readonly visit: Visit;
  readonly seat: Seat;
  readonly step: Step;
}

/** One command: its own preconditions and its effect. The common checks are in `gate.ts`, in one order for all. */
export interface CommandKind {
  readonly name: FlowCommand;
  readonly on: "task" | "instance";
  /** `yours`: it must be the seat's turn; `delegated`: it is, or advice is awaited; `undecided`: the seat has not voted. */
  readonly turn?: "yours" | "delegated" | "undecided" | ((ask: Ask) => "yours" | "undecided");
  /** The command looks back at a decision: a step that is done takes it as well. */
  readonly onDone?: true;
  /** What an instance command names must be known and open: asked where a task would be. */
  readonly known?: (ask: Ask) => Issue | undefined;
  readonly whileSuspended?: (ask: Ask) => boolean;
  readonly entitled: (ask: Ask) => boolean;
  /** The command's own preconditions, first failure first. */
  readonly check: (ask: Ask) => Issue | undefined;
  /** Data, evidence and refusal checks; all problems at once. */
  readonly judge?: (ask: Ask) => readonly Issue[];
  readonly apply: (run: Run, ask: Ask) => void;
}

/** True when the person holds the asked seat, or stands in for one who does. */
export function isHolder({ view, task, input }: Ask): boolean {
  return task !== undefined && actsFor(view, task.visit, task.seat, input.by);
}

/** True for those who have or had to do with the instance. */
export function isParticipant(ask: Ask): boolean {
  const { instance } = ask.view;
  return ask.admin || instance.initiator === ask.input.by || instance.participants.includes(ask.input.by);
}

/** The asked task; the gate has made sure of it. */
export function taskOf(ask: Ask): AskedTask {
  if (!ask.task) throw new Error(`${ask.input.command} without a task`);
  return ask.task;
}

/** A visit's title in both languages, as issue parameters. */
export function nodeParams(view: View, node: string): { node: string; nodeZh: string; nodeEn: string } {
  const title = titleOf(view, node);
  return { node, nodeZh: title.zh, nodeEn: title.en };
}

/** Why a closed visit takes nothing more: who closed it, when and how. */
export function whyClosed(view: View, visit: Visit): Issue {
  const { reason, outcome, closedBy } = visit;
  const who = { ...nodeParams(view, visit.node), by: nameOf(view, closedBy?.by ?? null), command: closedBy?.command ?? "", at: String(visit.closedAt ?? "") };
  return reason === "done" && !visit.dead ? issue("TASK_CLOSED", "", { ...who, outcome: outcome ?? "" }) : issue("TASK_SUPERSEDED", "", { ...who, reason: reason ?? "" });
}

/** Names of people, for messages. */
export function namesOf(view: View, people: readonly string[]): string[] {
  return people.map((person) => nameOf(view, person));
}

/** The seat an id `instance:visit:seat` names. */
export function findTask(view: View, id: string): AskedTask | undefined {
  const at = id.lastIndexOf(":");
  const visit = view.instance.visits.find((one) => id.slice(0, at) === `${view.instance.id}:${one.id}`);
  const seat = visit && seatIn([...visit.seats, ...(visit.removed ?? []).map((one) => one.seat)], id.slice(at + 1));
  return visit && seat ? { id, visit, seat, step: stepOf(view.plan, visit) } : undefined;
}
