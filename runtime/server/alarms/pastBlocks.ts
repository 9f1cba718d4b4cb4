import type { LateSpan, PastBlock, Recorded, RecordedEpisode } from "@safeloop/engine";
import type { Reader } from "../context.ts";
import { tidy } from "../readings/block.ts";
import type { BlockStore } from "../readings/blockStore.ts";
import { sampleOf } from "../readings/loggedReading.ts";
import type { RecentReadings } from "../readings/recentReadings.ts";

const day = 86_400_000;
/** Looked at before and after what came late: an episode cut at its edge is one episode. */
const aroundMs = 3_600_000;

/** A late span with what is stored around it, a day at a time: live readings have their turn in between. */
export async function* pastBlocks({ blocks, recent }: { readonly blocks: BlockStore; readonly recent: RecentReadings }, tag: { readonly id: string; readonly no: number }, span: LateSpan): AsyncGenerator<PastBlock> {
  for (let from = span.from; from <= span.to; from += day) {
    const part = { from, to: Math.min(from + day - 1, span.to), readings: span.readings };
    const [begin, end] = [part.from - aroundMs, part.to + aroundMs];
    const unsealed = recent.of(tag.no).slice(); // before the query: what is sealed meanwhile is seen twice and tidied
    const sealed = (await blocks.read(tag.no, begin, end)).flatMap((block) => block.readings ?? []);
    const readings = tidy([...sealed, ...unsealed].filter((one) => one.ts >= begin && one.ts <= end));
    yield { tagId: tag.id, span: part, samples: readings.map((one) => sampleOf(one, one.ts)) };
  }
}

const edges = `select e.kind, e.at, a.ordinal from alarm_events e join alarms a on a.id = e.alarm_id
  where a.tenant_id = ? and a.rule_id = ? and a.key = ? and e.kind in ('raise', 'clear') and e.at >= ? order by e.alarm_id, e.at, e.no`;

/** What is on record of the rules and keys since a time (epoch ms). */
export async function recordedSince(from: Reader, tenantId: string, judges: readonly { readonly ruleId: string; readonly key: string }[], since: number): Promise<Recorded> {
  const found: { ruleId: string; key: string; episodes: readonly RecordedEpisode[] }[] = [];
  for (const { ruleId, key } of judges) {
    const rows = await from.all<{ kind: string; at: number | string; ordinal: number | string }>({ sql: edges, bindings: [tenantId, ruleId, key, since] });
    const episodes: { raisedAt: number; clearedAt: number | null; isBackfill: boolean }[] = [];
    for (const { kind, at, ordinal } of rows) {
      const last = episodes.at(-1);
      if (kind === "raise") episodes.push({ raisedAt: Number(at), clearedAt: null, isBackfill: Number(ordinal) < 0 });
      else if (last) last.clearedAt ??= Number(at);
    }
    found.push({ ruleId, key, episodes });
  }
  return found;
}
