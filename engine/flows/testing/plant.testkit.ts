import type { Candidates } from "../../model/candidates.ts";
import type { FlowDefinition, FlowEdge, FlowNode, FlowSettings, Life } from "../../model/flow.ts";
import type { FormDefinition } from "../../model/form.ts";
import type { JsonValue } from "../../model/json.ts";
import type { Directory, Person } from "../../model/org.ts";
import type { RoleId } from "../../model/role.ts";
import type { CompiledCalendar } from "../../time/calendar/index.ts";
import { advanceFlow } from "../advanceFlow.ts";
import { startFlow } from "../startFlow.ts";
import { tasksOf } from "../tasksOf.ts";
import type { CommandInput, FlowCommand, FlowEnv, FlowInput, FlowInstance, FlowStep, TaskState } from "../types.ts";

/** 2026-07-14 08:00 in Shanghai. */
export const t0 = Date.UTC(2026, 6, 14, 0, 0, 0);
export const minute = 60_000;
export const hour = 60 * minute;

const title = (text: string) => ({ zh: text, en: text });

/** A form with plain text fields; the named ones are required. */
export function textForm(fields: readonly string[], extra: Partial<FormDefinition> = {}): FormDefinition {
  const properties = Object.fromEntries(fields.map((xid) => [xid, { type: "string", "x-id": xid, "x-title": title(xid) }]));
  return {
    id: "form", revision: 1, title: title("form"), schema: { type: "object", properties },
    ui: { sections: [{ id: "main", title: title("main"), fields: [...fields] }] }, logic: [], ...extra,
  };
}

/** People by id; `boss` manages everyone who has no other manager. */
export function directoryOf(people: { readonly [id: string]: { readonly roles?: readonly RoleId[]; readonly manager?: string; readonly disabled?: boolean } }, absences: readonly Absence[] = []): Directory {
  const made = new Map<string, Person>(Object.entries(people).map(([id, one]) => [id, {
    id, tenantId: "t", orgId: "unit", login: id, name: id.toUpperCase(), managerId: one.manager ?? null, status: one.disabled ? "disabled" : "active",
    roles: (one.roles ?? []).map((role) => ({ role, orgId: "unit" })),
  } satisfies Person]));
  return {
    person: (id) => made.get(id),
    holders: (role) => [...made.values()].filter((one) => one.status === "active" && one.roles.some((has) => has.role === role)),
    managerOf: (id) => made.get(made.get(id)?.managerId ?? ""),
    orgUnit: (id) => (id === "unit" ? { id: "unit", parentId: null, tenantId: "t", level: "unit", title: title("unit"), code: "U1" } : undefined),
    area: () => undefined,
    deputy: (id, at) => absences.find((one) => one.person === id && one.from <= at && at < one.to)?.deputy,
  };
}

/** Somebody is away from `from` until just before `to` (epoch ms); `deputy` stands in. */
export interface Absence { readonly person: string; readonly deputy: string; readonly from: number; readonly to: number }

export const people = (...ids: readonly string[]): Candidates => ids.map((person) => ({ kind: "person", person }));

type Loose = object;

export const start = (id = "S", extra: Loose = {}): FlowNode => ({ id, kind: "start", title: title(id), fields: { "*": "edit" }, ...extra });
export const end = (id = "Z", outcome = "approved", extra: Loose = {}): FlowNode => ({ id, kind: "end", title: title(id), outcome, ...extra });
export const approval = (id: string, who: readonly string[], extra: Loose = {}): FlowNode => ({
  id, kind: "approval", title: title(id), candidates: people(...who), onNobody: "block", selfApproval: "allow", fields: { "*": "read" },
  mode: "all", completion: "early", dedupe: "none", onReject: { do: "end" }, ...extra,
});
export const fill = (id: string, who: readonly string[], extra: Loose = {}): FlowNode => ({
  id, kind: "fill", title: title(id), candidates: people(...who), onNobody: "block", selfApproval: "allow", fields: { "*": "edit" }, ...extra,
});
export const split = (id: string, kind: "exclusive" | "parallel" | "inclusive"): FlowNode => ({ id, kind, title: title(id) });
export const join = (id: string, of: string, mode: unknown = "all", onFail?: unknown): FlowNode => ({ id, kind: "join", title: title(id), of, mode, ...(onFail === undefined ? {} : { onFail }) }) as FlowNode;
export const setField = (id: string, field: string, value: JsonValue): FlowNode => ({ id, kind: "act", title: title(id), act: { do: "setField", field, value } });
export const wait = (id: string, until: object): FlowNode => ({ id, kind: "wait", title: title(id), until }) as FlowNode;
export const subflow = (id: string, extra: Loose = {}): FlowNode => ({ id, kind: "subflow", title: title(id), flow: { id: "child", hash: "h" }, sync: true, onChildReject: { do: "end" }, ...extra });
export const webhook = (id: string): FlowNode => ({ id, kind: "act", title: title(id), act: { do: "webhook", event: id } });

/** Edges from `"S>A>B"` chains; a part `A[cond]` is not needed, conditions are given as `more`. */
export function edges(...chains: readonly string[]): FlowEdge[] {
  return chains.flatMap((chain, c) => chain.split(">").slice(1).map((to, i) => ({ id: `e${c}-${i}`, from: chain.split(">")[i] ?? "", to, order: c })));
}

export const settings: FlowSettings = { withdraw: "beforeFirst", admin: people("admin") };

/** A flow of nodes and edges on a form. */
export function flow(nodes: readonly FlowNode[], links: readonly FlowEdge[], extra: { readonly settings?: Partial<FlowSettings>; readonly life?: Life } = {}): FlowDefinition {
  return { id: "flow", revision: 1, title: title("flow"), form: { id: "form" }, nodes, edges: links, settings: { ...settings, ...extra.settings }, ...(extra.life ? { life: extra.life } : {}) };
}

/** A flow being run, with a clock that the test moves. Refusals are given back as their codes. */
export class Running {
  instance: FlowInstance;
  now = t0;
  answers: { readonly [xid: string]: JsonValue };
  last: FlowStep;

  constructor(readonly def: FlowDefinition, readonly directory: Directory, readonly form: FormDefinition, readonly options: { readonly answers?: { readonly [xid: string]: JsonValue }; readonly initiator?: string; readonly submit?: boolean; readonly calendar?: CompiledCalendar; readonly at?: number } = {}) {
    this.answers = options.answers ?? {};
    this.now = options.at ?? t0;
    this.last = startFlow(def, { id: "i1", submissionId: "sub1", number: "N-1", initiator: options.initiator ?? "me", submit: options.submit ?? true }, this.env());
    this.instance = this.last.instance;
    this.answers = apply(this.answers, this.last.writes);
  }

  env(): FlowEnv {
    return { form: this.form, answers: this.answers, ctx: { now: new Date(this.now).toISOString() }, directory: this.directory, orgId: "unit", now: this.now, ...(this.options.calendar ? { calendar: this.options.calendar } : {}) };
  }

  /** Gives an input; the codes of its refusal, or none. */
  give(input: FlowInput): readonly string[] {
    this.last = advanceFlow(this.def, this.instance, input, this.env());
    const codes = this.last.issues.filter((one) => one.severity === "error").map((one) => one.code);
    if (codes.length > 0) return codes;
    this.instance = this.last.instance;
    this.answers = apply(this.answers, this.last.writes);
    return [];
  }

  /** A command of a person, at their open task of a node where one is named. */
  does(by: string, command: FlowCommand, node?: string, more: Partial<CommandInput> = {}): readonly string[] {
    const task = node === undefined ? undefined : this.taskOf(by, node)?.id;
    return this.give({ type: "command", command, by, ...(task === undefined ? {} : { task }), ...more });
  }

  /** The clock moves on; timers fire in (dueAt, id) order at their own instants. */
  wait(ms: number): void {
    const until = this.now + ms;
    for (;;) {
      const due = this.instance.timers.filter((one) => one.remainingMs === undefined && one.dueAt <= until && !(this.instance.suspended && one.whileSuspended !== "fire"));
      const next = [...due].sort((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1))[0];
      if (!next) break;
      this.now = Math.max(this.now, next.dueAt);
      this.give({ type: "timer", timerId: next.id });
    }
    this.now = until;
  }

  tasks(): readonly TaskState[] {
    return tasksOf(this.def, this.instance);
  }

  /** Nodes with an open task, as `node#k:person` … sorted. */
  open(): string[] {
    return this.tasks().filter((one) => one.state === "open").map((one) => `${one.visit}:${one.person}`).sort();
  }

  taskOf(person: string, node: string): TaskState | undefined {
    const mine = this.tasks().filter((one) => one.holders.includes(person) && one.node === node);
    return mine.find((one) => one.state === "open") ?? mine.find((one) => one.state === "waiting") ?? mine[mine.length - 1];
  }
}

function apply(answers: { readonly [xid: string]: JsonValue }, writes: { readonly [xid: string]: JsonValue }): { readonly [xid: string]: JsonValue } {
  return Object.fromEntries(Object.entries({ ...answers, ...writes }).filter(([, value]) => value !== null));
}
