import type { Reader, Store, Tx } from "../context.ts";
import { blockMs, minutesOf, packBlock, tidy, unpackBlock, type MinuteRow } from "./block.ts";
import type { LoggedReading } from "./readingBlob.ts";

interface BlockRow {
  readonly from_ts: number | string;
  readonly data: Uint8Array | null;
  readonly minutes: string;
}

/** A block as a trend reads it; `readings` is null when only the roll-up is left. */
export interface Block {
  readonly from: number;
  readonly readings: readonly LoggedReading[] | null;
  readonly minutes: readonly MinuteRow[];
}

interface Prepared {
  readonly tagNo: number;
  readonly from: number;
  readonly n: number;
  readonly data: Uint8Array;
  readonly minutes: string;
}

const upsert = `insert into reading_blocks (tenant_id, tag_no, from_ts, n, data, minutes) values (?, ?, ?, ?, ?, ?)
  on conflict (tenant_id, tag_no, from_ts) do update set n = excluded.n, data = excluded.data, minutes = excluded.minutes`;
const counted = "select sum(n) as n from reading_blocks where tenant_id = ? and tag_no = ? and from_ts > ? and from_ts < ? and data is not null";
const select = "select from_ts, data, minutes from reading_blocks where tenant_id = ? and tag_no = ? and from_ts > ? and from_ts < ? order by from_ts";

/** Sealed readings: ten minutes of one tag in a compressed row, with its one-minute roll-up beside it. */
export class BlockStore {
  constructor(
    readonly store: Store,
    readonly tenantId: string,
  ) {}

  /** How many raw readings the blocks that overlap (from, to) hold, without reading them. */
  async count(tagNo: number, from: number, to: number): Promise<number> {
    const row = await this.store.first<{ n: number | string | null }>({ sql: counted, bindings: [this.tenantId, tagNo, from - blockMs, to] });
    return Number(row?.n ?? 0);
  }

  /** Blocks that overlap (from, to), epoch ms. */
  async read(tagNo: number, from: number, to: number): Promise<Block[]> {
    const rows = await this.store.all<BlockRow>({ sql: select, bindings: [this.tenantId, tagNo, from - blockMs, to] });
    return Promise.all(rows.map(async (row) => ({ from: Number(row.from_ts), readings: row.data ? await unpackBlock(row.data) : null, minutes: JSON.parse(row.minutes) as MinuteRow[] })));
  }

  /** Merges readings of one tag into their blocks, outside the unit that will write them; writing a block again changes nothing. */
  async prepare(tagNo: number, readings: readonly LoggedReading[]): Promise<Prepared[]> {
    const byBlock = new Map<number, LoggedReading[]>();
    for (const one of readings) {
      const from = Math.floor(one.ts / blockMs) * blockMs;
      const list = byBlock.get(from);
      if (list) list.push(one);
      else byBlock.set(from, [one]);
    }
    return Promise.all([...byBlock].map(([from, fresh]) => this.#merge(tagNo, from, fresh)));
  }

  async #merge(tagNo: number, from: number, fresh: readonly LoggedReading[]): Promise<Prepared> {
    const old = await this.#one(this.store, tagNo, from);
    const merged = tidy([...(old?.data ? await unpackBlock(old.data) : []), ...fresh]);
    // Where the raw readings are gone the old roll-up stays and only minutes it lacks are added.
    const minutes = old && !old.data ? addMinutes(JSON.parse(old.minutes) as MinuteRow[], minutesOf(merged, from)) : minutesOf(merged, from);
    return { tagNo, from, n: merged.length, data: await packBlock(merged), minutes: JSON.stringify(minutes) };
  }

  async #one(from: Reader, tagNo: number, at: number): Promise<BlockRow | undefined> {
    return from.first<BlockRow>({ sql: "select from_ts, data, minutes from reading_blocks where tenant_id = ? and tag_no = ? and from_ts = ?", bindings: [this.tenantId, tagNo, at] });
  }

  async write(tx: Tx, blocks: readonly Prepared[]): Promise<void> {
    for (const { tagNo, from, n, data, minutes } of blocks) await tx.run({ sql: upsert, bindings: [this.tenantId, tagNo, from, n, data, minutes] });
  }

  /** Drops raw readings older than `rawBefore` and roll-ups older than `allBefore`. */
  async retire(tx: Tx, rawBefore: number, allBefore: number): Promise<void> {
    await tx.run({ sql: "update reading_blocks set data = null where tenant_id = ? and from_ts < ? and data is not null", bindings: [this.tenantId, rawBefore] });
    await tx.run({ sql: "delete from reading_blocks where tenant_id = ? and from_ts < ?", bindings: [this.tenantId, allBefore] });
  }
}

function addMinutes(old: readonly MinuteRow[], fresh: readonly MinuteRow[]): MinuteRow[] {
  const known = new Set(old.map((row) => row[0]));
  return [...old, ...fresh.filter((row) => !known.has(row[0]))].sort((a, b) => a[0] - b[0]);
}
