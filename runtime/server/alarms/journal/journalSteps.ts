import type { JournalEntry, TagSample } from "@safeloop/engine";
import type { Reader } from "../../context.ts";
import { gapTagNo, sampleOf } from "../../readings/loggedReading.ts";
import { ReadingLog, type LoggedBatch } from "../../readings/readingLog.ts";
import { withChange, type Edition } from "./editions.ts";
import type { StoredEntry } from "./engineJournal.ts";
import { fromJournalBytes } from "./journalBytes.ts";

/** How far log and journal were taken in. */
export interface JournalPlace {
  readonly seq: number; // batch of the log
  readonly no: number; // entry of the journal
}

export interface JournalSpan {
  readonly tenantId: string;
  readonly after: JournalPlace;
  readonly to: JournalPlace;
  /** In force at `after`; undefined: the first edition must be whole. */
  readonly edition: Edition | undefined;
  readonly tagId: (tagNo: number) => string | undefined;
}

/** What the engine was told next. `batch`: the readings as logged; `entry` is null where they were only a mark of another entry. */
export interface JournalStep {
  readonly at: number;
  readonly entry: JournalEntry | null;
  readonly batch?: LoggedBatch;
}

/** Part of what the engine was told is not there: what it decided can't be told from the rest. */
export class JournalGap extends Error {
  constructor(readonly what: "entry" | "batch", readonly number: number) {
    super(`${what} ${number} of the engine's journal is missing`);
  }
}

interface Row {
  readonly no: number | string;
  readonly seq: number | string;
  readonly at: number | string;
  readonly kind: string;
  readonly data: Uint8Array | null;
}

const page = 200;

/** All that the engine was told in a span, readings and the rest, in the order it was told. Throws `JournalGap`. */
export async function* journalSteps(from: Reader, span: JournalSpan): AsyncGenerator<JournalStep> {
  const batches = batchSteps(from, span);
  let { seq } = span.after;
  let { edition } = span;
  for await (const row of rowsOf(from, span)) {
    for (; seq < Number(row.seq); seq += 1) yield await nextBatch(batches, seq + 1);
    if (row.kind === "base") continue;
    const stored = { do: row.kind, ...(row.data === null ? {} : ((await fromJournalBytes(row.data)) as object)) } as StoredEntry;
    if ("edition" in stored) edition = withChange(edition, stored.edition);
    yield { at: Number(row.at), entry: entryOf(stored, edition) };
  }
  for (; seq < span.to.seq; seq += 1) yield await nextBatch(batches, seq + 1);
}

function entryOf(stored: StoredEntry, edition: Edition | undefined): JournalEntry {
  if (!("edition" in stored)) return stored;
  const { rules, tags } = edition ?? { rules: [], tags: [] };
  return stored.do === "rules" ? { do: "rules", past: stored.past, rules, tags } : { do: "restart", lastSeen: stored.lastSeen, bypasses: stored.bypasses, past: stored.past, rules, tags };
}

async function* rowsOf(from: Reader, { tenantId, after, to }: JournalSpan): AsyncGenerator<Row> {
  for (let last = after.no; last < to.no;) {
    const rows = await from.all<Row>({ sql: "select no, seq, at, kind, data from engine_journal where tenant_id = ? and no > ? and no <= ? order by no limit ?", bindings: [tenantId, last, to.no, page] });
    if (rows.length === 0) throw new JournalGap("entry", last + 1);
    for (const row of rows) {
      if (Number(row.no) !== (last += 1)) throw new JournalGap("entry", last);
      yield row;
    }
  }
}

async function nextBatch(batches: AsyncGenerator<JournalStep & { readonly batch: LoggedBatch }>, wanted: number): Promise<JournalStep> {
  const next = await batches.next();
  if (next.done === true || next.value.batch.seq !== wanted) throw new JournalGap("batch", wanted);
  return next.value;
}

async function* batchSteps(from: Reader, { tenantId, after, to, tagId }: JournalSpan): AsyncGenerator<JournalStep & { readonly batch: LoggedBatch }> {
  for await (const batch of new ReadingLog(tenantId).read(from, after.seq, to.seq)) {
    const isMark = batch.readings.every((one) => one.tagNo === gapTagNo); // of a lost link, which has its entry
    yield { at: batch.at, batch, entry: isMark ? null : { do: "batch", samples: samplesOf(batch, tagId) } };
  }
}

/** The readings of a batch as the engine was told them; those of a tag that is not known any more have the id "". */
export function samplesOf({ readings, at }: LoggedBatch, tagId: JournalSpan["tagId"]): TagSample[] {
  return readings.map((one) => ({ tagId: tagId(one.tagNo) ?? "", sample: sampleOf(one, at) }));
}
