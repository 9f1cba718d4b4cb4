import type { AlertRule } from "../../model/rule.ts";
import type { Tag } from "../../model/tag.ts";
import type { AlarmEvent } from "../alarm.ts";
import { AlarmEngine, type EngineOptions } from "../alarmEngine.ts";
import { restoreEngine, type EngineState, type SavedSample } from "../save/engineState.ts";
import { playEntry, type JournalEntry } from "./journalEntry.ts";

/** Where a replay begins: a saved memory with what it was judged by. `history` as `restoreEngine` wants it. */
export interface ReplayBase {
  readonly state: EngineState;
  readonly rules: readonly AlertRule[];
  readonly tags: readonly Tag[];
  readonly history: readonly SavedSample[];
}

/**
 * A live day again (mode `live` of alarms.md 10): the same reducer, told the
 * same in the same order, gives the events it gave, with their times, reasons
 * and generations. Nothing of what was decided then is read.
 */
export class LiveReplay {
  readonly engine: AlarmEngine;
  /** Processes that the base no longer fits, after an upgrade: what is replayed of them proves nothing. */
  readonly unfit: readonly string[];
  readonly #told = new Set<string>();

  constructor(base: ReplayBase, options: EngineOptions = {}) {
    this.engine = new AlarmEngine(options);
    this.unfit = restoreEngine(this.engine, base.state, base.rules, base.tags, base.history);
  }

  /** The events of one entry. An event said twice is one, as in the store. */
  play(entry: JournalEntry, now: number): readonly AlarmEvent[] {
    const events = playEntry(this.engine, entry, now).flatMap((step) => step.events).filter((one) => !this.#told.has(one.id));
    for (const { id } of events) this.#told.add(id);
    return events;
  }
}
