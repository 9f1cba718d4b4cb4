import { hashText } from "../../model/canonical.ts";
import { actionsRun, isCovered, isOpen, type Alarm, type AlarmEvent, type Overlays } from "../alarm.ts";
import type { EdgeWhy } from "../process/amend.ts";
import type { ProcessEdge } from "../process/state.ts";
import { processId, type AlarmFacts } from "./facts.ts";
import type { StepLog } from "./stepLog.ts";
import { cellOf } from "./table.ts";

const staleAnnouncementMs = 5 * 60_000; // alarms.md 4.5

/** A raise as the book takes it. `stillActive`: the condition holds at the head. */
export interface RaiseInput {
  readonly facts: AlarmFacts;
  readonly at: number;
  readonly edge: ProcessEdge | null;
  readonly why: EdgeWhy;
  readonly stillActive: boolean;
  readonly masked: boolean; // a higher step of the ladder speaks at this instant
}

/**
 * The open alarms and their life cycle (alarms.md 5): at most one open per
 * rule and key. Overlays and masks lie over the state. Each change goes to
 * the given `StepLog`.
 */
export class AlarmBook {
  readonly alarms = new Map<string, Alarm>(); // by process id; the last record, open or closed
  readonly opened = new Map<string, number>(); // how many records a process has had, for their ids

  constructor(
    private readonly isFrozen: (processId: string) => boolean,
    private readonly bypassOf: (facts: AlarmFacts, now: number) => Overlays["outOfService"] = () => undefined,
  ) {}

  of(facts: Pick<AlarmFacts, "ruleId" | "key">): Alarm | undefined {
    return this.alarms.get(processId(facts.ruleId, facts.key));
  }

  open(): Alarm[] {
    return [...this.alarms.values()].filter(isOpen);
  }

  raise(input: RaiseInput, now: number, log: StepLog): void {
    const last = this.of(input.facts);
    const current = last && isOpen(last) ? last : undefined;
    const cell = cellOf(current?.state ?? "normal", "raise", current);
    if (!("to" in cell)) {
      if (current && !current.active) this.put({ ...current, active: true, clearedAt: null }, log);
      return;
    }
    const before = current ?? this.fresh(input, last);
    const bypass = before.overlays.outOfService ? undefined : this.bypassOf(input.facts, now);
    const covered = { ...before.overlays, ...(input.edge?.suppressed ? { suppressed: true as const } : {}), ...(bypass ? { outOfService: bypass } : {}) };
    const raised = this.put({
      ...before, state: "unack", active: true, generation: before.generation + 1, overlays: covered, masked: input.masked,
      raisedAt: input.why === "AMENDED" && current && !input.edge ? before.raisedAt : input.at,
      announced: false, announcedAt: null, clearedAt: null, ackedAt: null, ackedBy: null, closedAt: null, unconfirmed: false,
      value: input.edge?.value ?? before.value,
    }, log);
    this.note(raised, "raise", before.state, input.at, now, input.why, null, log);
    if (bypass) this.note(raised, "outOfService", "unack", input.at, now, bypass.bypassId, null, log);
    const stale = now - input.at > staleAnnouncementMs && !input.stillActive;
    if (!stale) this.announceIfHeard(raised, input.facts, input.at, now, input.why, log);
    if (actionsRun(raised) && !stale) log.actions.push({ alarmId: raised.id, generation: raised.generation, at: input.at, first: current === undefined });
  }

  clear(facts: AlarmFacts, at: number, why: EdgeWhy, unconfirmed: boolean, now: number, log: StepLog): void {
    const alarm = this.of(facts);
    if (!alarm || !isOpen(alarm) || !alarm.active) return;
    const cell = cellOf(alarm.state, "clear", alarm);
    const to = "to" in cell ? cell.to : alarm.state;
    const next = this.put({ ...alarm, state: to, active: false, clearedAt: at, unconfirmed: alarm.unconfirmed || unconfirmed, closedAt: to === "normal" ? at : null, masked: to === "normal" ? false : alarm.masked }, log);
    this.note(next, "clear", alarm.state, at, now, why, null, log);
  }

  /** The raise of the same alarm is now known to have been at another time. No new notice. */
  move(facts: AlarmFacts, patch: { readonly raisedAt?: number; readonly clearedAt?: number; readonly unconfirmed?: boolean }, at: number, now: number, log: StepLog): void {
    const alarm = this.of(facts);
    if (!alarm) return;
    const next = { ...alarm, ...patch };
    this.put(next, log);
    this.note(next, patch.unconfirmed ? "unconfirm" : "amend", alarm.state, at, now, "AMENDED", null, log);
  }

  acknowledge(alarm: Alarm, by: string, at: number, now: number, log: StepLog): void {
    const cell = cellOf(alarm.state, "ack", alarm);
    if (!("to" in cell)) return;
    const next = this.put({ ...alarm, state: cell.to, ackedAt: now, ackedBy: by, closedAt: cell.to === "normal" ? at : null }, log);
    this.note(next, "ack", alarm.state, at, now, "COMMAND", by, log);
  }

  reset(alarm: Alarm, by: string, at: number, now: number, log: StepLog): void {
    const next = this.put({ ...alarm, state: "normal", closedAt: at }, log);
    this.note(next, "reset", alarm.state, at, now, "COMMAND", by, log);
  }

  /** Lays the bypass that covers the alarm now over it, or takes an ended one off. */
  followBypass(facts: AlarmFacts, now: number, log: StepLog): void {
    const has = this.of(facts)?.overlays.outOfService;
    const wanted = this.bypassOf(facts, now);
    if (wanted?.bypassId === has?.bypassId && wanted?.until === has?.until) return;
    this.overlay(facts, { outOfService: wanted }, wanted ? "outOfService" : "inService", wanted?.bypassId ?? "OVERLAY_END", null, wanted ? now : Math.min(now, has?.until ?? now), now, log);
  }

  /** Lays an overlay on, or takes one off (`undefined`); what happens at the end of the last one is section 5's. */
  overlay(facts: AlarmFacts, change: { readonly [K in keyof Overlays]?: Overlays[K] | undefined }, kind: AlarmEvent["kind"], why: string, by: string | null, at: number, now: number, log: StepLog): void {
    const alarm = this.of(facts);
    if (!alarm || !isOpen(alarm)) return;
    const merged = { ...alarm.overlays, ...change };
    const overlays = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)) as Overlays;
    const next = this.put({ ...alarm, overlays }, log);
    this.note(next, kind, alarm.state, at, now, why, by, log);
    const first = !alarm.everAnnounced;
    if (isCovered(alarm) && !isCovered(next)) this.uncovered(next, facts, why, at, now, log);
    // What was held back runs now, under a shelf too.
    if (next.active && actionsRun(next) && !actionsRun(alarm)) log.actions.push({ alarmId: next.id, generation: this.of(facts)!.generation, at, first });
  }

  private uncovered(alarm: Alarm, facts: AlarmFacts, why: string, at: number, now: number, log: StepLog): void {
    if (alarm.active) {
      const next: Alarm = { ...alarm, state: "unack", generation: alarm.generation + 1, announced: false, announcedAt: null, ackedAt: null, ackedBy: null };
      this.put(next, log);
      this.announceIfHeard(next, facts, at, now, why, log);
      return;
    }
    if (alarm.everAnnounced) return;
    if (alarm.state === "latched-unack") return this.announceIfHeard(alarm, facts, at, now, why, log);
    if (alarm.state !== "rtn-unack") return;
    const closed = this.put({ ...alarm, state: "normal", closedAt: at }, log);
    this.note(closed, "close", alarm.state, at, now, why, null, log);
  }

  /** Announces again at a higher priority (generation + 1); at a lower one nothing sounds. */
  changePriority(facts: AlarmFacts, up: boolean, at: number, now: number, log: StepLog): void {
    const alarm = this.of(facts);
    if (!alarm || !isOpen(alarm)) return;
    const again = up && alarm.active;
    const next = this.put({ ...alarm, priority: facts.priority, ...(again ? { state: "unack" as const, generation: alarm.generation + 1, announced: false, announcedAt: null, ackedAt: null, ackedBy: null } : {}) }, log);
    this.note(next, "priority", alarm.state, at, now, up ? "PRIORITY_RAISED" : "RULE_EDITED", null, log);
    if (again) this.announceIfHeard(next, facts, at, now, "PRIORITY_RAISED", log);
  }

  /** Judges the mask of an alarm again: it is masked only while a higher step of its ladder speaks. */
  remask(facts: AlarmFacts, higher: readonly AlarmFacts[], at: number, now: number, log: StepLog): void {
    const alarm = this.of(facts);
    if (!alarm || !isOpen(alarm)) return;
    const masked = higher.some((one) => this.speaks(one));
    if (masked === alarm.masked) return;
    const next = this.put({ ...alarm, masked }, log);
    if (!masked && next.active && next.state === "unack" && !next.announced) this.announceIfHeard(next, facts, at, now, "UNMASKED", log);
  }

  private speaks(facts: AlarmFacts): boolean {
    const alarm = this.of(facts);
    return alarm !== undefined && isOpen(alarm) && alarm.active && alarm.announced && !isCovered(alarm) && !this.isFrozen(processId(facts.ruleId, facts.key));
  }

  /** True while a higher step speaks; the engine gives the higher steps of the ladder. */
  masks(higher: readonly AlarmFacts[]): boolean {
    return higher.some((one) => this.speaks(one));
  }

  private announceIfHeard(alarm: Alarm, facts: AlarmFacts, at: number, now: number, why: string, log: StepLog): void {
    if (isCovered(alarm) || alarm.masked) return;
    const heard = this.put({ ...this.alarms.get(processId(facts.ruleId, facts.key))!, announced: true, everAnnounced: true, announcedAt: at }, log);
    this.note(heard, "announce", heard.state, at, now, why, null, log);
    log.announcements.push({ alarmId: heard.id, generation: heard.generation, at, why });
  }

  private fresh(input: RaiseInput, last: Alarm | undefined): Alarm {
    const { facts } = input;
    const id = processId(facts.ruleId, facts.key);
    const ordinal = (this.opened.get(id) ?? 0) + 1;
    this.opened.set(id, ordinal);
    const continues = input.why === "AMENDED" && last?.clearedAt !== null && last !== undefined && input.edge === null ? last.id : null;
    return {
      id: hashText(`${id}\n${ordinal}`).slice(0, 32), ruleId: facts.ruleId, key: facts.key, ordinal, tagId: facts.tagId, areaId: facts.areaId, priority: facts.priority,
      state: "normal", overlays: {}, masked: false, generation: 0, version: 0, active: false, announced: false, everAnnounced: false,
      raisedAt: input.at, announcedAt: null, clearedAt: null, ackedAt: null, ackedBy: null, closedAt: null,
      latch: facts.latch, ackRequired: facts.ackRequired, unconfirmed: false, continues, value: null, unit: facts.unit, limitId: facts.limitId, backfill: false,
    };
  }

  private put(alarm: Alarm, log: StepLog): Alarm {
    const next = { ...alarm, version: alarm.version + 1 };
    this.alarms.set(processId(alarm.ruleId, alarm.key), next);
    log.changed.set(next.id, next);
    return next;
  }

  // Edges are named by what they are, so that writing one again after a crash changes nothing.
  private note(alarm: Alarm, kind: AlarmEvent["kind"], from: Alarm["state"], at: number, now: number, why: string, by: string | null, log: StepLog): void {
    const turn = kind === "raise" || kind === "clear" ? "" : String(alarm.version);
    const id = hashText([alarm.ruleId, alarm.key, kind, at, alarm.generation, turn].join("\n")).slice(0, 32);
    log.events.push({ id, alarmId: alarm.id, ruleId: alarm.ruleId, key: alarm.key, kind, at, storedAt: now, from, to: alarm.state, generation: alarm.generation, why, by });
  }
}
