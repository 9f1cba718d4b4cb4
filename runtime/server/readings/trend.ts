import { staleAfterS, type Quality, type ReadingGap, type ReadingPoint, type ReadingsView, type Tag } from "@safeloop/engine";
import { tidy } from "./block.ts";
import type { Block } from "./blockStore.ts";
import type { LoggedReading } from "./loggedReading.ts";
import type { MinuteRow } from "./rollUp.ts";

const qualities: readonly Quality[] = ["good", "uncertain", "bad"];

/** Readings of a span thinned to at most `points` buckets that keep every minimum and maximum, with the gaps named. A minute of a roll-up at an end of the span belongs to it whole. */
export function trendOf(tag: Tag, blocks: readonly Block[], recent: readonly LoggedReading[], from: number, to: number, points: number): ReadingsView {
  const raw = tidy([...blocks.flatMap((block) => block.readings ?? []), ...recent]).filter((one) => one.ts >= from && one.ts <= to);
  const rolled = blocks.flatMap((block) => (block.readings ? [] : block.minutes.map((row) => ({ at: block.from + row.minute * 60_000, row })))).filter(({ at }) => at > from - 60_000 && at <= to);
  const count = raw.length + rolled.reduce((sum, { row }) => sum + row.all, 0);
  const isRaw = rolled.length === 0 && raw.length <= points;
  const gaps = gapsOf(tag, raw, rolled, from, to);
  if (isRaw) return { points: raw.map(pointOfReading), gaps, raw: true, count };
  return { points: bucketed(raw, rolled, from, to, points), gaps, raw: false, count };
}

const iso = (ms: number): string => new Date(ms).toISOString();

function pointOfReading(one: LoggedReading): ReadingPoint {
  const number = typeof one.v === "number" && one.q < 2 ? one.v : null;
  return { t: iso(one.ts), min: number, max: number, last: one.v, q: qualities[one.q] ?? "bad", n: 1 };
}

interface Bucket {
  t: number;
  min: number | null;
  max: number | null;
  last: LoggedReading["v"];
  q: number;
  n: number;
}

function bucketed(raw: readonly LoggedReading[], rolled: readonly { at: number; row: MinuteRow }[], from: number, to: number, points: number): ReadingPoint[] {
  const width = Math.max(1, (to - from) / points);
  const buckets = new Map<number, Bucket>();
  const bucketAt = (ts: number): Bucket => {
    const index = Math.max(0, Math.min(points - 1, Math.floor((ts - from) / width)));
    const known = buckets.get(index) ?? { t: from + index * width, min: null, max: null, last: null, q: 0, n: 0 };
    buckets.set(index, known);
    return known;
  };
  let next = 0; // by time: the last value of a bucket may be of either
  for (const { at, row } of rolled) {
    for (; next < raw.length && raw[next]!.ts < at; next += 1) addReading(bucketAt(raw[next]!.ts), raw[next]!);
    addMinute(bucketAt(at), row);
  }
  for (; next < raw.length; next += 1) addReading(bucketAt(raw[next]!.ts), raw[next]!);
  return [...buckets.entries()].sort(([a], [b]) => a - b).map(([, one]) => ({ t: iso(Math.round(one.t)), min: one.min, max: one.max, last: one.last, q: qualities[one.q] ?? "bad", n: one.n }));
}

function addReading(bucket: Bucket, one: LoggedReading): void {
  bucket.n += 1;
  bucket.last = one.v;
  bucket.q = Math.max(bucket.q, one.q); // the worst of the bucket is shown, never hidden by its neighbours
  if (typeof one.v === "number" && one.q < 2) widen(bucket, one.v, one.v);
}

function addMinute(bucket: Bucket, { min, max, all, last, worst }: MinuteRow): void {
  bucket.n += all;
  bucket.last = last;
  bucket.q = Math.max(bucket.q, worst);
  if (min !== null && max !== null) widen(bucket, min, max);
}

function widen(bucket: Bucket, min: number, max: number): void {
  bucket.min = bucket.min === null ? min : Math.min(bucket.min, min);
  bucket.max = bucket.max === null ? max : Math.max(bucket.max, max);
}

/** Spans between usable values longer than the stale time; at the ends of the span too. */
function gapsOf(tag: Tag, raw: readonly LoggedReading[], rolled: readonly { at: number; row: MinuteRow }[], from: number, to: number): ReadingGap[] {
  const holdMs = staleAfterS(tag) * 1000;
  const known = [...rolled.filter(({ row }) => row.good > 0).map(({ at }) => ({ from: at, to: at + 60_000 })), ...raw.filter((one) => one.q < 2).map((one) => ({ from: one.ts, to: one.ts }))].sort((a, b) => a.from - b.from);
  const gaps: ReadingGap[] = [];
  const isBad = (begin: number, over: number): boolean => raw.some((one) => one.q === 2 && one.ts > begin && one.ts < over) || rolled.some(({ at, row }) => row.good === 0 && row.worst === 2 && at + 60_000 > begin && at < over);
  let end = from;
  for (const span of [...known, { from: to, to }]) {
    if (span.from - end > holdMs) gaps.push({ from: iso(end), to: iso(span.from), why: isBad(end, span.from) ? "bad" : "dropout" });
    end = Math.max(end, span.to);
  }
  return gaps;
}
