import type { AlertRule } from "../../model/rule.ts";
import type { Tag } from "../../model/tag.ts";
import type { CalendarLookup } from "../../rules/calendars.ts";
import type { Alarm, AlarmEvent } from "../alarm.ts";
import { AlarmEngine } from "../alarmEngine.ts";
import { pastNeeded, type PastReadings } from "../applyRules.ts";
import type { TagSample } from "../intake.ts";
import type { Bypass } from "../life/bypass.ts";
import { processId } from "../life/facts.ts";
import { isDecision, type AlarmStepLog } from "../life/stepLog.ts";
import { restoreEngine, saveEngine } from "../save/engineState.ts";
import type { Sample } from "../../rules/sample.ts";
import { packPast, playEntry, restart, type JournalEntry } from "./journalEntry.ts";
import type { ReplayBase } from "./liveReplay.ts";

export interface Journalled {
  readonly now: number;
  readonly entry: JournalEntry;
  readonly said: number; // events stored with it
}

/** A snapshot and how much of journal and log lay before it. */
export interface Mark {
  readonly entries: number;
  readonly events: number;
  readonly base: ReplayBase;
}

/** An engine with a store in memory: it journals, snapshots, dies and comes back as the server's does. */
export class JournalledEngine {
  engine: AlarmEngine;
  now: number;
  lastSeen: number; // of the last stored step
  readonly journal: Journalled[] = [];
  readonly log: AlarmEvent[] = [];
  readonly marks: Mark[] = [];
  quietTicks = 0;
  bypasses: readonly Bypass[] = []; // as the store has them
  readonly #ids = new Set<string>();
  readonly #alarms = new Map<string, Alarm>();
  readonly #stored: TagSample[] = []; // what came, resends left out
  readonly #inTime: TagSample[] = []; // what a restore is given back

  constructor(public rules: readonly AlertRule[], readonly tags: readonly Tag[], begin: number, private readonly calendars: CalendarLookup) {
    this.now = begin;
    this.lastSeen = begin;
    this.engine = new AlarmEngine({ calendars });
    this.save();
    this.tell({ do: "restart", lastSeen: null, rules, tags, bypasses: [], past: [] });
  }

  /** Told as the server tells it: stored with its entry, or no trace of it. */
  tell(entry: JournalEntry): void {
    if (entry.do === "bypasses") this.bypasses = entry.bypasses;
    const steps = playEntry(this.engine, entry, this.now);
    if (entry.do === "batch") this.#keep(entry.samples, steps[0]!);
    if (entry.do === "tick" && !steps.some(isDecision)) this.quietTicks += 1;
    if ((entry.do === "tick" || entry.do === "command") && !steps.some(isDecision)) return;
    this.#store(entry, steps);
  }

  tickTo(to: number): void {
    for (let t = Math.ceil((this.now + 1) / 500) * 500; t <= to; t += 500) {
      this.now = t;
      this.tell({ do: "tick" });
    }
    this.now = Math.max(this.now, to);
  }

  edit(rules: readonly AlertRule[]): void {
    this.rules = rules;
    this.tell({ do: "rules", rules, tags: this.tags, past: packPast(this.#past()) });
    this.save();
  }

  save(): void {
    const state = saveEngine(this.engine, { buffers: false, now: this.now });
    const base = { state, rules: [...this.engine.rules.values()], tags: [...this.engine.logs.values()].map((log) => log.tag), history: this.#inTime.filter(({ sample }) => state.neededSince !== null && sample.ts > state.neededSince) };
    this.marks.push({ entries: this.journal.length, events: this.log.length, base: JSON.parse(JSON.stringify(base)) as ReplayBase });
  }

  /** Killed, and up again after a while from the newest snapshot and the journal after it. */
  kill(downMs: number): void {
    const mark = this.marks.at(-1)!;
    this.now += downMs;
    this.engine = new AlarmEngine({ calendars: this.calendars });
    restoreEngine(this.engine, mark.base.state, mark.base.rules, mark.base.tags, mark.base.history);
    for (const { entry, now } of this.journal.slice(mark.entries)) playEntry(this.engine, entry, now);
    const entry = { do: "restart", lastSeen: this.lastSeen, rules: this.rules, tags: this.tags, bypasses: this.bypasses, past: packPast(this.#past()) } as const;
    this.#store(entry, restart(this.engine, entry, [...this.#alarms.values()], this.now));
    this.save();
  }

  /** What fills the windows of an edition, as the store has it. */
  #past(): PastReadings {
    const needed = pastNeeded(this.engine, this.rules, this.tags);
    const of = (tagId: string, since: number): Sample[] => this.#stored.filter((one) => one.tagId === tagId && one.sample.ts > since && one.sample.ts <= this.now).map(({ sample }) => ({ ...sample, rx: sample.ts })).sort((a, b) => a.ts - b.ts);
    return new Map([...needed].map(([tagId, spanMs]) => [tagId, of(tagId, this.now - spanMs)]));
  }

  #keep(samples: readonly TagSample[], step: AlarmStepLog): void {
    const { fates } = step as AlarmStepLog & { readonly fates: readonly string[] };
    samples.forEach((one, at) => {
      if (fates[at] === "new" || fates[at] === "conflict") this.#inTime.push(one);
      if (fates[at] !== "duplicate") this.#stored.push(one);
    });
  }

  #store(entry: JournalEntry, steps: readonly AlarmStepLog[]): void {
    const before = this.log.length;
    this.lastSeen = this.now;
    for (const { events, alarms } of steps) {
      for (const one of alarms) if (one.ordinal > 0) this.#alarms.set(processId(one.ruleId, one.key), one);
      for (const event of events) {
        if (this.#ids.has(event.id)) continue;
        this.#ids.add(event.id);
        this.log.push(event);
      }
    }
    this.journal.push({ now: this.now, entry: JSON.parse(JSON.stringify(entry)) as JournalEntry, said: this.log.length - before });
  }
}
