import type { ReplayReading, Tag } from "@safeloop/engine";
import type { Reader, ServerContext } from "../context.ts";
import type { FormReports } from "../alarms/formReports.ts";
import type { LiveAlarms } from "../alarms/liveAlarms.ts";
import { serviceOf } from "../services.ts";
import { blockMs, tidy, unpackBlock } from "./block.ts";
import type { Block } from "./blockStore.ts";
import { readingsOfColumns } from "./columns.ts";
import type { LoggedReading } from "./loggedReading.ts";

/** Stored readings of a tag that overlap a span, sealed and not sealed yet, as a trend of `points` needs them: where a point stands for a minute or more, sealed ones by their minutes. */
export async function readingsOf(ctx: ServerContext, alarms: LiveAlarms, tenantId: string, tagId: string, from: number, to: number, points: number): Promise<{ readonly blocks: readonly Block[]; readonly recent: readonly LoggedReading[] }> {
  const tagNo = serviceOf(ctx.services, "tags").numberOf(tenantId, tagId);
  const live = alarms.of(tenantId);
  await live.open();
  if (tagNo === undefined) return { blocks: [], recent: [] };
  const recent = live.recent.of(tagNo).slice(); // before the query: what is sealed meanwhile is seen twice and tidied, never lost
  const isLong = (to - from) / points >= minuteMs && (await live.blocks.count(tagNo, from, to)) > points;
  return { blocks: await (isLong ? live.blocks.readMinutes(tagNo, from, to) : live.blocks.read(tagNo, from, to)), recent };
}

const minuteMs = 60_000;

/** Where the stored readings of one tenant are: its sealed blocks, and what is not sealed yet. */
export interface StoredReadings {
  readonly store: Reader;
  readonly tenantId: string;
  numberOf(tagId: string): number | undefined;
  recent(tagNo: number): readonly LoggedReading[];
  recentCount(tagNo: number): number;
  /** Filled forms that rules may read; undefined where only measured points are at hand. */
  readonly reports: Pick<FormReports, "count" | "history"> | undefined;
}

const blocksOf = "select data from reading_blocks where tenant_id = ? and tag_no = ? and from_ts > ? and from_ts <= ? and data is not null order by from_ts";
const pageMs = 86_400_000; // read at once: what is decoded between two turns of the server

/** How many raw readings of the tags are stored for a span, without reading them. */
export async function countReadings(stored: StoredReadings, tags: readonly Tag[], from: number, to: number): Promise<number> {
  const numbers = tags.flatMap((tag) => stored.numberOf(tag.id) ?? []);
  let count = numbers.reduce((sum, no) => sum + stored.recentCount(no), 0);
  for (let at = 0; at < numbers.length; at += 500) {
    const some = numbers.slice(at, at + 500);
    const sql = `select sum(n) as n from reading_blocks where tenant_id = ? and from_ts > ? and from_ts < ? and data is not null and tag_no in (${some.map(() => "?").join(",")})`;
    count += Number((await stored.store.first<{ n: number | string | null }>({ sql, bindings: [stored.tenantId, from - blockMs, to, ...some] }))?.n ?? 0);
  }
  return count;
}

/** Readings of a tag in [from, to], by time and without resends. Raw ones only: a roll-up cannot be judged. */
export async function historyOf(stored: StoredReadings, tag: Tag, from: number, to: number): Promise<readonly ReplayReading[]> {
  const tagNo = stored.numberOf(tag.id);
  if (tagNo === undefined) return [];
  const recent = stored.recent(tagNo).slice(); // before the query: what is sealed meanwhile is seen twice and tidied, never lost
  const found: LoggedReading[] = [];
  for (let page = from - blockMs; page < to; page += pageMs) {
    const rows = await stored.store.all<{ data: Uint8Array }>({ sql: blocksOf, bindings: [stored.tenantId, tagNo, page, Math.min(page + pageMs, to)] });
    for (const { data } of rows) for (const one of readingsOfColumns(tagNo, unpackBlock(tagNo, data))) if (one.ts >= from && one.ts <= to) found.push(one);
  }
  for (const one of recent) if (one.ts >= from && one.ts <= to) found.push(one);
  return isInOrder(found) ? found : tidy(found);
}

function isInOrder(readings: readonly LoggedReading[]): boolean {
  for (let at = 1; at < readings.length; at += 1) if (readings[at - 1]!.ts >= readings[at]!.ts) return false;
  return true;
}
