import type { Store, Tx } from "../context.ts";
import { blockMs, tidyColumns, unpackBlock } from "./block.ts";
import { encodeBlock } from "./blockBytes.ts";
import { columnsOf, joined, partOf, readingsOfColumns, type Columns } from "./columns.ts";
import { decodeFirstRollUp } from "./firstBlocks.ts";
import { readingClasses } from "./retention.ts";
import type { LoggedReading } from "./loggedReading.ts";
import { decodeRollUp, encodeRollUp, rollUpOf, wholeOf, type MinuteRow, type RollUp } from "./rollUp.ts";

interface RollUpRow {
  readonly from_ts: number | string;
  readonly rollup: Uint8Array | null;
  readonly minutes: string; // JSON of the first edition; empty since
}

interface BlockRow extends RollUpRow {
  readonly data: Uint8Array | null;
}

/** A block as a trend reads it; `readings` is null when only the roll-up is left. */
export interface Block {
  readonly from: number;
  readonly readings: readonly LoggedReading[] | null;
  readonly minutes: readonly MinuteRow[];
}

/** A block ready to be written; `data` is null where the raw readings have served their time. */
interface Prepared {
  readonly tagNo: number;
  readonly from: number;
  readonly n: number;
  readonly data: Uint8Array | null;
  readonly rollup: Uint8Array;
}

const upsert = `insert into reading_blocks (tenant_id, tag_no, from_ts, n, data, minutes, rollup, class) values (?, ?, ?, ?, ?, '', ?, ?)
  on conflict (tenant_id, tag_no, from_ts) do update set n = excluded.n, data = excluded.data, minutes = excluded.minutes, rollup = excluded.rollup, class = excluded.class`;
const counted = "select sum(n) as n from reading_blocks where tenant_id = ? and tag_no = ? and from_ts > ? and from_ts < ? and data is not null";
const select = "select from_ts, data, minutes, rollup from reading_blocks where tenant_id = ? and tag_no = ? and from_ts > ? and from_ts < ? order by from_ts";
const selectRollUps = "select from_ts, minutes, rollup from reading_blocks where tenant_id = ? and tag_no = ? and from_ts > ? and from_ts < ? order by from_ts";
const selectAt = "select tag_no, from_ts, data, minutes, rollup from reading_blocks where tenant_id = ? and from_ts = ?";

/** Sealed readings: ten minutes of one tag in columns, checked when read, with its roll-up beside it. */
export class BlockStore {
  constructor(
    readonly store: Store,
    readonly tenantId: string,
    private readonly classOf: (tagNo: number) => string | undefined = () => undefined, // see retention.ts
  ) {}

  /** How many raw readings the blocks that overlap (from, to) hold, without reading them. */
  async count(tagNo: number, from: number, to: number): Promise<number> {
    const row = await this.store.first<{ n: number | string | null }>({ sql: counted, bindings: [this.tenantId, tagNo, from - blockMs, to] });
    return Number(row?.n ?? 0);
  }

  /** Blocks that overlap (from, to), epoch ms. */
  async read(tagNo: number, from: number, to: number): Promise<Block[]> {
    const rows = await this.store.all<BlockRow>({ sql: select, bindings: [this.tenantId, tagNo, from - blockMs, to] });
    return rows.map((row) => ({ from: Number(row.from_ts), readings: row.data ? readingsOfColumns(tagNo, unpackBlock(tagNo, row.data)) : null, minutes: rollUpOfRow(row).minutes }));
  }

  /**
   * The same blocks for a long span, by their minutes; what no figure tells
   * (texts, events) is read whole.
   */
  async readMinutes(tagNo: number, from: number, to: number): Promise<Block[]> {
    const rollUps = await this.readRollUps(tagNo, from, to);
    const blocks: Block[] = [];
    for (const { from: at, minutes } of rollUps) blocks.push(minutes.every(isTold) ? { from: at, readings: null, minutes } : ((await this.read(tagNo, at + blockMs - 1, at + 1))[0] ?? { from: at, readings: null, minutes }));
    return blocks;
  }

  /** The roll-ups of blocks that overlap (from, to); no reading is looked at. */
  async readRollUps(tagNo: number, from: number, to: number): Promise<(RollUp & { readonly from: number })[]> {
    const rows = await this.store.all<RollUpRow>({ sql: selectRollUps, bindings: [this.tenantId, tagNo, from - blockMs, to] });
    return rows.map((row) => ({ from: Number(row.from_ts), ...rollUpOfRow(row) }));
  }

  /** Merges readings of one tag into their blocks, outside the unit that will write them; writing a block again changes nothing. */
  prepare(tagNo: number, readings: Columns | readonly LoggedReading[]): Promise<Prepared[]> {
    return this.prepareAll([{ tagNo, readings }]);
  }

  /** The same of several tags. Blocks there already are asked for together: mostly there are none. */
  async prepareAll(list: readonly { readonly tagNo: number; readonly readings: Columns | readonly LoggedReading[] }[]): Promise<Prepared[]> {
    const parts = list.flatMap(({ tagNo, readings }) => byBlock(tidyColumns(tagNo, "ts" in readings ? readings : columnsOf(readings))).map((one) => ({ tagNo, ...one })));
    const old = await this.#present(parts);
    return parts.map(({ tagNo, from, part }) => this.#merge(tagNo, from, part, old.get(`${tagNo} ${from}`)));
  }

  async #present(parts: readonly { readonly tagNo: number; readonly from: number }[]): Promise<ReadonlyMap<string, BlockRow>> {
    const tagsOf = new Map<number, number[]>();
    for (const { tagNo, from } of parts) tagsOf.set(from, [...(tagsOf.get(from) ?? []), tagNo]);
    const found = new Map<string, BlockRow>();
    for (const [from, tags] of tagsOf) {
      for (let at = 0; at < tags.length; at += 100) {
        const some = tags.slice(at, at + 100);
        const sql = `${selectAt} and tag_no in (${some.map(() => "?").join(",")})`;
        for (const row of await this.store.all<BlockRow & { readonly tag_no: number }>({ sql, bindings: [this.tenantId, from, ...some] })) found.set(`${row.tag_no} ${from}`, row);
      }
    }
    return found;
  }

  #merge(tagNo: number, from: number, fresh: Columns, old: BlockRow | undefined): Prepared {
    // Where the raw readings are gone the old roll-up stays, and only minutes it lacks are added.
    if (old && !old.data) return withoutRaw(tagNo, from, addMinutes(rollUpOfRow(old), rollUpOf(fresh, from).minutes));
    const merged = old?.data ? tidyColumns(tagNo, joined(unpackBlock(tagNo, old.data), fresh)) : fresh;
    return { tagNo, from, n: merged.ts.length, data: encodeBlock(tagNo, merged), rollup: encodeRollUp(rollUpOf(merged, from)) };
  }

  async write(tx: Tx, blocks: readonly Prepared[]): Promise<void> {
    for (const { tagNo, from, n, data, rollup } of blocks) await tx.run({ sql: upsert, bindings: [this.tenantId, tagNo, from, n, data, rollup, this.classOf(tagNo) ?? null] });
  }

  /** Drops raw readings of each class older than `rawBefore` says, and roll-ups older than `allBefore`. Blocks that stay are not touched. */
  async retire(tx: Tx, rawBefore: (cls: string | null) => number, allBefore: number): Promise<void> {
    for (const cls of readingClasses) {
      const [where, bindings] = cls === null ? ["class is null", []] : ["class = ?", [cls]];
      await tx.run({ sql: `update reading_blocks set data = null where tenant_id = ? and ${where} and from_ts < ? and data is not null`, bindings: [this.tenantId, ...bindings, rawBefore(cls)] });
    }
    await tx.run({ sql: "delete from reading_blocks where tenant_id = ? and from_ts < ?", bindings: [this.tenantId, allBefore] });
  }
}

function isTold({ good, worst }: MinuteRow): boolean {
  return good > 0 || worst === 2;
}

/** Sorted readings cut at the limits of blocks. */
function byBlock(columns: Columns): { readonly from: number; readonly part: Columns }[] {
  const parts: { from: number; part: Columns }[] = [];
  const { ts } = columns;
  for (let start = 0; start < ts.length;) {
    const from = Math.floor((ts[start] ?? 0) / blockMs) * blockMs;
    let end = start + 1;
    while (end < ts.length && (ts[end] ?? 0) < from + blockMs) end += 1;
    parts.push({ from, part: partOf(columns, start, end) });
    start = end;
  }
  return parts;
}

function withoutRaw(tagNo: number, from: number, rollUp: RollUp): Prepared {
  return { tagNo, from, n: rollUp.whole.all, data: null, rollup: encodeRollUp(rollUp) };
}

function rollUpOfRow(row: RollUpRow): RollUp {
  return row.rollup ? decodeRollUp(row.rollup) : decodeFirstRollUp(row.minutes);
}

function addMinutes(old: RollUp, fresh: readonly MinuteRow[]): RollUp {
  const known = new Set(old.minutes.map((row) => row.minute));
  const minutes = [...old.minutes, ...fresh.filter((row) => !known.has(row.minute))].sort((a, b) => a.minute - b.minute);
  return { whole: wholeOf(minutes), minutes };
}
