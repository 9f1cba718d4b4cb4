import type { Reader, Tx } from "../context.ts";
import type { LoggedReading } from "./loggedReading.ts";
import { decodeBatch, encodeBatch } from "./readingBlob.ts";

/** One batch as it was taken. */
export interface LoggedBatch {
  readonly seq: number;
  readonly at: number;
  readonly readings: readonly LoggedReading[];
}

interface Row {
  readonly seq: number | string;
  readonly at: number | string;
  readonly data: Uint8Array;
}

const insert = "insert into reading_log (tenant_id, seq, at, n, max_ts, data) values (?, ?, ?, ?, ?, ?)";
const pageSize = 500;
const prunedAtOnce = 2500; // twice what a minute of full batches brings

/** The append log of a tenant's readings: one row a batch, the ground truth of the engine. */
export class ReadingLog {
  constructor(readonly tenantId: string) {}

  async append(tx: Tx, seq: number, at: number, readings: readonly LoggedReading[]): Promise<void> {
    let maxTs = 0;
    for (const { ts } of readings) if (ts > maxTs) maxTs = ts;
    await tx.run({ sql: insert, bindings: [this.tenantId, seq, at, readings.length, maxTs, encodeBatch(readings)] });
  }

  /** Batches with `after` < seq ≤ `to`, in order, a page at a time. */
  async *read(from: Reader, after: number, to: number): AsyncGenerator<LoggedBatch> {
    for (let last = after; last < to;) {
      const rows = await from.all<Row>({ sql: "select seq, at, data from reading_log where tenant_id = ? and seq > ? and seq <= ? order by seq limit ?", bindings: [this.tenantId, last, to, pageSize] });
      for (const row of rows) yield { seq: Number(row.seq), at: Number(row.at), readings: decodeBatch(row.data) };
      if (rows.length < pageSize) return;
      last = Number(rows.at(-1)!.seq);
    }
  }

  /** The first log number from `since` on whose batch holds an event time after `ts`; +∞ when there is none. */
  async firstAfter(from: Reader, since: number, ts: number): Promise<number> {
    const row = await from.first<{ seq: number | string | null }>({ sql: "select min(seq) as seq from reading_log where tenant_id = ? and seq >= ? and max_ts > ?", bindings: [this.tenantId, since, ts] });
    return row?.seq === null || row?.seq === undefined ? Number.POSITIVE_INFINITY : Number(row.seq);
  }

  /** The last log number up to which every batch was received before `cut`; 0 when there is none. A clock that was set back makes no exception: what was received at a later time by it stays in the log. */
  async lastBefore(from: Reader, cut: number): Promise<number> {
    const sql = "select coalesce((select min(seq) - 1 from reading_log where tenant_id = ? and at >= ?), (select max(seq) from reading_log where tenant_id = ?), 0) as seq";
    const row = await from.first<{ seq: number | string }>({ sql, bindings: [this.tenantId, cut, this.tenantId] });
    return Number(row?.seq ?? 0);
  }

  /** Deletes batches before a log number, the oldest first and not more at once than a transaction should hold; the rest goes with the next call. */
  async prune(tx: Tx, before: number): Promise<number> {
    const oldest = await tx.first<{ seq: number | string | null }>({ sql: "select min(seq) as seq from reading_log where tenant_id = ?", bindings: [this.tenantId] });
    return tx.run({ sql: "delete from reading_log where tenant_id = ? and seq < ?", bindings: [this.tenantId, Math.min(before, Number(oldest?.seq ?? 0) + prunedAtOnce)] });
  }
}
