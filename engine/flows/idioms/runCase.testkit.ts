import { durationMs } from "../duration.ts";
import { mayAct } from "../mayAct.ts";
import { tasksOf } from "../tasksOf.ts";
import type { JsonValue } from "../../model/json.ts";
import { directoryOf, Running, t0 } from "../testing/plant.testkit.ts";
import type { CommandInput, FlowInput, FlowInstance, FlowStep, TaskState } from "../types.ts";
import type { CommandStep, Expectation, IdiomCase, MayStep, Step } from "./case.testkit.ts";
import { cast, idiomForm } from "./cast.testkit.ts";
import { drawFlow } from "./draw.testkit.ts";

/** What is seen of a flow: compared between engine and server, and with what a case expects. */
export interface Picture {
  readonly open: readonly string[];
  readonly seats: { readonly [visit: string]: string };
  readonly closed: { readonly [visit: string]: string };
  readonly outcome: string | null;
  readonly generation: number;
  readonly suspended: boolean;
}

/** What a step has shown: refusal codes, notices `topic person`, legal targets. */
export interface Seen {
  readonly codes: readonly string[];
  readonly told: readonly string[];
  readonly targets: readonly string[];
}

/** Milliseconds of a duration of a case; throws on one that is none. */
export function msOf(duration: string): number {
  const ms = durationMs(duration);
  if (ms === undefined) throw new Error(`${duration} is no duration`);
  return ms;
}

/** Answers of a case as values: `+PT2H` is that long after the beginning (epoch ms), people by their ids. */
export function answersAt(answers: { readonly [field: string]: JsonValue }, beginning: number, id: (person: string) => string = (one) => one): { [field: string]: JsonValue } {
  const value = (field: string, one: JsonValue): JsonValue => (typeof one !== "string" ? one : field === "who" ? id(one) : one.startsWith("+P") ? new Date(beginning + msOf(one.slice(1))).toISOString() : one);
  return Object.fromEntries(Object.entries(answers).map(([field, one]) => [field, value(field, one)]));
}

/** A flow as it stands; `name` gives people the names of the cast. */
export function pictureOf(def: ReturnType<typeof drawFlow>, instance: FlowInstance, name: (id: string) => string = (one) => one): Picture {
  const tasks = tasksOf(def, instance);
  const visits = [...new Set(tasks.map((task) => task.visit))];
  return {
    open: tasks.flatMap((task) => openOf(task, name)).sort(),
    seats: Object.fromEntries(visits.map((visit) => [visit, tasks.filter((task) => task.visit === visit).map((task) => `${task.holders.map(name).join("+")} ${task.state}`).join(", ")])),
    closed: Object.fromEntries(instance.visits.filter((visit) => visit.state === "closed").map((visit) => [visit.id, visit.reason ?? ""])),
    outcome: instance.outcome ?? null, generation: instance.generation, suspended: instance.suspended !== undefined,
  };
}

function openOf(task: TaskState, name: (id: string) => string): string[] {
  const at = `${task.visit}:${task.holders.map(name).join("+")}`;
  if (task.state === "delegated") return [`${at} asks ${task.actors.map(name).join("+")}`];
  return task.state === "claimed" ? [`${at} claimed`] : task.state === "open" ? [at] : [];
}

/** The task a step means by `at`: one whose turn it is before one that waits, else the latest. */
export function taskAt(tasks: readonly TaskState[], { by, at }: { readonly by: string; readonly at: string }): TaskState {
  const [place = "", person = by] = at.split(":");
  const mine = tasks.filter((task) => (place.includes("#") ? task.visit === place : task.node === place) && (task.holders.includes(person) || task.person === person));
  const found = mine.find((task) => task.actors.length > 0) ?? mine.find((task) => task.state === "waiting") ?? mine[mine.length - 1];
  if (!found) throw new Error(`${person} has no seat at ${place}`);
  return found;
}

/** A case being played on the engine, one step at a time. */
export class PlayedCase {
  readonly run: Played;
  readonly beginning: number;
  /** Whom its beginning has told. */
  readonly toldAtFirst: readonly string[];

  /** `at`: when it begins, epoch ms. */
  constructor(readonly given: IdiomCase, at: number = t0) {
    this.beginning = at;
    const away = (given.absences ?? []).map((one) => ({ person: one.person, deputy: one.deputy, from: at + msOf(one.from), to: at + msOf(one.to) }));
    this.run = new Played(drawFlow(given.flow), directoryOf(cast, away), idiomForm, { answers: answersAt(given.answers ?? {}, at), at });
    this.toldAtFirst = toldBy(this.run.last);
  }

  get picture(): Picture {
    return pictureOf(this.run.def, this.run.instance);
  }

  /** The task a step is about, as it stands before it. */
  taskOf(step: Step): TaskState | undefined {
    return "at" in step && step.at !== undefined ? taskAt(this.run.tasks(), { by: step.by, at: step.at }) : undefined;
  }

  play(step: Step): Seen {
    this.run.told = [];
    if ("wait" in step) this.run.wait(msOf(step.wait));
    if ("may" in step) return this.#may(step);
    const codes = "do" in step ? this.run.give(this.#inputOf(step)) : "event" in step ? this.run.give({ type: "event", ...step.event }) : [];
    this.run.wait(0); // what a resume has let come due
    return { codes, told: [...this.run.told].sort(), targets: [] };
  }

  #inputOf(step: CommandStep): CommandInput {
    const { by, do: command, at: _at, expect: _expect, told: _told, open: _open, seats: _seats, data, ...more } = step;
    const task = this.taskOf(step)?.id;
    return { type: "command", command, by, ...(task === undefined ? {} : { task }), ...(data ? { data: answersAt(data, this.beginning) } : {}), ...more };
  }

  #may(step: MayStep): Seen {
    const { def, instance } = this.run;
    const found = mayAct(def, instance, step.by, this.run.env()).tasks[this.taskOf(step)?.id ?? ""]?.commands[step.may];
    return { codes: found?.allowed ? [] : [found?.code ?? "NOT_ENTITLED"], told: [], targets: (found?.targets ?? []).map((one) => one.node) };
  }
}

/** Whom a step has told, as `topic person`. */
function toldBy({ effects }: FlowStep): string[] {
  return effects.flatMap((one) => (one.kind === "notify" ? [...new Set(one.people)].map((person) => `${one.topic} ${person}`) : []));
}

/** A flow that keeps whom each step has told, and when its timers fired. */
class Played extends Running {
  told: string[] = [];
  readonly fired: number[] = [];

  override give(input: FlowInput): readonly string[] {
    if (input.type === "timer") this.fired.push(this.now);
    const codes = super.give(input);
    if (codes.length === 0) this.told.push(...toldBy(this.last));
    return codes;
  }
}

/** The parts of a picture an expectation looks at, and what it says of them. */
export function looked(expect: Partial<Expectation>, seen: Picture, answers: { readonly [field: string]: JsonValue }): { readonly found: object; readonly wanted: object } {
  const { open, outcome: _, ...rest } = expect;
  const wanted = { ...rest, ...(open ? { open: [...open].sort() } : {}) };
  const all: { readonly [part: string]: unknown } = { ...seen, answers };
  return { wanted, found: Object.fromEntries(Object.entries(wanted).map(([part, one]) => [part, part === "open" || typeof one !== "object" ? all[part] : named(one, all[part] as object)])) };
}

/** Of what there is, the members somebody names; null for those that are not there. */
function named(names: object, of: object): object {
  const known = new Map(Object.entries(of));
  return Object.fromEntries(Object.keys(names).map((name) => [name, known.get(name) ?? null]));
}
