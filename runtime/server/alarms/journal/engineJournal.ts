import type { EngineState, JournalEntry } from "@safeloop/engine";
import type { Reader, Tx } from "../../context.ts";
import { editionChange, type Edition, type EditionChange } from "./editions.ts";
import { journalBytes } from "./journalBytes.ts";

type Told = Exclude<JournalEntry, { readonly do: "batch" }>;

/** An entry as it is stored: batches stand in the log of readings, an edition tells what changed. */
export type StoredEntry = Exclude<Told, { readonly do: "rules" | "restart" }> | StoredEdition<"rules"> | StoredEdition<"restart">;

type StoredEdition<K extends "rules" | "restart"> = Omit<Extract<Told, { readonly do: K }>, "rules" | "tags"> & { readonly edition: EditionChange };

/** Where a replay may begin: the engine's memory without buffers. */
export interface StoredBase extends Edition {
  readonly neededSeq: number; // first log number whose readings it needs again
  readonly state: EngineState;
}

/** An entry ready to be written. */
export interface JournalRow {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly neededSeq: number | null; // of a base
  readonly data: Uint8Array | null;
  readonly edition: Edition | undefined; // in force after it
}

const insert = "insert into engine_journal (tenant_id, no, seq, at, kind, needed_seq, data) values (?, ?, ?, ?, ?, ?, ?)";
const prunedAtOnce = 5000;
const baseEveryMs = 3_600_000;

/** What the engine of a tenant was told beside readings, each entry in the transaction of the step it led to (alarms.md 10). */
export class EngineJournal {
  #no = 0;
  #baseAt: number | undefined;
  #edition: Edition | undefined;

  constructor(readonly tenantId: string) {}

  /** Number of the last entry. */
  get no(): number {
    return this.#no;
  }

  /** The newest base is an hour old, or there is none: a replay of any span begins within the hour. */
  isBaseDue(now: number): boolean {
    return this.#baseAt === undefined || this.#baseAt <= now - baseEveryMs;
  }

  /** Finds the end of the stored journal. The next edition will be whole. */
  async load(from: Reader): Promise<void> {
    this.#no = await lastEntry(from, this.tenantId);
    const base = await from.first<{ at: number | string }>({ sql: "select at from engine_journal where tenant_id = ? and kind = 'base' order by no desc limit 1", bindings: [this.tenantId] });
    this.#baseAt = base && Number(base.at);
    this.#edition = undefined;
  }

  async row(seq: number, at: number, entry: Told): Promise<JournalRow> {
    const { do: kind, ...rest } = entry;
    if (entry.do !== "rules" && entry.do !== "restart") return { seq, at, kind, neededSeq: null, data: Object.keys(rest).length > 0 ? await journalBytes(rest) : null, edition: undefined };
    const { rules, tags, do: _, ...more } = entry;
    const edition = { rules, tags };
    return { seq, at, kind, neededSeq: null, data: await journalBytes({ ...more, edition: editionChange(entry.do === "restart" ? undefined : this.#edition, edition) }), edition };
  }

  /** A base: `edition` is the one in force, by default the last that was journalled. */
  async baseRow(seq: number, at: number, memory: Omit<StoredBase, keyof Edition>, edition = this.#edition): Promise<JournalRow> {
    if (!edition) throw new Error("a base needs the edition that is in force");
    return { seq, at, kind: "base", neededSeq: memory.neededSeq, data: await journalBytes({ ...memory, ...edition }), edition: undefined };
  }

  /** Writes rows one after the other; they count once the unit is committed. */
  async append(tx: Tx, rows: readonly JournalRow[]): Promise<void> {
    for (const [at, row] of rows.entries()) await tx.run({ sql: insert, bindings: [this.tenantId, this.#no + 1 + at, row.seq, row.at, row.kind, row.neededSeq, row.data] });
    if (rows.length > 0) tx.afterCommit(() => this.#follow(rows));
  }

  #follow(rows: readonly JournalRow[]): void {
    this.#no += rows.length;
    for (const { kind, at, edition } of rows) {
      if (kind === "base") this.#baseAt = at;
      if (edition) this.#edition = edition;
    }
  }

  /** Lets go of what lies before the newest base that is older than `before`. Returns the first log number that is still needed. */
  async prune(tx: Tx, before: number): Promise<number> {
    const kept = await tx.first<{ no: number | string }>({ sql: "select no from engine_journal where tenant_id = ? and kind = 'base' and at < ? order by no desc limit 1", bindings: [this.tenantId, before] });
    const first = await tx.first<{ no: number | string | null }>({ sql: "select min(no) as no from engine_journal where tenant_id = ?", bindings: [this.tenantId] });
    const from = Number(first?.no ?? 0);
    if (kept && from < Number(kept.no)) await tx.run({ sql: "delete from engine_journal where tenant_id = ? and no < ?", bindings: [this.tenantId, Math.min(Number(kept.no), from + prunedAtOnce)] });
    const needed = await tx.first<{ seq: number | string | null }>({ sql: "select min(needed_seq) as seq from engine_journal where tenant_id = ? and kind = 'base'", bindings: [this.tenantId] });
    return needed?.seq === null || needed?.seq === undefined ? Number.POSITIVE_INFINITY : Number(needed.seq);
  }
}

export async function lastEntry(from: Reader, tenantId: string): Promise<number> {
  const row = await from.first<{ no: number | string | null }>({ sql: "select max(no) as no from engine_journal where tenant_id = ?", bindings: [tenantId] });
  return Number(row?.no ?? 0);
}
