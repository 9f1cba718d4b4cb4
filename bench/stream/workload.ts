import type { AlertRule, Sample, Tag, TagSample } from "@safeloop/engine";

/** 2,800 points at 1 Hz, 1.5 rules a point: each with deadband, on- and off-delay. */
export const size = { tags: 2800, seconds: 60, rules: 4200 } as const;

/** The numbers of one rule, for those who judge it without our engine. */
export interface Threshold {
  readonly rule: number;
  readonly tag: number;
  readonly limit: number;
  readonly band: number;
  readonly onMs: number;
  readonly offMs: number;
}

const start = Date.UTC(2026, 0, 1);
const tagId = (n: number): string => `PT-${String(n).padStart(4, "0")}`;
const ruleId = (n: number): string => `high-${String(n).padStart(4, "0")}`;

/** Every point has a high limit, every second one a high-high limit too; limits differ from point to point. */
export const thresholds: readonly Threshold[] = Array.from({ length: size.rules }, (_, rule) => {
  const isHigh = rule < size.tags;
  const tag = isHigh ? rule : (rule - size.tags) * 2;
  return { rule, tag, limit: (isHigh ? 60 : 75) + (tag % 37) / 8, band: 2, onMs: 3000, offMs: 5000 };
});

export const tags: readonly Tag[] = Array.from({ length: size.tags }, (_, n) => ({
  id: tagId(n), title: { zh: tagId(n), en: tagId(n) }, measurement: "pressure", unit: "kPa", range: { min: 0, max: 1000 }, area: `A${n % 40}`, orgId: "plant", periodS: 1, mayBeConstant: true,
}));

export const rules: readonly AlertRule[] = thresholds.map(({ rule, tag, limit, band, onMs, offMs }) => ({
  id: ruleId(rule), revision: 1, title: { zh: "压力高", en: "Pressure high" }, message: { zh: "压力高", en: "Pressure high" }, select: { tags: [tagId(tag)] }, per: "tag",
  limits: { H: { value: limit, unit: "kPa", op: ">=", sourceStd: "bench", edition: "1", clause: "1", confidence: "project" as const } },
  condition: { ">=": [{ value: [] }, { limit: ["H"] }] }, deadband: band, onDelayS: onMs / 1000, offDelayS: offMs / 1000, priority: "P3", actions: [],
}) as const);

/** The wall time at which second `second` of pass `pass` comes in. */
export function at(pass: number, second: number): number {
  return start + (pass * size.seconds + second) * 1000;
}

/** Value of a point at a second: noise in steps of 0.01, and for every seventh point an excursion of 5 to 20 s over its limit. */
export function valueOf(tag: number, second: number): number {
  const noise = ((tag * 7919 + second * 104729) % 997) / 100;
  const begins = 5 + (tag % 23);
  const lasts = 5 + (tag % 16);
  const away = tag % 7 === 0 && second >= begins && second < begins + lasts ? 25 : 0;
  return Math.round((45 + noise + away) * 100) / 100;
}

/** One pass of the stream as the engine takes it: a batch a second. */
export function passOf(pass: number): readonly (readonly TagSample[])[] {
  return Array.from({ length: size.seconds }, (_, second) => tags.map((tag, n): TagSample => ({ tagId: tag.id, sample: sampleOf(n, pass, second) })));
}

function sampleOf(tag: number, pass: number, second: number): Sample {
  const ts = at(pass, second);
  return { ts, v: valueOf(tag, second), q: 0, rx: ts, flags: 0 };
}

/** The same as text: a JSON array of readings a second. */
export function textOf(pass: number): readonly string[] {
  return Array.from({ length: size.seconds }, (_, second) => JSON.stringify(tags.map((tag, n) => ({ tagId: tag.id, ts: at(pass, second), value: valueOf(n, second), unit: "kPa", quality: "good" }))));
}

/** Who finds transitions notes them here; two sides agree when count and sum agree. */
export class Transitions {
  count = 0;
  sum = 0;

  note(rule: number, kind: "raise" | "clear", ms: number): void {
    this.count += 1;
    this.sum = (this.sum + ((rule + 1) * 31 + (kind === "raise" ? 7 : 13)) * ((ms / 1000) % 100_003)) % Number.MAX_SAFE_INTEGER;
  }
}

export function numberOfRule(id: string): number {
  return Number(id.slice("high-".length));
}
