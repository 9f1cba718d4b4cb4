import { issue, type Issue } from "../issues/issue.ts";
import { isObject } from "../model/json.ts";
import type { Quality, Reading, Tag } from "../model/tag.ts";
import { highIsDanger, isEvent, isNumeric } from "../rules/measurement.ts";
import { sampleFlags, type QualityRank, type Sample, type SampleValue } from "../rules/sample.ts";
import { unitOf } from "../rules/units/table.ts";
import { convertValue, sameDimension } from "../rules/units/unit.ts";

/** How far ahead of us a reading may be: as is, and with the time of receipt (alarms.md 4.1). */
export const aheadMs = { asIs: 1000, corrected: 300_000 } as const;

/** What a reading became: a sample (perhaps of bad quality, with a notice), or nothing with the reason. */
export interface Normalised {
  readonly sample: Sample | null;
  readonly issue: Issue | null;
}

const ranks: { readonly [q in Quality]: QualityRank } = { good: 0, uncertain: 1, bad: 2 };
const rangeTolerance = 0.03; // of span (alarms.md 6)
// Current loop in mA: IEC 60381-1 for the span, NAMUR NE 43 for what is a fault [K].
const loop = { min: 4, max: 20, faultLow: 3.6, faultHigh: 21 } as const;
const loopUnit = unitOf("mA");

/** Turns an incoming reading into a sample in the tag's unit. Bad numbers become bad quality, never a number. */
export function normaliseReading(reading: Reading, tag: Tag, receivedAt: number): Normalised {
  const ts = instantOf(reading.ts);
  if (ts === undefined) return refused(issue("READING_SHAPE", "/ts", { field: "ts" }));
  const rank = rankOf(reading.quality);
  if (rank === undefined) return refused(issue("READING_SHAPE", "/quality", { field: "quality" }));
  const ahead = ts - receivedAt;
  if (ahead > aheadMs.corrected) return refused(issue("READING_FUTURE", "/ts", { tag: tag.id, aheadS: Math.round(ahead / 1000) }));
  const clockAhead = ahead > aheadMs.asIs;
  const worth = worthOf(reading, rank, tag);
  const flags = worth.flags | (clockAhead ? sampleFlags.clockAhead : 0);
  const sample: Sample = { ts: clockAhead ? receivedAt : ts, v: worth.value, q: worth.rank, rx: receivedAt, flags };
  return { sample, issue: worth.issue ?? (clockAhead ? issue("READING_CLOCK_AHEAD", "/ts", { tag: tag.id, aheadS: Math.round(ahead / 1000) }) : null) };
}

function refused(one: Issue): Normalised {
  return { sample: null, issue: one };
}

/** Epoch ms of an ISO-8601 text or a number of ms; undefined for anything else. */
export function instantOf(ts: unknown): number | undefined {
  const ms = typeof ts === "number" ? Math.floor(ts) : typeof ts === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(ts) ? Date.parse(ts) : Number.NaN;
  return Number.isFinite(ms) && ms >= 0 && ms < 8.64e15 ? ms : undefined;
}

interface Worth {
  readonly value: SampleValue;
  readonly rank: QualityRank;
  readonly flags: number;
  readonly issue: Issue | null;
}

function rankOf(quality: Quality | undefined): QualityRank | undefined {
  if (quality === undefined || quality === "good") return 0; // nearly always, and cheaper than looking a fresh text up
  return Object.hasOwn(ranks, quality) ? ranks[quality] : undefined;
}

function worthOf(reading: Reading, rank: QualityRank, tag: Tag): Worth {
  if (isEvent(tag.measurement)) return isObject(reading.value) ? plain(reading.value, rank) : bad(reading, tag);
  if (!isNumeric(tag.measurement)) return isState(reading.value) ? plain(reading.value, rank) : bad(reading, tag);
  if (typeof reading.value !== "number" || !Number.isFinite(reading.value) || Math.abs(reading.value) > Number.MAX_SAFE_INTEGER) {
    return rank === 2 && reading.value === null ? plain(null, 2) : bad(reading, tag);
  }
  const value = loopValue(reading.value, reading.unit, tag) ?? inTagUnit(reading.value, reading.unit, tag);
  if (value === undefined || !Number.isFinite(value)) {
    return { value: null, rank: 2, flags: sampleFlags.badValue, issue: issue("READING_UNIT", "/unit", { tag: tag.id, unit: (reading.unit ?? "").slice(0, 40), expected: tag.unit }) };
  }
  return ranged(value + 0, rank, tag); // + 0 turns −0 into 0
}

function isState(value: Reading["value"]): value is number | string | boolean {
  return typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value)) || (typeof value === "string" && value.length > 0 && value.length <= 200);
}

function inTagUnit(value: number, unit: string | undefined, tag: Tag): number | undefined {
  if (unit === undefined || unit === tag.unit) return value;
  return convertValue(value, unitOf(unit), unitOf(tag.unit));
}

/** The value that a loop current stands for; undefined when the reading is no current or the tag no loop. */
function loopValue(current: number, unit: string | undefined, tag: Tag): number | undefined {
  if (tag.signal === undefined || !tag.range || unit === undefined || unit === tag.unit || sameDimension(unitOf(tag.unit), loopUnit)) return undefined;
  const milliamps = convertValue(current, unitOf(unit), loopUnit);
  return milliamps === undefined ? undefined : tag.range.min + ((milliamps - loop.min) / (loop.max - loop.min)) * (tag.range.max - tag.range.min);
}

/** Outside the range by more than 3 % of the span is a sensor fault; the high side of gas stays danger (`over`). */
function ranged(value: number, rank: QualityRank, tag: Tag): Worth {
  if (!tag.range || rank === 2) return plain(value, rank);
  const wire = tag.signal === undefined ? 0 : wireFault(value, tag.range);
  if (wire !== 0) return { ...plain(value, 2), flags: sampleFlags.wire | (wire > 0 && highIsDanger(tag.measurement) ? sampleFlags.over : 0) };
  const slack = (tag.range.max - tag.range.min) * rangeTolerance;
  if (value > tag.range.max + slack) return { ...plain(value, 2), flags: sampleFlags.over };
  if (value < tag.range.min - slack) return { ...plain(value, 2), flags: sampleFlags.under };
  return plain(value, rank);
}

/** −1 for a loop below its fault limit, 1 above, 0 between. A value that came converted stands for its current as well. */
function wireFault(value: number, range: { readonly min: number; readonly max: number }): -1 | 0 | 1 {
  const milliamps = Number((loop.min + ((loop.max - loop.min) * (value - range.min)) / (range.max - range.min)).toPrecision(12));
  return milliamps < loop.faultLow ? -1 : milliamps > loop.faultHigh ? 1 : 0;
}

function plain(value: SampleValue, rank: QualityRank): Worth {
  return { value, rank, flags: 0, issue: null };
}

function bad(reading: Reading, tag: Tag): Worth {
  return { value: null, rank: 2, flags: sampleFlags.badValue, issue: issue("READING_BAD_NUMBER", "/value", { tag: tag.id, value: String(JSON.stringify(reading.value) ?? "").slice(0, 40) }) };
}
