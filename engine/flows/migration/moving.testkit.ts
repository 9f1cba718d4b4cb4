import type { FlowDefinition, FlowNode } from "../../model/flow.ts";
import type { FormDefinition } from "../../model/form.ts";
import type { JsonValue } from "../../model/json.ts";
import { compileCalendar, type CompiledCalendar } from "../../time/calendar/index.ts";
import { approval, directoryOf, edges, end, flow, join, Running, split, start, textForm } from "../testing/plant.testkit.ts";
import type { CommandInput, FlowCommand, FlowEnv, FlowInput, FlowInstance, FlowStep } from "../types.ts";
import { planOf, type FlowPlan } from "../plan/plan.ts";
import { seatsInTurn } from "../run/seating.ts";
import { advanceFlow } from "../advanceFlow.ts";
import { planMigration } from "./planMigration.ts";
import type { MigrationMapping, MigrationOptions, MigrationPlan } from "./types.ts";

const directory = directoryOf({ me: {}, a: {}, b: {}, c: {}, d: {}, admin: {} });

/** Monday to Friday, 08:00 to 18:00 in Shanghai. */
export const weekdays = compileCalendar({
  id: "weekdays", title: { zh: "工作日", en: "weekdays" }, timeZone: "Asia/Shanghai", holidays: "none",
  week: Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["08:00", "18:00"]]])),
});

/** S A Z. */
export const straight = (): FlowDefinition => flow([start(), approval("A", ["a"]), end()], edges("S>A>Z"));

/** S P{A | B} D Z. */
export const parallelAB = (mode: unknown): FlowDefinition =>
  flow([start(), split("P", "parallel"), approval("A", ["a"]), approval("B", ["b"]), join("J", "P", mode), approval("D", ["d"]), end()], edges("S>P>A>J>D>Z", "P>B>J"));

/** The next revision: more nodes, drawn anew. */
export const next = (def: FlowDefinition, more: readonly FlowNode[], chain: string): FlowDefinition => ({ ...def, revision: def.revision + 1, nodes: [...def.nodes, ...more], edges: edges(chain) });

/** The verdict and the codes of the reasons, in order. */
export const said = (plan: MigrationPlan): string[] => [plan.verdict, ...plan.reasons.map((one) => one.code)];

/** A running flow that can be moved to another revision. */
export class Moving {
  def: FlowDefinition;
  instance: FlowInstance;
  last: FlowStep;
  now: number;
  private answers: { readonly [xid: string]: JsonValue };
  private form: FormDefinition = textForm(["f", "g", "h"]);

  constructor(def: FlowDefinition, answers: { readonly [xid: string]: JsonValue } = {}, submit = true, private readonly clock: { readonly calendar?: CompiledCalendar; readonly at?: number } = {}) {
    const begun = new Running(def, directory, this.form, { answers, submit, ...clock });
    this.def = def;
    this.instance = begun.instance;
    this.last = begun.last;
    this.now = begun.now;
    this.answers = begun.answers;
  }

  env(form = this.form): FlowEnv {
    return { form, answers: this.answers, ctx: { now: new Date(this.now).toISOString() }, directory, orgId: "unit", now: this.now, ...(this.clock.calendar ? { calendar: this.clock.calendar } : {}) };
  }

  copy(): Moving {
    return Object.assign(Object.create(Moving.prototype) as Moving, this);
  }

  plan(def: FlowDefinition, mapping: MigrationMapping = {}, options: MigrationOptions = {}, form = this.form): MigrationPlan {
    return planMigration(this.def, def, this.instance, this.env(form), { ...options, mapping });
  }

  /** Moves it; a plan that is not ready is a fault of the test. */
  moves(def: FlowDefinition, mapping: MigrationMapping = {}, options: MigrationOptions = {}, form = this.form): MigrationPlan {
    const plan = this.plan(def, mapping, options, form);
    if (!plan.step) throw new Error(`not moved: ${said(plan).join(" ")}`);
    this.adopt(def, plan.step);
    return plan;
  }

  adopt(def: FlowDefinition, step: FlowStep): void {
    this.def = def;
    this.last = step;
    this.instance = step.instance;
    this.answers = { ...this.answers, ...step.writes };
  }

  give(input: FlowInput): void {
    this.last = advanceFlow(this.def, this.instance, input, this.env());
    this.instance = this.last.instance;
    this.answers = { ...this.answers, ...this.last.writes };
  }

  /** A command of a person, at their seat of an open visit of a node where one is named. */
  does(by: string, command: FlowCommand, node?: string, more: Partial<CommandInput> = {}): void {
    const task = this.turns().find((one) => one.node === node && one.person === by)?.task;
    this.give({ type: "command", command, by, ...(task === undefined ? {} : { task }), ...more });
  }

  /** The clock moves on; timers fire in (dueAt, id) order at their own instants. */
  wait(ms: number): void {
    const until = this.now + ms;
    for (;;) {
      const due = this.instance.timers.filter((one) => one.remainingMs === undefined && one.dueAt <= until && !(this.instance.suspended && one.whileSuspended !== "fire"));
      const first = [...due].sort((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1))[0];
      if (!first) break;
      this.now = Math.max(this.now, first.dueAt);
      this.give({ type: "timer", timerId: first.id });
    }
    this.now = until;
  }

  /** Seats in turn, as `node#k:person`, sorted. */
  open(): string[] {
    return this.turns().map((one) => `${one.visit}:${one.person}`).sort();
  }

  private turns(): { readonly node: string; readonly visit: string; readonly person: string; readonly task: string }[] {
    const plan = planOf(this.def) as FlowPlan;
    return this.instance.visits.filter((visit) => visit.state === "open").flatMap((visit) => seatsInTurn({ plan }, visit).map((seat) => ({ node: visit.node, visit: visit.id, person: seat.person, task: `${this.instance.id}:${visit.id}:${seat.id}` })));
  }
}
