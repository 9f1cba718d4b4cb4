import type { AlertRule } from "../../model/rule.ts";
import type { Tag } from "../../model/tag.ts";
import { compileRule, type ProcessPlan } from "../../rules/compileRule.ts";
import type { Alarm } from "../alarm.ts";
import { textsOf } from "../applyRules.ts";
import type { EngineParts } from "../engineParts.ts";
import { freshHealth } from "../health/healthState.ts";
import { isDeviceRule } from "../health/kinds.ts";
import { faultPlan } from "../health/samplePlans.ts";
import type { Bypass } from "../life/bypass.ts";
import { processId, type AlarmFacts } from "../life/facts.ts";
import type { Sample } from "../../rules/sample.ts";
import { compareRecords, isJudged, isResend, type ProcessRecord } from "../process/record.ts";
import { isReport } from "../../rules/measurement.ts";
import { readsFormsOnly } from "../process/conditionProcess.ts";
import { fold } from "../process/fold.ts";
import { copyState, type ProcessEdge } from "../process/state.ts";
import type { LiveProcess } from "../processSet.ts";
import { factsOfRule } from "../ruleFacts.ts";
import { TagLog, type Arrivals } from "../tagLog.ts";
import { packHealth, unpackHealth, type PackedHealth } from "./packedHealth.ts";
import { packRecord, packSample, packState, packTime, unpackRecord, unpackSample, unpackState, unpackTime, type PackedRecord, type PackedSample, type PackedState } from "./packed.ts";

interface PackedClock {
  readonly ts: number | null;
  readonly rx: number;
  readonly reached: number | null;
}

interface SavedProcess {
  readonly id: readonly [ruleId: string, key: string];
  readonly facts: AlarmFacts | null; // of device processes; a rule's own are made from the rule
  readonly texts: string;
  readonly clock: PackedClock;
  readonly foldedTo: number | null;
  readonly floor: number | null;
  readonly checkpoint: PackedState;
  readonly log: readonly PackedRecord[];
  readonly edges: readonly ProcessEdge[];
  readonly refused?: readonly (readonly [input: number, sample: PackedSample])[]; // late for this process alone
}

interface SavedTagLog {
  readonly tagId: string;
  readonly clock: PackedClock;
  readonly recent: readonly PackedSample[]; // as they came, since `health`
  readonly latest: PackedSample | null;
  readonly health?: PackedHealth; // settled; not in states of before sensor health was kept: it is learned anew
  readonly delays: readonly number[];
  readonly lastHeard: number;
  readonly arrivals?: readonly [last: number, rx: number, newest: number | null, before: number | null, times: number]; // not in states of before December 2026
}

/** A sample given back from the reading log. */
export interface SavedSample {
  readonly tagId: string;
  readonly sample: Sample;
}

/** The whole memory of an engine as JSON: settled checkpoints, what came after them, alarms. */
export interface EngineState {
  readonly version: 1;
  readonly buffers: boolean; // false: the samples since the checkpoints are in the reading log, not here
  readonly neededSince: number | null; // samples after this instant (epoch ms) must be given back at restore
  readonly processes: readonly SavedProcess[];
  readonly logs: readonly SavedTagLog[];
  readonly alarms: readonly Alarm[];
  readonly opened: readonly (readonly [string, number])[];
  readonly dropped: readonly (readonly [string, boolean])[];
  readonly lost: readonly string[];
  readonly cut: readonly string[];
  readonly bypasses?: readonly Bypass[]; // absent in memories of before there were any
}

/**
 * Writes the memory of an engine. `restoreEngine(saveEngine(e))` goes on
 * exactly as `e` would have. Without `buffers` the unsettled samples are left
 * out and must be given back from the reading log: some ten times smaller.
 * With `now` silent tags and processes are settled first, so that little is needed back.
 */
export function saveEngine(engine: EngineParts, options: { readonly buffers?: boolean; readonly now?: number } = {}): EngineState {
  engine.lane.catchUpAll();
  const buffers = options.buffers ?? true;
  const { now } = options;
  if (now !== undefined) {
    for (const { process } of engine.processes.all.values()) process.settleSilent(now);
    for (const log of engine.logs.values()) log.health.settleSilent(log.bound(engine.lateMs, now));
  }
  return {
    version: 1, buffers, neededSince: packTime(neededSince(engine)),
    processes: [...engine.processes.all.values()].map((live) => saveProcess(live, buffers)),
    logs: [...engine.logs.values()].map((log) => ({ tagId: log.tag.id, clock: packClock(log.clock), recent: buffers ? log.health.raw.map(packSample) : [], latest: log.latest && packSample(log.latest), health: packHealth(log.health.checkpoint), delays: [...log.delays], lastHeard: log.lastHeard, arrivals: packArrivals(log.arrivals) })),
    alarms: [...engine.book.alarms.values()], opened: [...engine.book.opened],
    dropped: [...engine.watch.dropped], lost: [...engine.watch.lost], cut: [...engine.watch.cut], bypasses: engine.bypasses,
  };
}

function neededSince(engine: EngineParts): number {
  let since = Number.POSITIVE_INFINITY;
  for (const { process } of engine.processes.all.values()) {
    const first = readsFormsOnly(process.plan) ? Infinity : process.past.firstTs; // its few reports are saved with it
    if (first < Infinity) since = Math.min(since, Math.max(process.checkpoint.t, process.floor, first - 1));
  }
  for (const { health } of engine.logs.values()) since = Math.min(since, health.firstTs - 1);
  return since;
}

function saveProcess(live: LiveProcess, buffers: boolean): SavedProcess {
  const { clock, foldedTo, floor, checkpoint, past, edges } = live.process;
  const isWhole = buffers || isDeviceRule(live.facts.ruleId) || readsFormsOnly(live.process.plan); // else the log would be kept for as long as reports may be late
  const kept = isWhole ? live.process.log : past.judged.filter(({ sample }) => sample === null || isJudged(sample)); // findings are not in the reading log
  const late = live.process.refused.filter(([, sample]) => sample.ts > checkpoint.t);
  return { id: [live.facts.ruleId, live.facts.key], facts: isDeviceRule(live.facts.ruleId) ? live.facts : null, texts: live.texts, clock: packClock(clock), foldedTo: packTime(foldedTo), floor: packTime(floor), checkpoint: packState(checkpoint), log: kept.map(packRecord), edges: [...edges], ...(late.length > 0 ? { refused: late.map(([input, sample]) => [input, packSample(sample)] as const) } : {}) };
}

function packClock(clock: { ts: number; rx: number; reached: number }): PackedClock {
  return { ts: packTime(clock.ts), rx: clock.rx, reached: packTime(clock.reached) };
}

/**
 * Fills a fresh engine from a saved memory, with the rules and tags in force
 * then. A process whose texts differ from the saved ones is left out; its
 * names are returned, and `setRules` will take its alarm over as still active.
 * `history`: the samples after `state.neededSince` that were new and in time,
 * in any order; needed when the state was saved without buffers.
 */
export function restoreEngine(engine: EngineParts & { rearmOverlays(): void }, state: EngineState, rules: readonly AlertRule[], tags: readonly Tag[], history: readonly SavedSample[] = []): readonly string[] {
  const byId = new Map(tags.map((tag) => [tag.id, tag]));
  const samples = groupByTag(history);
  for (const saved of state.logs) restoreLog(engine, saved, byId.get(saved.tagId));
  engine.links.set(tags);
  for (const saved of state.logs) restoreHealth(engine, saved, samples.get(saved.tagId) ?? []); // once all are there: they look at one another
  for (const alarm of state.alarms) engine.book.alarms.set(processId(alarm.ruleId, alarm.key), alarm);
  for (const [id, count] of state.opened) engine.book.opened.set(id, count);
  for (const [tag, urgent] of state.dropped) engine.watch.dropped.set(tag, urgent);
  state.lost.forEach((gateway) => engine.watch.lost.add(gateway));
  state.cut.forEach((gateway) => engine.watch.cut.add(gateway));
  engine.rules = new Map(rules.map((rule) => [rule.id, rule]));
  engine.bypasses = state.bypasses ?? [];
  const plans = plansOf(rules, tags, engine);
  const skipped = state.processes.filter((saved) => !restoreProcess(engine, saved, plans, byId, samples));
  engine.lane.rebuild(engine.logs, engine.processes);
  engine.rearmOverlays();
  return skipped.map((saved) => processId(...saved.id));
}

function plansOf(rules: readonly AlertRule[], tags: readonly Tag[], { calendars, shapes }: Pick<EngineParts, "calendars" | "shapes">): ReadonlyMap<string, { readonly rule: AlertRule; readonly plan: ProcessPlan }> {
  return new Map(rules.flatMap((rule) => compileRule(rule, tags, calendars, shapes).plans.map((plan) => [processId(rule.id, plan.key), { rule, plan }] as const)));
}

function groupByTag(history: readonly SavedSample[]): ReadonlyMap<string, Sample[]> {
  const out = new Map<string, Sample[]>();
  for (const { tagId, sample } of history) {
    const list = out.get(tagId);
    if (list) list.push(sample);
    else out.set(tagId, [sample]);
  }
  return out;
}

function restoreLog(engine: EngineParts, saved: SavedTagLog, tag: Tag | undefined): void {
  if (!tag) return;
  const log = new TagLog(tag, saved.lastHeard);
  restoreClock(log.clock, saved.clock);
  log.latest = saved.latest && unpackSample(saved.latest);
  log.delays = [...saved.delays];
  if (saved.arrivals) log.arrivals = unpackArrivals(saved.arrivals);
  log.health.begin(saved.health ? unpackHealth(saved.health) : freshHealth());
  engine.logs.set(tag.id, log);
}

function restoreHealth(engine: EngineParts, saved: SavedTagLog, history: readonly Sample[]): void {
  const log = engine.logs.get(saved.tagId);
  if (!log || isReport(log.tag)) return;
  const since = saved.health ? log.health.head.t : log.clock.reached - engine.lateMs;
  log.health.restore([...saved.recent.map(unpackSample), ...history.filter((sample) => sample.ts > since)], engine.links.neighbours);
}

function packArrivals({ last, rx, newest, before, times }: Arrivals): NonNullable<SavedTagLog["arrivals"]> {
  return [last, rx, packTime(newest), packTime(before), times];
}

function unpackArrivals([last, rx, newest, before, times]: NonNullable<SavedTagLog["arrivals"]>): Arrivals {
  return { last, rx, newest: unpackTime(newest), before: unpackTime(before), times };
}

function restoreClock(clock: { ts: number; rx: number; reached: number }, saved: PackedClock): void {
  clock.ts = unpackTime(saved.ts);
  clock.rx = saved.rx;
  clock.reached = unpackTime(saved.reached);
}

function restoreProcess(engine: EngineParts, saved: SavedProcess, plans: ReturnType<typeof plansOf>, tags: ReadonlyMap<string, Tag>, samples: ReadonlyMap<string, readonly Sample[]>): boolean {
  const found = planFor(saved, plans, tags);
  if (!found) return false;
  const live = engine.addProcess(found.plan, found.facts, saved.texts);
  const { process } = live;
  restoreClock(process.clock, saved.clock);
  process.foldedTo = unpackTime(saved.foldedTo);
  process.floor = unpackTime(saved.floor);
  process.checkpoint = unpackState(saved.checkpoint, found.plan);
  process.log = saved.log.map(unpackRecord);
  process.refused = (saved.refused ?? []).map(([input, sample]) => [input, unpackSample(sample)]);
  if (!saved.facts && !readsFormsOnly(found.plan)) process.log = [...process.log, ...missedRecords(found.plan, Math.max(process.checkpoint.t, process.floor), samples, [...process.log, ...process.refused.map(([input, sample]) => ({ ts: sample.ts, input, sample }))])].sort(compareRecords);
  process.edges = [...saved.edges];
  process.head = copyState(process.checkpoint);
  process.taken = fold(found.plan, process.head, process.log, 0, process.foldedTo).next;
  engine.wheel.wake(live, process.wakeAt());
  return true;
}

function missedRecords(plan: ProcessPlan, since: number, samples: ReadonlyMap<string, readonly Sample[]>, known: readonly ProcessRecord[]): ProcessRecord[] {
  const judged = new Map(plan.plans.map((_, input) => [input, known.flatMap((record) => (record.input === input && record.sample ? [record.sample] : []))]));
  const isKnown = (input: number, sample: Sample): boolean => (judged.get(input) ?? []).some((one) => isResend(one, sample));
  return plan.plans.flatMap(({ tag }, input) => (samples.get(tag.id) ?? []).filter((sample) => sample.ts > since && !isKnown(input, sample)).map((sample) => ({ ts: sample.ts, input, sample })));
}

function planFor(saved: SavedProcess, plans: ReturnType<typeof plansOf>, tags: ReadonlyMap<string, Tag>): { readonly plan: ProcessPlan; readonly facts: AlarmFacts } | undefined {
  if (saved.facts) {
    const tag = tags.get(saved.facts.key);
    return tag && { plan: faultPlan(saved.facts.ruleId.slice("device:".length) as Parameters<typeof faultPlan>[0], tag), facts: saved.facts };
  }
  const found = plans.get(processId(...saved.id));
  // A memory of an older platform may be laid out otherwise.
  const fits = found && textsOf(found.rule, found.plan) === saved.texts && saved.checkpoint.slots.length === found.plan.slots;
  return fits ? { plan: found.plan, facts: factsOfRule(found.rule, found.plan) } : undefined;
}
