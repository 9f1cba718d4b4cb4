import type { Effect } from "../../effects/effect.ts";
import { answersByXid, dataByKey, evaluateForm, formOf, registerEntries, validateSubmission, type Answers, type CompiledForm, type FactContext, type RegisterEntry } from "../../forms/index.ts";
import { advanceFlow, paperState, pendingTasks, type FlowEnv, type FlowInput, type FlowInstance, type FlowStep, type TaskState } from "../../flows/index.ts";
import type { FlowDefinition } from "../../model/flow.ts";
import { isObject, own, type JsonObject, type JsonValue } from "../../model/json.ts";
import type { Pack } from "../../model/pack.ts";
import type { CaseWorld, PackCase } from "../../model/packCase.ts";
import { TestClock } from "../../testing/clock.ts";
import { calendarsOf } from "../packCalendars.ts";
import type { CompiledCalendar } from "../../time/calendar/index.ts";
import { AlarmSide, type ActionDone, type AlarmNews } from "./alarmSide.ts";
import { caseConflicts, progressIn } from "./caseConflicts.ts";
import { emptyCoverage, emptyTrace, type Trace } from "./trace.ts";
import { directoryIn, factsIn, instantOf, tagsIn, worldOf } from "./world.ts";

const maxTurns = 10_000; // timers fired in one stretch; more is a case that spins

/** One playing case: the world, the flow, the alarms and a clock that moves only forward. */
export class CaseRun {
  readonly clock: TestClock;
  readonly form: CompiledForm | undefined;
  readonly flow: FlowDefinition | undefined;
  readonly alarms: AlarmSide;
  readonly calendar: CompiledCalendar | undefined;
  readonly coverage = emptyCoverage();
  world: CaseWorld;
  data: JsonObject;
  answers: Answers = {};
  instance: FlowInstance | undefined;
  trace: Trace = emptyTrace();

  constructor(private readonly pack: Pack, readonly one: PackCase) {
    this.world = worldOf(pack, one);
    this.data = this.world.data ?? {};
    this.clock = new TestClock(instantOf(this.world.at, "given.at"));
    const template = pack.manifest.templates.find((each) => each.id === one.template);
    if (!template) throw new Error(`no template "${one.template}" in pack.json`);
    const form = pack.forms.find((each) => each.id === template.form);
    this.form = form && formOf(form);
    this.flow = pack.flows.find((each) => each.id === template.flow);
    const calendars = calendarsOf(pack.calendars ?? []);
    const calendarId = this.flow?.settings.calendar;
    this.calendar = calendarId === undefined ? undefined : calendars(calendarId);
    const tags = tagsIn(this.world, pack.forms);
    this.alarms = new AlarmSide(tags.length > 0 ? pack.rules : [], tags, calendars, this.clock.now);
    if (this.form) this.answers = answersByXid(this.form, this.data);
  }

  get areaId(): string | undefined {
    const xid = this.form?.roots.find((field) => field.kind === "place")?.xid;
    const place = xid === undefined ? undefined : own(this.answers, xid);
    return isObject(place) && typeof place["area"] === "string" ? place["area"] : undefined;
  }

  facts(answers: Answers = this.answers): FactContext {
    const facts = factsIn(this.world, this.clock.now, this.areaId, this.alarms.gasAlarms(this.areaId));
    if (facts.conflicts || !this.form?.def.work) return facts;
    const conflicts = caseConflicts(this.pack.forms, this.form, this.world, answers, progressIn(this.flow, this.instance), this.clock.now);
    return { ...facts, ...(conflicts ? { conflicts } : {}) };
  }

  env(answers: Answers = this.answers): FlowEnv {
    const directory = directoryIn(this.world);
    const initiator = this.instance?.initiator ?? this.world.initiator ?? "";
    return { form: this.needForm().def, answers, ctx: this.facts(answers), directory, orgId: this.instance?.orgId ?? directory.person(initiator)?.orgId ?? "", now: this.clock.now, ...(this.calendar ? { calendar: this.calendar } : {}) };
  }

  needForm(): CompiledForm {
    if (!this.form) throw new Error(`template "${this.one.template}" has no form`);
    return this.form;
  }

  needFlow(): FlowDefinition {
    if (!this.flow) throw new Error(`template "${this.one.template}" has no flow`);
    return this.flow;
  }

  needInstance(): FlowInstance {
    if (!this.instance) throw new Error("nothing has been submitted yet");
    return this.instance;
  }

  /** Takes the step over when it was accepted; else keeps its issues. */
  take(step: FlowStep): void {
    this.trace.issues = step.issues.filter((one) => one.severity === "error");
    if (this.trace.issues.length > 0) return;
    this.instance = step.instance;
    const entries = Object.entries({ ...this.answers, ...step.writes }).filter(([, value]) => value !== null);
    this.answers = evaluateForm(this.needForm(), Object.fromEntries(entries), this.facts()).answers;
    for (const entry of step.history) if (entry.node !== undefined) this.coverage.nodes.add(entry.node);
    for (const visit of step.instance.visits) this.coverage.nodes.add(visit.node);
    for (const event of Object.keys(step.instance.life?.eventTimes ?? {})) this.coverage.events.add(event);
    if (step.instance.outcome !== undefined) this.coverage.outcomes.add(step.instance.outcome);
    for (const effect of step.effects) this.noteEffect(effect);
  }

  advance(input: FlowInput): void {
    this.take(advanceFlow(this.needFlow(), this.needInstance(), input, this.env()));
  }

  /** Lets time pass: every timer that falls due goes off at its own time, in order. */
  moveTo(target: number): void {
    for (let turn = 0; ; turn += 1) {
      if (turn > maxTurns) throw new Error("timers do not come to rest");
      const flowDue = this.nextTimer()?.dueAt ?? Number.POSITIVE_INFINITY;
      const next = Math.min(flowDue, this.alarms.nextWake());
      if (!(next <= target)) break;
      this.clock.moveTo(Math.max(this.clock.now, next));
      if (flowDue <= this.clock.now) this.fireTimer();
      else this.takeNews(this.alarms.tick(this.clock.now));
    }
    this.clock.moveTo(Math.max(this.clock.now, target));
    this.takeNews(this.alarms.tick(this.clock.now));
  }

  takeNews({ log, actions, over }: AlarmNews): void {
    for (const event of log.events) {
      if (event.from !== event.to) this.trace.edges.push([event.at, event.ruleId, event.from, event.to]);
      if (event.kind === "raise") this.coverage.raised.add(event.ruleId);
    }
    for (const done of actions) this.act(done);
    for (const alarmId of over) if (this.instance?.causes.some((one) => one.id === alarmId)) this.advance({ type: "interlockOver", causeId: alarmId });
  }

  /** What the record states now; nothing before it is sent. */
  registered(): readonly RegisterEntry[] {
    if (!this.instance || this.state() === "draft") return [];
    const record = { submission: this.instance.submissionId, number: this.instance.number, state: this.state(), sentAt: this.instance.startedAt, answers: this.answers };
    return registerEntries(this.needForm().def, record).flatMap((one) => one ?? []);
  }

  openTasks(): readonly TaskState[] {
    return this.instance ? pendingTasks(this.needFlow(), this.instance) : [];
  }

  /** Life state, else draft, approving, or how the flow ended. */
  state(): string {
    return this.instance ? paperState(this.needFlow(), this.instance) : "draft";
  }

  private nextTimer(): FlowInstance["timers"][number] | undefined {
    const armed = (this.instance?.timers ?? []).filter((timer) => timer.remainingMs === undefined && !(timer.whileSuspended === "hold" && this.instance?.suspended));
    return [...armed].sort((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1))[0];
  }

  private fireTimer(): void {
    const timer = this.nextTimer();
    if (!timer) return;
    this.advance({ type: "timer", timerId: timer.id });
    const still = this.instance?.timers.some((one) => one.id === timer.id && one.dueAt === timer.dueAt);
    if (still || this.trace.issues.length > 0) throw new Error(`timer ${timer.id} does not go off: ${JSON.stringify(this.trace.issues)}`);
  }

  private act({ action, alarm, rule }: ActionDone): void {
    this.trace.effects.push(action.do);
    if (action.do !== "interlock" || !this.instance || alarm.areaId !== this.areaId) return;
    if (action.permits && !action.permits.includes(this.needFlow().id)) return;
    this.advance({ type: "interlock", cause: action.cause, causeId: alarm.id, reason: rule.title });
  }

  private noteEffect(effect: Effect): void {
    if (effect.kind === "notify") for (const person of effect.people) this.trace.told.add(person);
    else if (effect.kind === "createSubmission") this.noteCreated(effect);
    else if (effect.kind !== "startTimer" && effect.kind !== "cancelTimer" && effect.kind !== "setField") this.trace.effects.push(effect.kind);
  }

  /** What a flow creates, with the link back to where it comes from, must be acceptable to the form it is for. */
  private noteCreated({ form: id, data, linkField, origin }: Extract<Effect, { kind: "createSubmission" }>): void {
    this.trace.created.push({ form: id, data });
    const def = this.pack.forms.find((one) => one.id === id);
    if (!def) throw new Error(`creates a record of form "${id}", which the pack does not hold`);
    const form = formOf(def);
    const wrong = validateSubmission(form, dataByKey(form, linkField === undefined ? data : { ...data, [linkField]: origin.id }), { ...this.facts(), event: "submit" }).issues.filter((one) => one.severity === "error");
    if (wrong.length > 0) throw new Error(`creates a record that form "${id}" refuses: ${wrong.map((one) => `${one.path} ${one.code}`).join(", ")}`);
  }
}

/** A patch by property key as a patch by x-id; `null` clears. What the form does not have goes on as it is, to be refused. */
export function patchByXid(form: CompiledForm, data: JsonObject): { [xid: string]: JsonValue } {
  const unknown = Object.fromEntries(Object.entries(data).filter(([key]) => !form.roots.some((field) => field.key === key || field.xid === key)));
  const cleared = Object.entries(data).filter(([, value]) => value === null).map(([key]) => [form.roots.find((field) => field.key === key)?.xid ?? key, null] as const);
  const given = Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null));
  return { ...answersByXid(form, given), ...Object.fromEntries(cleared), ...unknown };
}
