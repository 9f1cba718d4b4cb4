import type { FlowDefinition } from "../../model/flow.ts";
import type { FormDefinition } from "../../model/form.ts";
import type { JsonObject } from "../../model/json.ts";
import type { JsonLogic } from "../../model/logic.ts";
import type { WorkWindow } from "../../model/workCalendar.ts";
import { compileCalendar } from "../../time/calendar/index.ts";
import { advanceFlow } from "../advanceFlow.ts";
import { askOf } from "../commands/askOf.ts";
import type { CommandKind } from "../commands/ask.ts";
import { commandOf } from "../commands/registry.ts";
import { returnTargets } from "../commands/returnBack.ts";
import { isPlan, planOf, type FlowPlan } from "../plan/plan.ts";
import type { Picture } from "../reference/picture.testkit.ts";
import { ReferenceFlow } from "../reference/referenceFlow.testkit.ts";
import type { Command, Input, ReferencePerson } from "../reference/types.testkit.ts";
import { tasksOf } from "../tasksOf.ts";
import type { FlowInput, Scope, Seat, Timer, Visit } from "../types.ts";
import { type Absence, directoryOf, hour, Running, textForm } from "./plant.testkit.ts";

/** People of the comparison; `boss` manages two of them. */
const people = { me: { manager: "boss" }, a: { manager: "boss" }, b: { manager: "boss" }, c: { manager: "b" }, d: {}, boss: {}, admin: {} };
export const persons = Object.keys(people);

const title = (text: string) => ({ zh: text, en: text });
const isX = (field: string): JsonLogic => ({ "===": [{ var: field }, "x"] });
const texts = textForm(["f", "g", "h"]);

/** Texts, a number of minutes and a list of rows; two checks for the life, and the section that it writes. */
const form: FormDefinition = {
  ...texts,
  schema: { type: "object", properties: { ...(texts.schema["properties"] as JsonObject), n: { type: "number", "x-id": "n", "x-title": title("n") }, r: { type: "array", "x-id": "r", "x-title": title("r"), items: { type: "object", properties: { w: { type: "string", "x-id": "w", "x-title": title("w") } } } } } },
  ui: { sections: [{ id: "main", title: title("main"), fields: ["f", "r"] }, { id: "gas", title: title("gas"), fields: ["g", "h", "n"] }] },
  logic: [
    { id: "K1", target: "f", effect: "check", on: "named", expr: isX("f"), message: title("K1") },
    { id: "K2", target: "g", effect: "check", on: "named", expr: { "!": [isX("g")] }, message: title("K2") },
  ],
};

/** The same two checks as the reference knows them. */
function checks(id: string, { f, g }: JsonObject): boolean | "unknown" {
  const value = id === "K1" ? f : g;
  return value === undefined ? "unknown" : (value === "x") === (id === "K1");
}

const hours: WorkWindow[] = [["09:00", "12:00"], ["13:00", "17:00"]];
const holiday = "2026-07-16";
const office = compileCalendar({
  id: "office", title: title("office"), timeZone: "Asia/Shanghai", makeUp: "mon", week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
  holidays: [{ year: 2026, source: "test", confidence: "project", off: [holiday], work: [] }],
});

/** The same office hours as the reference knows them; Shanghai is eight hours ahead all year. */
function isWorking(at: number): boolean {
  const local = new Date(at + 8 * hour);
  const time = local.getUTCHours();
  const isDay = local.getUTCDay() >= 1 && local.getUTCDay() <= 5 && local.toISOString().slice(0, 10) !== holiday;
  return isDay && time >= 9 && time < 17 && time !== 12;
}

interface ChildNow { state: string; outcome?: string }

/** One flow run twice: by the engine, and by the naive reference. Both get the same inputs and must show the same picture. */
export class Sides {
  readonly engine: Running;
  readonly reference: ReferenceFlow;
  private readonly children = new Map<string, ChildNow>();
  private readonly done: string[] = [];
  private given?: FlowInput;

  constructor(readonly def: FlowDefinition, answers: JsonObject, absences: readonly Absence[] = [], atOffice = false) {
    this.engine = new Running(def, directoryOf(people, absences), form, { answers, submit: false, ...(atOffice ? { calendar: office } : {}) });
    const known = new Map<string, ReferencePerson>(Object.entries(people).map(([id, one]) => [id, { active: true, roles: [], ...("manager" in one ? { manager: one.manager } : {}) }]));
    this.reference = new ReferenceFlow(def, { people: known, deputies: absences, initiator: "me", answers, now: () => this.engine.now, checks, sections: { main: ["f", "r"], gas: ["g", "h", "n"] }, ...(atOffice ? { work: { isWorking, dayMs: 7 * hour } } : {}) });
    this.note();
  }

  /** Gives both the input, or once more the one before it, to the very same task; their answers, in one vocabulary. */
  give(input: Input, again = false): { readonly engine: readonly string[]; readonly reference: readonly string[] } {
    const given = again && this.given ? this.given : this.translate(input);
    this.given = given;
    const codes = this.engine.give(given);
    if (codes.length === 0) this.note();
    const refused = this.engine.last.issues.filter((one) => one.code === "LIFE_REFUSED").map((one) => String(one.params["check"]));
    const engine = this.engine.last.ignored ? ["IGNORED"] : refused.length > 0 ? ["LIFE_REFUSED", ...refused] : codes;
    const held = this.engine.instance.timers.filter((one) => one.whileSuspended === "hold").map((one) => one.id);
    const reference = this.reference.give(input);
    if ("command" in input && input.command === "resume" && codes.length === 0) this.fireHeld(held);
    const word = (code: string): string => ("command" in input && input.command === "claim" && code === "CLAIMED_BY_OTHER" ? "NOT_CLAIMABLE" : common(code));
    return { engine: engine.map(word), reference: reference.map(word) };
  }

  pictures(): { readonly engine: object; readonly reference: object } {
    return { engine: this.picture(), reference: comparable(this.reference.picture()) };
  }

  /** Reads the state back from its JSON, as after a crash. */
  reload(): void {
    this.engine.instance = JSON.parse(JSON.stringify(this.engine.instance)) as Running["instance"];
  }

  /** A new revision is published while the instance runs, and somebody takes it for the instance's own. */
  otherRevision(): readonly string[] {
    const published = { ...this.def, revision: this.def.revision + 1, title: title("new") };
    const { instance } = this.engine;
    const step = advanceFlow(published, instance, { type: "command", command: "comment", by: "me", comment: "x" }, this.engine.env());
    return step.instance === instance ? step.issues.map((one) => one.code) : ["changed"];
  }

  plan(): FlowPlan {
    const plan = planOf(this.def);
    if (!isPlan(plan)) throw new Error("the definition does not compile");
    return plan;
  }

  /** The reference fires held dates within the resume; the engine's driver does as steps of their own, in the same order. */
  private fireHeld(held: readonly string[]): void {
    const due = this.engine.instance.timers.filter((one) => held.includes(one.id) && one.dueAt <= this.engine.now).sort((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1));
    for (const timer of due) {
      this.engine.give({ type: "timer", timerId: timer.id });
      this.note();
    }
  }

  private translate(input: Input): FlowInput {
    if ("command" in input) return this.command(input);
    if ("timer" in input) return { type: "timer", timerId: engineTimer(input.timer) };
    if ("childEnded" in input) return { type: "child", visit: input.childEnded.visit, child: String(input.childEnded.row + 1), outcome: input.childEnded.outcome };
    if ("event" in input) return { type: "event", name: input.event, key: String(input.key) };
    if ("interlock" in input) return { type: "interlock", cause: input.interlock, causeId: input.interlock, reason: { zh: "联锁", en: "interlock" } };
    if ("interlockOver" in input) return { type: "interlockOver", causeId: input.interlockOver };
    throw new Error("not compared");
  }

  private command({ task, signature, password, photo, data, ...rest }: Command): FlowInput {
    const visit = task && this.engine.instance.visits.find((one) => one.id === `${task.node}#${task.k}`);
    const found = task && tasksOf(this.def, this.engine.instance).find((one) => one.visit === visit?.id && one.person === task.person && one.state !== "removed");
    return {
      type: "command", ...rest,
      ...(task ? { task: found?.id ?? "i1:none:s1" } : {}), ...(data ? { data: data } : {}),
      ...(signature ? { signature: { method: "strokes" } } : {}), ...(password ? { passwordOk: true } : {}), ...(photo ? { photos: ["p1"] } : {}),
    };
  }

  /** What the last accepted step did outside: effects by name, children by their state. */
  private note(): void {
    for (const line of this.engine.last.history) {
      if (line.command === "act" && line.outcome !== "skipped" && line.outcome !== "setField") this.done.push(`${line.outcome}:${line.node}`);
      if (line.command === "notify" && (line.detail?.["people"] as readonly string[]).length > 0) this.done.push(`notify:${line.node}`);
    }
    for (const effect of this.engine.last.effects) {
      if (effect.kind === "webhook" && !this.def.nodes.some((node) => node.id === effect.event)) this.done.push(`webhook:${{ went: "go", ticked: "tick" }[effect.event] ?? ""}`);
      if (effect.kind === "startChild") this.children.set(`${effect.parent.visit}/${effect.parent.child}`, { state: "running" });
      const child = effect.kind === "toChild" ? this.children.get(`${effect.child.visit}/${effect.child.child}`) : undefined;
      if (child && effect.kind === "toChild") child.state = { end: "terminated", suspend: "suspended", resume: "running", event: "told" }[effect.do];
    }
    for (const visit of this.engine.instance.visits) for (const one of visit.children ?? []) if (one.outcome !== undefined) this.children.set(`${visit.id}/${one.key}`, { state: "ended", outcome: one.outcome });
  }

  private picture(): object {
    const { instance, answers } = this.engine;
    const open = instance.visits.filter((one) => one.state !== "closed");
    const states = new Map(tasksOf(this.def, instance).map((one) => [one.id, one.state]));
    return {
      status: instance.status, life: instance.life?.state, outcome: instance.outcome, generation: instance.generation, answers,
      open: byName(open.map((visit) => ({ visit: visit.id, state: visit.state, generation: visit.generation, fixed: visit.state === "open" ? visit.fixed : undefined, seats: visit.seats.map((seat) => this.seat(visit, seat, states)) }))),
      closed: byName(instance.visits.filter((one) => one.state === "closed").map((visit) => ({ visit: visit.id, reason: visit.reason, outcome: visit.reason === "done" ? visit.outcome : undefined }))),
      timers: instance.timers.map((one) => ({ id: referenceTimer(one), at: one.remainingMs === undefined ? one.dueAt : `paused ${one.remainingMs}` })).sort((x, y) => (x.id < y.id ? -1 : 1)),
      actsDone: instance.actsDone, effects: this.done, held: instance.suspended !== undefined && instance.status === "running", causes: instance.status === "ended" ? [] : instance.causes.map((one) => (one.id === "manual" ? "person" : one.id)).sort(),
      children: [...this.children].map(([id, child]) => ({ id, ...child })).sort((x, y) => (x.id < y.id ? -1 : 1)),
    };
  }

  private seat(visit: Visit, seat: Seat, states: ReadonlyMap<string, string>): object {
    const state = states.get(`i1:${visit.id}:${seat.id}`);
    const scope = (one: Scope | undefined): object | undefined => one && { mode: one.mode, seats: one.seats.map((member) => this.seat(visit, member, states)) };
    return { person: seat.person, holders: [...seat.holders].sort(), state, version: seat.version, before: scope(seat.before), after: scope(seat.after), targets: state === "open" || state === "claimed" ? this.targets(visit, seat) : undefined };
  }

  private targets(visit: Visit, seat: Seat): readonly string[] {
    const view = { plan: this.plan(), instance: this.engine.instance, env: this.engine.env(), answers: this.engine.answers };
    const kind = commandOf("return") as CommandKind;
    return [...returnTargets(askOf(view, kind, { type: "command", command: "return", by: seat.person, task: `i1:${visit.id}:${seat.id}` }, true))];
  }
}

/** The reference's picture without what the two tell differently by design. */
function comparable(picture: Picture): object {
  return {
    status: picture.status, life: picture.life, outcome: picture.status === "ended" ? picture.outcome : undefined, generation: picture.generation, answers: picture.answers,
    open: picture.open.map((visit) => ({ visit: visit.visit, state: visit.state, generation: visit.generation, fixed: visit.fixed, seats: visit.seats.map(seatOf) })),
    closed: picture.closed.map(({ visit, reason, outcome }) => ({ visit, reason, outcome: reason === "done" ? outcome : undefined })),
    timers: picture.timers.map((one) => ({ id: `${one.visit}:${one.kind}:${one.i}`, at: one.remainingMs === undefined ? one.dueAt : `paused ${one.remainingMs}` })).sort((x, y) => (x.id < y.id ? -1 : 1)),
    actsDone: picture.actsDone, effects: picture.effects, held: picture.suspended.length > 0, causes: [...picture.suspended, ...picture.kept].filter((one) => one !== "over").sort(),
    children: picture.children.map(({ visit, row, state, outcome, told }) => ({ id: `${visit}/${row + 1}`, state: told ? "told" : state, ...(outcome === undefined ? {} : { outcome }) })).sort((x, y) => (x.id < y.id ? -1 : 1)),
  };
}

function seatOf(seat: Picture["open"][number]["seats"][number]): object {
  const scope = (one: typeof seat.before): object | undefined => one && { mode: one.mode, seats: one.seats.map(seatOf) };
  return { person: seat.person, holders: seat.holders, state: seat.state, version: seat.version, before: scope(seat.before), after: scope(seat.after), targets: seat.targets };
}

/** A timer's name on the other side. */
function engineTimer(name: string): string {
  return name.replace(/:repeat:(\d+)$/, (_, i: string) => `:over:${Number(i) + 1}`).replace(/^life:task-(.*):0$/, "task:$1").replace(/^life:(.*)-remind:(\d+)$/, "life:$1:r$2").replace(/^(life:.*):0$/, "$1");
}

function referenceTimer({ id, kind, visit, i, timer }: Timer): string {
  switch (kind) {
    case "over": return `${visit}:repeat:${i - 1}`;
    case "life": return `life:${timer}:0`;
    case "lifeRemind": return `life:${timer}-remind:${i}`;
    case "taskOpen": return `life:task-${timer}:0`;
    default: return id;
  }
}

const words: { readonly [code: string]: string } = {
  NOT_CLAIMED: "NOT_CLAIMABLE", NOT_DELEGATED: "NOT_ALLOWED", TRANSFER_LIMIT: "NOT_ALLOWED", TASK_UNKNOWN: "NOT_FOUND", REASON_REQUIRED: "EVIDENCE_MISSING",
  LIFE_EVENT_UNKNOWN: "NOT_FOUND", LIFE_NOT_BEGUN: "NOT_ALLOWED", LIFE_STATE: "NOT_ALLOWED", LIFE_USE_EVENT: "NOT_ALLOWED",
  CANCEL_NOT_AT_START: "NOT_ALLOWED", SUSPENDED_BY_CAUSE: "INSTANCE_SUSPENDED", TASK_SUPERSEDED: "TASK_CLOSED",
};

/** One vocabulary: where the reference has one word for several refusals. */
function common(code: string): string {
  return words[code] ?? code;
}

function byName<T extends { readonly visit: string }>(list: T[]): T[] {
  return list.sort((x, y) => (x.visit < y.visit ? -1 : 1));
}
