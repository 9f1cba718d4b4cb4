import { isReport, type PastReadings, type Sample } from "@safeloop/engine";
import type { ServerContext } from "../context.ts";
import { tidy } from "../readings/block.ts";
import type { BlockStore } from "../readings/blockStore.ts";
import { FormReports } from "./formReports.ts";
import type { RecentReadings } from "../readings/recentReadings.ts";
import { serviceOf } from "../services.ts";

/** Readings one edition may take up to fill its windows: about a second of judging. */
const maxReadings = 300_000;

interface Source {
  readonly tenantId: string;
  readonly blocks: BlockStore;
  readonly recent: RecentReadings;
}

/**
 * Stored raw readings of tags, each as far back (ms) as it is needed. Over the
 * bound the tags that ask for most stay unfilled, and the log says so: their
 * windows fill as readings come.
 */
export async function readPast(ctx: ServerContext, { tenantId, blocks, recent }: Source, needed: ReadonlyMap<string, number>, now: number): Promise<PastReadings> {
  const found = new Map<string, readonly Sample[]>();
  const unfilled: string[] = [];
  let left = maxReadings;
  for (const [tagId, spanMs] of [...needed].sort((a, b) => a[1] - b[1])) {
    const tagNo = serviceOf(ctx.services, "tags").numberOf(tenantId, tagId);
    if (tagNo === undefined) continue;
    const from = now - spanMs;
    const tag = serviceOf(ctx.services, "tags").find(tenantId, tagId);
    if (tag && isReport(tag)) {
      found.set(tagId, await new FormReports(ctx, tenantId).past(tag, from, now));
      continue;
    }
    const unsealed = recent.of(tagNo).slice(); // before the query: what is sealed meanwhile is seen twice and tidied
    if ((await blocks.count(tagNo, from, now)) + unsealed.length > left) {
      unfilled.push(tagId);
      continue;
    }
    const raw = tidy([...(await blocks.read(tagNo, from, now)).flatMap((block) => block.readings ?? []), ...unsealed]).filter((one) => one.ts > from && one.ts <= now);
    left -= raw.length;
    found.set(tagId, raw.map(({ ts, v, q, flags }) => ({ ts, v, q, flags, rx: ts })));
  }
  if (unfilled.length > 0) ctx.log.warn({ tenantId, tags: unfilled.slice(0, 20), count: unfilled.length }, "too many stored readings to fill the windows of new rules; they fill as readings come");
  return found;
}
