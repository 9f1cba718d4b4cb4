import type { ReplaySample, Tag } from "@safeloop/engine";
import type { ServerContext } from "../context.ts";
import type { LiveAlarms } from "../alarms/liveAlarms.ts";
import { serviceOf } from "../services.ts";
import { blockMs, tidy } from "./block.ts";
import type { Block } from "./blockStore.ts";
import type { LoggedReading } from "./loggedReading.ts";

/** Stored readings of a tag that overlap a span: sealed blocks and what is not sealed yet. */
export async function readingsOf(ctx: ServerContext, alarms: LiveAlarms, tenantId: string, tagId: string, from: number, to: number): Promise<{ readonly blocks: readonly Block[]; readonly recent: readonly LoggedReading[] }> {
  const tagNo = serviceOf(ctx.services, "tags").numberOf(tenantId, tagId);
  const live = alarms.of(tenantId);
  await live.open();
  if (tagNo === undefined) return { blocks: [], recent: [] };
  const recent = live.recent.of(tagNo).slice(); // before the query: what is sealed meanwhile is seen twice and tidied, never lost
  return { blocks: await live.blocks.read(tagNo, from, to), recent };
}

/** How many raw readings of the tags are stored for a span, without reading them. */
export async function countReadings(ctx: ServerContext, alarms: LiveAlarms, tenantId: string, tags: readonly Tag[], from: number, to: number): Promise<number> {
  const numbers = tags.flatMap((tag) => serviceOf(ctx.services, "tags").numberOf(tenantId, tag.id) ?? []);
  const { recent } = alarms.of(tenantId);
  let count = numbers.reduce((sum, no) => sum + recent.count(no), 0);
  for (let at = 0; at < numbers.length; at += 500) {
    const some = numbers.slice(at, at + 500);
    const sql = `select sum(n) as n from reading_blocks where tenant_id = ? and from_ts > ? and from_ts < ? and data is not null and tag_no in (${some.map(() => "?").join(",")})`;
    count += Number((await ctx.store.first<{ n: number | string | null }>({ sql, bindings: [tenantId, from - blockMs, to, ...some] }))?.n ?? 0);
  }
  return count;
}

/** History for a replay, sorted by time. Raw readings only: a roll-up cannot be judged. */
export async function historyOf(ctx: ServerContext, alarms: LiveAlarms, tenantId: string, tags: readonly Tag[], from: number, to: number): Promise<ReplaySample[]> {
  const samples: ReplaySample[] = [];
  for (const tag of tags) {
    const { blocks, recent } = await readingsOf(ctx, alarms, tenantId, tag.id, from, to);
    const raw = tidy([...blocks.flatMap((block) => block.readings ?? []), ...recent]);
    for (const { ts, v, q, flags } of raw) if (ts >= from && ts <= to) samples.push({ tagId: tag.id, sample: { ts, v, q, flags, rx: ts } });
  }
  return samples;
}
