import type { AlertRule } from "../model/rule.ts";
import type { Tag } from "../model/tag.ts";
import { noCalendars, type CalendarLookup } from "../rules/calendars.ts";
import type { ProcessPlan } from "../rules/compileRule.ts";
import type { Sample } from "../rules/sample.ts";
import type { Shapes } from "../shapes/shapes.ts";
import type { Alarm } from "./alarm.ts";
import { HealthLinks } from "./health/healthLinks.ts";
import { DropoutWatch } from "./health/dropoutWatch.ts";
import { AlarmBook } from "./life/alarmBook.ts";
import { bypassOf, nextBypassChange, type Bypass } from "./life/bypass.ts";
import { followSuppression } from "./life/followSuppression.ts";
import { refusalOf, type AlarmCommand, type CommandRefusal } from "./life/commands.ts";
import { processId, type AlarmFacts } from "./life/facts.ts";
import { StepLog, type AlarmStepLog } from "./life/stepLog.ts";
import { amend, type AlarmStep } from "./process/amend.ts";
import { ConditionProcess, type EdgeChange } from "./process/conditionProcess.ts";
import { verdict } from "./process/judge.ts";
import { ProcessSet, type LiveProcess } from "./processSet.ts";
import { factsOfNoReceiver } from "./ruleFacts.ts";
import { adoptAlarms } from "./adoptAlarms.ts";
import { raiseByHand } from "./raiseByHand.ts";
import { judgeSilence } from "./health/judgeSilence.ts";
import type { TagLog } from "./tagLog.ts";
import { Intake, type SampleFate, type TagSample } from "./intake.ts";
import { TimerWheel } from "./timerWheel.ts";
import { QuietLane } from "./quiet/quietLane.ts";
import { applyRules, type PastReadings } from "./applyRules.ts";
import { explainAlarm, type AlarmExplanation } from "./explain/explainAlarm.ts";
import { backfill, judgesOf, type PastBlock, type Recorded } from "./backfill.ts";
import type { EngineParts } from "./engineParts.ts";

export interface EngineOptions {
  readonly lateS?: number; // the out-of-order bound L; default 60 s
  readonly calendars?: CalendarLookup; // those rules may name; default none
  readonly quietLane?: boolean; // false: every reading is judged in full; the same is decided
  readonly shapes?: Shapes; // conditions run as generated functions; without it as closures; the same is decided
}

export interface AcceptResult extends AlarmStepLog {
  readonly fates: readonly SampleFate[];
}

interface PendingStep {
  readonly live: LiveProcess;
  readonly step: AlarmStep;
}

/**
 * The alarm engine of one tenant: deterministic, no clock of its own, no
 * effects. Every call says what it decided (`AlarmStepLog`); the caller stores
 * that before anybody is told. `now` is wall time in epoch ms and never goes
 * back.
 */
export class AlarmEngine implements EngineParts {
  readonly lateMs: number;
  readonly calendars: CalendarLookup;
  readonly processes = new ProcessSet();
  readonly logs = new Map<string, TagLog>();
  readonly links = new HealthLinks(this.logs);
  readonly watch = new DropoutWatch();
  readonly book: AlarmBook;
  readonly wheel = new TimerWheel<LiveProcess>();
  readonly lane: QuietLane;
  readonly shapes: Shapes | undefined;
  private readonly usesLane: boolean;
  rules = new Map<string, AlertRule>();
  private shelves = Number.POSITIVE_INFINITY; // earliest end of a shelf
  bypasses: readonly Bypass[] = [];
  private allNew: readonly SampleFate[] = [];
  private bypassAt = Number.POSITIVE_INFINITY; // when one begins or ends next

  constructor(options: EngineOptions = {}) {
    this.lateMs = (options.lateS ?? 60) * 1000;
    this.calendars = options.calendars ?? noCalendars;
    this.shapes = options.shapes;
    this.lane = new QuietLane(this.lateMs, this.links, this.wheel);
    this.usesLane = options.quietLane ?? true;
    this.book = new AlarmBook((id) => this.processes.all.get(id)?.process.head.frozen ?? false, (facts, now) => bypassOf(this.bypasses, facts, now));
  }

  /** Puts rules and tags in force, or a new edition of them; open alarms are kept (alarms.md 10). `past` fills windows. */
  setRules(rules: readonly AlertRule[], tags: readonly Tag[], now: number, past: PastReadings = new Map()): AlarmStepLog {
    const log = new StepLog();
    applyRules(this, rules, tags, past, now, log);
    return log.finish();
  }

  /** Judges a batch of samples on arrival. */
  accept(batch: readonly TagSample[], now: number): AcceptResult {
    const log = new StepLog();
    const intake = new Intake(this, now, log);
    const { touched, heard } = intake;
    const fates = this.fatesOf(batch, this.lane.absorb(batch, now), intake);
    for (const tagLog of heard) tagLog.settle(this.lateMs, now, this.links.neighbours);
    const pending: PendingStep[] = [];
    for (const [live, samples] of touched) this.collect(live, live.process.accept(samples, now).change, now, pending);
    const judged = this.collectTurned(touched, now, pending);
    this.apply(pending, judged, now, log);
    if (this.usesLane) for (const { tag } of heard) this.lane.reconsider(tag.id);
    return { ...log.finish(), fates };
  }

  /** Judges readings of the past for themselves: episodes are recorded as backfill, nothing live is touched. */
  judgePast(block: PastBlock, recorded: Recorded, now: number): AlarmStepLog {
    const log = new StepLog();
    backfill(this.processes, block, recorded, now, log);
    return log.finish();
  }

  /** The rules and keys by which the past of a tag is judged. */
  judgesOf(tagId: string): readonly { readonly ruleId: string; readonly key: string }[] {
    return judgesOf(this.processes, tagId).map((live) => live.facts);
  }

  /** Lets time pass: ends of delays and holds, silence, ends of overlays. */
  tick(now: number): AlarmStepLog {
    const log = new StepLog();
    this.lane.wake(now);
    const due = this.wheel.due(now).filter((live) => !this.lane.isQuiet(live));
    const pending: PendingStep[] = [];
    for (const live of due) this.collect(live, live.process.advance(now), now, pending);
    this.apply(pending, due, now, log);
    judgeSilence(this, now, log);
    this.endOverlays(now, log);
    return log.finish();
  }

  /** Carries out a person's command, or refuses it and changes nothing. Time is advanced first. */
  command(ruleId: string, key: string, command: AlarmCommand, now: number): AlarmStepLog & { readonly refusal: CommandRefusal | undefined } {
    const log = new StepLog();
    const live = this.processes.get(ruleId, key);
    if (live) this.advance([live], now, log);
    const alarm = this.book.alarms.get(processId(ruleId, key));
    const refusal = refusalOf(alarm, command, live ? this.isCalm(live, now) : alarm ? !alarm.active : undefined, now);
    if (!refusal && alarm) this.carryOut(alarm, command, now, log);
    if (live) this.remaskLadder(live, now, log);
    return { ...log.finish(), refusal };
  }

  /** Whether the clear condition holds now; undefined when unknown. */
  isCalm(live: LiveProcess, now: number): boolean | undefined {
    this.lane.catchUp(live);
    const { head, plan } = live.process;
    const before = head.ctx.t;
    head.ctx.t = Math.max(head.t, live.process.eventTime(now));
    const calm = verdict(plan.clear, head.ctx, "clear");
    head.ctx.t = before;
    return calm;
  }

  /**
   * Raises an alarm that a person or flow decided. With a process behind it, it
   * stays active until the clear condition is known true; without one it is an
   * event: announced, and open until acknowledged.
   */
  raiseByHand(ruleId: string, key: string, now: number): AlarmStepLog {
    const log = new StepLog();
    raiseByHand(this, ruleId, key, now, log);
    return log.finish();
  }

  /** The approved bypasses of now: alarms they cover are out of service, open ones and those to come, each until its time is over or it is no longer among them. */
  setBypasses(bypasses: readonly Bypass[], now: number): AlarmStepLog {
    const log = new StepLog();
    this.bypasses = bypasses;
    this.followBypasses(now, log);
    return log.finish();
  }

  /** After a start or a lost link: what was heard up to the wall time `lastSeen` is no evidence of calm since then. */
  markGap(lastSeen: number, now: number): AlarmStepLog {
    const log = new StepLog();
    const pending: PendingStep[] = [];
    this.lane.closeAll();
    const lives = [...this.processes.all.values()];
    for (const live of lives) this.collect(live, live.process.markGap(lastSeen, now), now, pending);
    this.apply(pending, lives, now, log);
    for (const tagLog of this.logs.values()) tagLog.lastHeard += Math.max(0, now - lastSeen); // our own downtime is nobody's silence
    return log.finish();
  }

  /**
   * Takes the stored alarms over after a recovery: what they say about people's
   * acts and overlays holds, and a record that says active is believed. Each
   * process that had come to another result raises a `recovery` device alarm.
   */
  adoptAlarms(alarms: readonly Alarm[], now: number): AlarmStepLog {
    const log = new StepLog();
    adoptAlarms(this, alarms, now, log);
    this.rearmOverlays();
    return log.finish();
  }

  /** Open alarms, newest first. */
  open(): readonly Alarm[] {
    return this.book.open().sort((a, b) => b.raisedAt - a.raisedAt);
  }

  /**
   * The link of a gateway is known to be lost, or back. A loss is a gap: what
   * its points were worth before is no evidence of calm any more.
   */
  setGatewayLink(gateway: string, up: boolean, now: number): AlarmStepLog {
    const log = new StepLog();
    if (up) this.watch.cut.delete(gateway);
    else if (!this.watch.cut.has(gateway)) {
      this.watch.cut.add(gateway);
      const lives = [...this.processes.all.values()].filter((live) => live.process.plan.plans.some((input) => input.tag.gateway === gateway));
      const pending: PendingStep[] = [];
      for (const live of lives) this.lane.close(live);
      for (const live of lives) this.collect(live, live.process.markGap(now, now), now, pending);
      this.apply(pending, lives, now, log);
    }
    judgeSilence(this, now, log);
    return log.finish();
  }

  /** The newest reading of a point; null before the first or for an unknown point. */
  latest(tagId: string): Sample | null {
    this.lane.catchUpTag(tagId);
    return this.logs.get(tagId)?.latest ?? null;
  }

  /** Nobody was found to tell of alarms in the area, or somebody is there now. `key` says who was sought. */
  setReceiver(key: string, areaId: string, found: boolean, now: number): AlarmStepLog {
    const log = new StepLog();
    const facts = factsOfNoReceiver(key, areaId);
    if (found) this.book.clear(facts, now, "CONDITION", false, now, log);
    else this.book.raise({ facts, at: now, edge: null, why: "CONDITION", stillActive: true, masked: false }, now, log);
    return log.finish();
  }

  /** Wall time by which `tick` must be called. Silence is looked for at every tick, at least once a second. */
  nextWake(): number {
    return Math.min(this.wheel.next(), this.lane.nextWake, this.shelves, this.bypassAt);
  }

  /** Why the rule has raised an alarm for the key, or has not, as judged now; undefined without such a process or rule. */
  explain(ruleId: string, key: string, now: number): AlarmExplanation | undefined {
    const live = this.processes.get(ruleId, key);
    const rule = this.rules.get(ruleId);
    if (!live || !rule) return undefined;
    this.lane.catchUp(live);
    const { head, plan } = live.process;
    return explainAlarm(rule, { tags: [...this.logs.values()].map((log) => log.tag), calendars: this.calendars }, plan, head, Math.max(head.t, live.process.eventTime(now)), this.book.alarms.get(processId(ruleId, key))?.state);
  }

  factsOf(ruleId: string, key: string): AlarmFacts | undefined {
    const live = this.processes.get(ruleId, key);
    if (live) return live.facts;
    const alarm = this.book.alarms.get(processId(ruleId, key));
    return alarm && { ruleId, key, tagId: alarm.tagId, areaId: alarm.areaId, priority: alarm.priority, latch: alarm.latch, ackRequired: alarm.ackRequired, ladder: null, unit: alarm.unit, limitId: alarm.limitId };
  }

  /** Advances processes to e(now) and applies what happened. */
  advance(lives: readonly LiveProcess[], now: number, log: StepLog): void {
    const pending: PendingStep[] = [];
    for (const live of lives) this.lane.close(live);
    for (const live of lives) this.collect(live, live.process.advance(now), now, pending);
    this.apply(pending, lives, now, log);
  }

  addProcess(plan: ProcessPlan, facts: AlarmFacts, texts: string): LiveProcess {
    const live: LiveProcess = { id: processId(facts.ruleId, facts.key), facts, texts, process: new ConditionProcess(plan, this.lateMs) };
    this.processes.add(live);
    for (const { tag } of plan.plans) this.lane.refresh(tag.id, this.processes);
    return live;
  }

  private collect(live: LiveProcess, change: EdgeChange, now: number, pending: PendingStep[]): void {
    if (change.before.length > 0 || change.after.length > 0) {
      for (const step of amend(change, live.process.eventTime(now))) pending.push({ live, step });
    }
    this.wheel.wake(live, live.process.wakeAt());
  }

  /** Takes the readings at these places; the others were new, and batches of which all are share one list. */
  private fatesOf(batch: readonly TagSample[], places: readonly number[], intake: Intake): readonly SampleFate[] {
    if (places.length === 0 && this.allNew.length === batch.length) return this.allNew;
    const fates = new Array<SampleFate>(batch.length).fill("new");
    for (const place of places) fates[place] = intake.take(batch[place]!);
    if (places.length === 0) this.allNew = fates;
    return fates;
  }

  /** What the quiet lane's processes found in this batch, beside those that were judged in full; returns all of them. */
  private collectTurned(touched: ReadonlyMap<LiveProcess, unknown>, now: number, pending: PendingStep[]): LiveProcess[] {
    const judged = [...touched.keys()];
    for (const live of this.lane.turned) {
      if (touched.has(live)) continue;
      for (const step of amend(live.process.report(), live.process.eventTime(now))) pending.push({ live, step });
      judged.push(live);
    }
    this.lane.turned.clear();
    return judged;
  }

  // In order of event time; at one instant the highest step of a ladder first, so that only it is announced.
  private apply(pending: PendingStep[], touched: readonly LiveProcess[], now: number, log: StepLog): void {
    if (pending.length > 1) pending.sort(compareSteps);
    for (const { live, step } of pending) this.applyStep(live, step, now, log);
    for (const live of touched) if (live.process.plan.suppress) followSuppression(this.book, live.facts, live.process.head.suppressed, live.process.eventTime(now), now, log);
    for (const live of touched) if (live.facts.ladder) this.remaskLadder(live, now, log);
  }

  private applyStep(live: LiveProcess, step: AlarmStep, now: number, log: StepLog): void {
    const { facts } = live;
    const at = step.at;
    switch (step.do) {
      case "raise": return this.book.raise({ facts, at, edge: step.edge, why: step.why, stillActive: live.process.head.active, masked: this.book.masks(this.processes.higherSteps(facts)) }, now, log);
      case "clear": return this.book.clear(facts, at, step.why, step.unconfirmed ?? false, now, log);
      case "moveRaise": return this.book.move(facts, { raisedAt: at }, at, now, log);
      case "moveClear": return this.book.move(facts, { clearedAt: at }, at, now, log);
      case "unconfirm": return this.book.move(facts, { unconfirmed: true }, at, now, log);
    }
  }

  private remaskLadder(live: LiveProcess, now: number, log: StepLog): void {
    for (const step of this.processes.ladderOf(live.facts)) {
      this.book.remask(step.facts, this.processes.higherSteps(step.facts), this.maskEnd(step, now), now, log);
    }
  }

  // The steps above stopped speaking when they cleared; by other causes only now. Not by how far each was looked at: that leaves no trace.
  private maskEnd(step: LiveProcess, now: number): number {
    const ends = this.processes.higherSteps(step.facts).map((facts) => {
      const alarm = this.book.of(facts);
      if (alarm && !alarm.active && alarm.clearedAt !== null) return alarm.clearedAt;
      const above = this.processes.get(facts.ruleId, facts.key);
      if (!above) return now;
      this.lane.catchUp(above);
      return above.process.eventTime(now);
    });
    return Math.max(this.book.of(step.facts)?.raisedAt ?? -Infinity, ...ends);
  }

  private carryOut(alarm: Alarm, command: AlarmCommand, now: number, log: StepLog): void {
    const facts = this.factsOf(alarm.ruleId, alarm.key)!;
    switch (command.do) {
      case "ack": return this.book.acknowledge(alarm, command.by, now, now, log);
      case "reset": return this.book.reset(alarm, command.by, now, now, log);
      case "shelve":
        this.shelves = Math.min(this.shelves, command.until);
        return this.book.overlay(facts, { shelved: { until: command.until, by: command.by, reason: command.reason } }, "shelve", "COMMAND", command.by, now, now, log);
      case "unshelve": return this.book.overlay(facts, { shelved: undefined }, "unshelve", "SHELF_END", command.by, now, now, log);
    }
  }

  /** Ends shelves whose time is over; bypasses begin and end. */
  private endOverlays(now: number, log: StepLog): void {
    if (now >= this.bypassAt) this.followBypasses(now, log);
    if (now < this.shelves) return;
    this.shelves = Number.POSITIVE_INFINITY;
    for (const { ruleId, key, overlays: { shelved } } of this.book.open()) {
      if (shelved && shelved.until <= now) this.book.overlay(this.factsOf(ruleId, key)!, { shelved: undefined }, "unshelve", "SHELF_END", null, shelved.until, now, log);
      else if (shelved) this.shelves = Math.min(this.shelves, shelved.until);
    }
  }

  private followBypasses(now: number, log: StepLog): void {
    this.bypassAt = nextBypassChange(this.bypasses, now);
    for (const { ruleId, key } of this.book.open()) this.book.followBypass(this.factsOf(ruleId, key)!, now, log);
  }

  /** Reads the ends of shelves again from the open alarms (after a restore); bypasses are looked at by the next tick. */
  rearmOverlays(): void {
    if (this.bypasses.length > 0) this.bypassAt = Number.NEGATIVE_INFINITY;
    for (const { overlays } of this.book.open()) this.shelves = Math.min(this.shelves, overlays.shelved?.until ?? this.shelves);
  }
}

function compareSteps(a: PendingStep, b: PendingStep): number {
  if (a.step.at !== b.step.at) return a.step.at - b.step.at;
  const ladder = (b.live.facts.ladder?.step ?? 0) - (a.live.facts.ladder?.step ?? 0);
  if (ladder !== 0) return ladder;
  return a.live.id < b.live.id ? -1 : a.live.id > b.live.id ? 1 : 0;
}
