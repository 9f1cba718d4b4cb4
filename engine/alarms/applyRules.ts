import { hashOf } from "../model/canonical.ts";
import type { AlertRule, Priority } from "../model/rule.ts";
import type { Tag } from "../model/tag.ts";
import { compileRule, lookBackOf, looksBack, type ProcessPlan } from "../rules/compileRule.ts";
import { textsIn } from "../rules/keys.ts";
import { isReport, stuckAfterS } from "../rules/measurement.ts";
import type { Sample } from "../rules/sample.ts";
import { isDeviceRule } from "./health/kinds.ts";
import { judgePast } from "./health/judgePast.ts";
import { faultPlan } from "./health/samplePlans.ts";
import { tellUncovered } from "./health/tellUncovered.ts";
import { processId } from "./life/facts.ts";
import type { StepLog } from "./life/stepLog.ts";
import { noteReading } from "./process/clock.ts";
import { movesClock, readsFormsOnly } from "./process/conditionProcess.ts";
import { editedState, newState } from "./process/edit.ts";
import type { LiveProcess } from "./processSet.ts";
import { factsOfFault, factsOfRule } from "./ruleFacts.ts";
import { TagLog } from "./tagLog.ts";
import type { EngineParts } from "./engineParts.ts";

/** Stored readings by tag, each list by time. They fill the windows of processes that begin or change. */
export type PastReadings = ReadonlyMap<string, readonly Sample[]>;

/** How far back (ms) each tag is needed to fill the windows of what an edition would begin or change. */
export function pastNeeded(engine: EngineParts, rules: readonly AlertRule[], tags: readonly Tag[]): ReadonlyMap<string, number> {
  const needed = new Map<string, number>();
  for (const rule of rules) {
    if (!looksBack(rule, tags, engine.calendars)) continue;
    for (const plan of compileRule(rule, tags, engine.calendars).plans) {
      if (engine.processes.all.get(processId(rule.id, plan.key))?.texts === textsOf(rule, plan)) continue;
      for (const input of plan.plans) needed.set(input.tag.id, Math.max(needed.get(input.tag.id) ?? 0, lookBackOf(plan, input)));
    }
  }
  return needed;
}

/** Publishes an edition of rules and tags into a live engine: keys that stay keep their alarm whole (alarms.md 10). */
export function applyRules(engine: EngineParts, rules: readonly AlertRule[], tags: readonly Tag[], past: PastReadings, now: number, log: StepLog): void {
  engine.lane.closeAll();
  setTags(engine, tags, now, log);
  const wanted = new Map<string, { readonly rule: AlertRule; readonly plan: ProcessPlan }>();
  for (const rule of rules) for (const plan of compileRule(rule, tags, engine.calendars, engine.shapes).plans) wanted.set(processId(rule.id, plan.key), { rule, plan });
  for (const live of [...engine.processes.all.values()]) {
    if (isDeviceRule(live.facts.ruleId)) refreshFault(engine, live, now, log);
    else if (!wanted.has(live.id)) removeProcess(engine, live, now, log);
  }
  const changed: LiveProcess[] = [];
  const history = historyOf(engine, past);
  for (const [id, { rule, plan }] of wanted) changed.push(applyOne(engine, id, rule, plan, history, now, log));
  engine.rules = new Map(rules.map((rule) => [rule.id, rule]));
  engine.processes.reindex();
  engine.lane.rebuild(engine.logs, engine.processes);
  engine.advance(changed, now, log);
  tellUncovered(engine, [...wanted.values()].map(({ plan }) => plan), now, log);
}

function applyOne(engine: EngineParts, id: string, rule: AlertRule, plan: ProcessPlan, history: History, now: number, log: StepLog): LiveProcess {
  const facts = factsOfRule(rule, plan);
  const texts = textsOf(rule, plan);
  const live = engine.processes.all.get(id);
  if (!live) {
    const created = engine.addProcess(plan, facts, texts);
    seedClock(engine, created, now);
    const e = created.process.eventTime(now);
    created.process.floor = e;
    created.process.replace(plan, adopted(engine, created, newState(plan, e, history)));
    return created;
  }
  if (live.texts !== texts || live.process.plan.onDelayMs !== plan.onDelayMs || live.process.plan.offDelayMs !== plan.offDelayMs) {
    engine.advance([live], now, log);
    live.process.cut(now);
    const e = Math.max(live.process.eventTime(now), live.process.head.t);
    live.process.replace(plan, editedState(live.process.head, plan, live.texts === texts, e, history));
    live.texts = texts;
  } else live.process.plan = plan;
  announceEdit(engine, live, facts.priority, now, log, () => { live.facts = facts; });
  return live;
}

// An open alarm found without a process (rule republished, or state lost) is still active: only known calm may end it.
function adopted(engine: EngineParts, live: LiveProcess, state: ReturnType<typeof newState>): ReturnType<typeof newState> {
  const alarm = engine.book.of(live.facts);
  return alarm?.active && alarm.state !== "normal" ? { ...state, active: true, runSince: null } : state;
}

function announceEdit(engine: EngineParts, live: LiveProcess, priority: Priority, now: number, log: StepLog, swap: () => void): void {
  const before = live.facts.priority;
  swap();
  if (before !== priority) engine.book.changePriority(live.facts, priority < before, live.process.eventTime(now), now, log);
}

const ruleTexts = new WeakMap<AlertRule, string>();

/** What the judgement of a process rests on, besides its delays: a hash of the rule's texts, and its inputs. */
export function textsOf(rule: AlertRule, plan: ProcessPlan): string {
  const { condition, clear = null, limits, deadband = null, suppressWhen = null, schedule, uncertain = null, gridS = null } = rule;
  const known = ruleTexts.get(rule) ?? hashOf({ condition, clear, limits, deadband, suppressWhen, schedule, uncertain, gridS }).slice(0, 32);
  ruleTexts.set(rule, known);
  const own = plan.own ? ` ${JSON.stringify(plan.own)}` : "";
  return `${known}${own} ${JSON.stringify(plan.plans.map((input) => [input.tag.id, input.tag.unit, input.tag.range?.min ?? null, input.tag.range?.max ?? null, input.holdClearMs, stuckAfterS(input.tag) * 1000, input.eventHoldMs, ...unitsOf(rule, input.tag)]))}`;
}

/** The types and units of the fields of a form that a rule compares. */
function unitsOf(rule: AlertRule, { report }: Tag): readonly (readonly [string, string, string])[] {
  if (!report) return [];
  const texts = textsIn(rule);
  return Object.entries(report.fields).filter(([xid]) => texts.has(xid)).map(([xid, { type, unit = "" }]) => [xid, type, unit] as const);
}

function removeProcess(engine: EngineParts, live: LiveProcess, now: number, log: StepLog): void {
  engine.advance([live], now, log);
  engine.book.clear(live.facts, Math.max(live.process.eventTime(now), live.process.head.t), "RULE_REMOVED", false, now, log);
  engine.processes.remove(live);
  engine.wheel.remove(live);
}

// A device process lives as long as its tag; its plan follows the tag's new range and period.
function refreshFault(engine: EngineParts, live: LiveProcess, now: number, log: StepLog): void {
  const tag = engine.logs.get(live.facts.key)?.tag;
  if (!tag) return removeProcess(engine, live, now, log);
  const fault = live.facts.ruleId.slice("device:".length) as Parameters<typeof faultPlan>[0];
  live.process.plan = faultPlan(fault, tag);
}

function setTags(engine: EngineParts, tags: readonly Tag[], now: number, log: StepLog): void {
  const present = new Set(tags.map((tag) => tag.id));
  for (const [id, { tag }] of [...engine.logs]) {
    if (present.has(id)) continue;
    engine.logs.delete(id);
    engine.watch.dropped.delete(id);
    engine.book.clear(factsOfFault("dropout", tag), now, "RULE_REMOVED", false, now, log); // nobody waits for a retired tag
  }
  for (const tag of tags) {
    const known = engine.logs.get(tag.id);
    if (known) known.tag = tag;
    else engine.logs.set(tag.id, new TagLog(tag, now));
  }
  engine.links.set(tags);
  engine.watch.reconsider();
}

// A new process begins where its newest input stands; one about forms at once.
function seedClock(engine: EngineParts, live: LiveProcess, now: number): void {
  const { plan } = live.process;
  if (readsFormsOnly(plan)) noteReading(live.process.clock, now, now);
  for (const [at, input] of plan.plans.entries()) {
    if (!movesClock(plan, at)) continue;
    const clock = engine.logs.get(input.tag.id)?.clock;
    if (!clock || clock.ts <= live.process.clock.ts) continue;
    live.process.clock.ts = clock.ts;
    live.process.clock.rx = clock.rx;
  }
  live.process.clock.reached = live.process.eventTime(now);
}

type History = Parameters<typeof newState>[2];

function historyOf(engine: EngineParts, past: PastReadings): History {
  const judged = new Map<string, readonly Sample[]>();
  return (tagId) => {
    const log = engine.logs.get(tagId);
    if (!log) return undefined;
    const stored = judged.get(tagId) ?? judgePast(log.tag, past.get(tagId) ?? []);
    judged.set(tagId, stored);
    const isStored = isReport(log.tag) && stored.length > 0; // every form there is, several of one instant too
    return { latest: isStored ? null : log.latest, recent: log.recent, past: stored };
  };
}
