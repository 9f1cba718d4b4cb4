import { differingFields, firstDifference, LiveReplay, Refusal, type AlarmEvent, type CalendarLookup, type EventDifference, type LiveReplayView } from "@safeloop/engine";
import type { Reader } from "../../context.ts";
import { ReadingLog } from "../../readings/readingLog.ts";
import type { StoredBase } from "./engineJournal.ts";
import { fromJournalBytes } from "./journalBytes.ts";
import { ruleShapes } from "../../shapes/shapes.ts";
import { JournalGap, journalSteps, samplesOf, type JournalPlace, type JournalSpan } from "./journalSteps.ts";

/** Readings of one replay, those before its span included; some seconds of judging. */
const maxReadings = 14_000_000;
const turnEvery = 2000; // readings between two turns of whatever else the server does

export interface LiveAsk {
  readonly tenantId: string;
  readonly from: number; // epoch ms, by the wall clock of then
  readonly to: number;
  readonly calendars: CalendarLookup;
  /** The alarms of one rule; undefined: all, device alarms included. All is judged either way. */
  readonly ruleId?: string;
}

/**
 * What the alarm engine was told from `from` to `to`, told to a fresh one:
 * mode `live` of alarms.md 10. It begins at the newest base before the span,
 * reads nothing of what was decided then, and compares event for event.
 */
export async function replayLive(from: Reader, ask: LiveAsk): Promise<LiveReplayView> {
  const base = await baseBefore(from, ask);
  const end = await endOf(from, ask, base.place);
  const tagId = await tagIds(from, ask.tenantId);
  const readings = await countReadings(from, ask.tenantId, base.place.seq, end.seq);
  const span: JournalSpan = { tenantId: ask.tenantId, after: base.place, to: end, edition: base, tagId };
  const stored = await storedEvents(from, ask);
  const { replay, replayed, missing } = await played(from, ask, span, base);
  const own = await withoutOlder(from, replayed, stored, base.at);
  const difference = missing ? null : firstDifference(stored, own);
  return {
    mode: "live", from: ask.from, to: ask.to, base: base.at, readings, entries: end.no - base.place.no, events: stored.length, equal: difference === null && missing === null && replay.unfit.length === 0,
    first: difference ? viewOf(difference) : null, missing, unfit: [...replay.unfit],
  };
}

type Base = StoredBase & { readonly place: JournalPlace; readonly at: number };

async function baseBefore(reader: Reader, { tenantId, from }: LiveAsk): Promise<Base> {
  const select = "select no, seq, at, data from engine_journal where tenant_id = ? and kind = 'base'";
  const row = await reader.first<{ no: number | string; seq: number | string; at: number | string; data: Uint8Array }>({ sql: `${select} and at <= ? order by no desc limit 1`, bindings: [tenantId, from] });
  if (row) return { ...((await fromJournalBytes(row.data)) as StoredBase), place: { no: Number(row.no), seq: Number(row.seq) }, at: Number(row.at) };
  const first = await reader.first<{ at: number | string | null }>({ sql: "select min(at) as at from engine_journal where tenant_id = ? and kind = 'base'", bindings: [tenantId] });
  const since = first?.at === null || first?.at === undefined ? "-" : new Date(Number(first.at)).toISOString();
  throw new Refusal("READINGS_JOURNAL", { since });
}

/** The last entry and batch by the end of the span. */
async function endOf(from: Reader, { tenantId, to }: LiveAsk, base: JournalPlace): Promise<JournalPlace> {
  const sql = `select (select max(no) from engine_journal where tenant_id = ? and no > ? and at <= ?) as no, (select max(seq) from engine_journal where tenant_id = ? and no > ? and at <= ?) as after_seq,
    (select max(seq) from reading_log where tenant_id = ? and seq > ? and at <= ?) as seq`;
  const row = await from.first<{ no: number | string | null; after_seq: number | string | null; seq: number | string | null }>({ sql, bindings: [tenantId, base.no, to, tenantId, base.no, to, tenantId, base.seq, to] });
  return { no: Number(row?.no ?? base.no), seq: Math.max(base.seq, Number(row?.after_seq ?? 0), Number(row?.seq ?? 0)) };
}

async function countReadings(from: Reader, tenantId: string, after: number, to: number): Promise<number> {
  const row = await from.first<{ n: number | string | null }>({ sql: "select sum(n) as n from reading_log where tenant_id = ? and seq > ? and seq <= ?", bindings: [tenantId, after, to] });
  const readings = Number(row?.n ?? 0);
  if (readings > maxReadings) throw new Refusal("READINGS_REPLAY_SIZE", { readings, max: maxReadings });
  return readings;
}

async function tagIds(from: Reader, tenantId: string): Promise<(tagNo: number) => string | undefined> {
  const rows = await from.all<{ no: number; id: string }>({ sql: "select no, id from tags where tenant_id = ?", bindings: [tenantId] });
  const ids = new Map(rows.map((row) => [Number(row.no), row.id]));
  return (tagNo) => ids.get(tagNo);
}

/** Kinds that people write to an alarm's history past the engine. */
const past = "'comment', 'assign', 'dispose'";

type Row = { readonly [K in keyof AlarmEvent]: AlarmEvent[K] | string };

async function storedEvents(reader: Reader, { tenantId, from, to, ruleId }: LiveAsk): Promise<readonly AlarmEvent[]> {
  const sql = `select e.id, e.alarm_id as "alarmId", a.rule_id as "ruleId", a.key, e.kind, e.at, e.stored_at as "storedAt", e.from_state as "from", e.to_state as "to", e.generation, e.why, e.by_id as "by"
    from alarm_events e join alarms a on a.id = e.alarm_id where e.tenant_id = ? and e.stored_at >= ? and e.stored_at <= ? and e.kind not in (${past})${ruleId === undefined ? "" : " and a.rule_id = ?"} order by e.no`;
  const rows = await reader.all<Row>({ sql, bindings: [tenantId, from, to, ...(ruleId === undefined ? [] : [ruleId])] });
  return rows.map((row) => ({ ...(row as AlarmEvent), at: Number(row.at), storedAt: Number(row.storedAt), generation: Number(row.generation) }));
}

async function played(from: Reader, ask: LiveAsk, span: JournalSpan, base: Base): Promise<{ readonly replay: LiveReplay; readonly replayed: readonly AlarmEvent[]; readonly missing: LiveReplayView["missing"] }> {
  const history: ReturnType<typeof samplesOf> = [];
  for await (const batch of new ReadingLog(ask.tenantId).read(from, base.neededSeq - 1, base.place.seq)) history.push(...samplesOf({ ...batch, readings: batch.readings.filter((one) => !one.late && !one.again) }, span.tagId));
  const replay = new LiveReplay({ state: base.state, rules: base.rules, tags: base.tags, history }, { calendars: ask.calendars, shapes: ruleShapes });
  const replayed: AlarmEvent[] = [];
  let since = 0;
  try {
    for await (const { at, entry, batch } of journalSteps(from, span)) {
      if (entry) replayed.push(...replay.play(entry, at).filter((one) => one.storedAt >= ask.from && one.storedAt <= ask.to && (ask.ruleId === undefined || one.ruleId === ask.ruleId)));
      since += batch?.readings.length ?? 1;
      if (since < turnEvery) continue;
      since = 0;
      await new Promise((resolve) => setImmediate(resolve));
    }
    return { replay, replayed, missing: null };
  } catch (error) {
    if (error instanceof JournalGap) return { replay, replayed, missing: { what: error.what, number: error.number } };
    throw error;
  }
}

/** An event that was stored before the base is not stored a second time, whoever says it again. */
async function withoutOlder(from: Reader, replayed: readonly AlarmEvent[], stored: readonly AlarmEvent[], before: number): Promise<readonly AlarmEvent[]> {
  const known = new Set(stored.map((one) => one.id));
  const older = new Set<string>();
  for (const { id } of replayed.filter((one) => !known.has(one.id)).slice(0, 1000)) {
    if (await from.first({ sql: "select id from alarm_events where id = ? and stored_at < ?", bindings: [id, before] })) older.add(id);
  }
  return older.size === 0 ? replayed : replayed.filter((one) => !older.has(one.id));
}

function viewOf({ index, stored, replayed }: EventDifference): NonNullable<LiveReplayView["first"]> {
  return { index, differs: stored && replayed ? [...differingFields(stored, replayed)] : [], stored, replayed };
}
