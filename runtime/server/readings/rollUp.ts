import { ByteReader } from "./byteReader.ts";
import { ByteWriter } from "./byteWriter.ts";
import { sealBytes, unsealBytes } from "./checked.ts";
import { otherBit, type Columns } from "./columns.ts";
import { readNumbers, writeNumbers } from "./numberColumn.ts";

/** A span of a tag in figures: extremes, sum and last of the usable numbers, how many those are, how many readings in all, and the worst quality. */
export interface Figures {
  readonly min: number | null;
  readonly max: number | null;
  readonly sum: number;
  readonly good: number;
  readonly all: number;
  readonly last: number | null;
  readonly worst: number; // rank of quality
}

/** One minute of a block; `minute` is counted from the block's begin. */
export interface MinuteRow extends Figures {
  readonly minute: number;
}

/** A block's roll-up: the figures of the whole and those of each minute that has readings. */
export interface RollUp {
  readonly whole: Figures;
  readonly minutes: readonly MinuteRow[];
}

const mark = 0xb7;
const out = new ByteWriter();
let column = new Float64Array(64);
const none: Figures = { min: null, max: null, sum: 0, good: 0, all: 0, last: null, worst: 0 };

/** The roll-up of sorted readings of a block that begins at `from`. Bad readings are counted and never enter a figure. */
export function rollUpOf(columns: Columns, from: number): RollUp {
  const { ts } = columns;
  const minutes: MinuteRow[] = [];
  for (let start = 0; start < ts.length;) {
    const minute = Math.floor((ts[start]! - from) / 60_000);
    const until = from + (minute + 1) * 60_000;
    let end = start + 1;
    while (end < ts.length && ts[end]! < until) end += 1;
    minutes.push({ minute, ...figuresOf(columns, start, end) });
    start = end;
  }
  return { whole: wholeOf(minutes), minutes };
}

function figuresOf({ v, bits }: Columns, start: number, end: number): Figures {
  let [min, max, sum, good, last, worst] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0, 0, 0];
  for (let at = start; at < end; at++) {
    const bit = bits[at]!;
    if ((bit & 3) > worst) worst = bit & 3;
    if ((bit & 3) === 2 || (bit & otherBit) !== 0) continue;
    last = v[at]!;
    if (last < min) min = last;
    if (last > max) max = last;
    sum += last;
    good += 1;
  }
  return good === 0 ? { ...none, all: end - start, worst } : { min, max, sum, good, all: end - start, last, worst };
}

/** The figures of spans that follow each other. */
export function wholeOf(parts: readonly Figures[]): Figures {
  const whole: { -readonly [key in keyof Figures]: Figures[key] } = { ...none };
  for (const { min, max, sum, good, all, last, worst } of parts) {
    if (min !== null) whole.min = whole.min === null ? min : Math.min(whole.min, min);
    if (max !== null) whole.max = whole.max === null ? max : Math.max(whole.max, max);
    if (last !== null) whole.last = last;
    whole.sum += sum;
    whole.good += good;
    whole.all += all;
    whole.worst = Math.max(whole.worst, worst);
  }
  return whole;
}

export function encodeRollUp({ whole, minutes }: RollUp): Uint8Array {
  out.varint(whole.all);
  out.varint(whole.good);
  out.byte(whole.worst);
  if (whole.good > 0) for (const value of [whole.min, whole.max, whole.sum, whole.last]) out.double(value ?? 0);
  out.varint(minutes.length);
  for (const name of ["minute", "all", "good", "worst"] as const) writeColumn(minutes, name);
  const usable = minutes.filter((row) => row.good > 0);
  for (const name of ["min", "max", "sum", "last"] as const) writeColumn(usable, name);
  return sealBytes(mark, out.take());
}

function writeColumn(rows: readonly MinuteRow[], name: keyof MinuteRow): void {
  if (column.length < rows.length) column = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) column[at] = rows[at]![name] ?? 0;
  writeNumbers(out, column.subarray(0, rows.length));
}

export function decodeRollUp(data: Uint8Array): RollUp {
  const from = new ByteReader(unsealBytes(mark, data));
  const whole = readWhole(from);
  const n = from.varint();
  const [minute, all, good, worst] = [readNumbers(from, n), readNumbers(from, n), readNumbers(from, n), readNumbers(from, n)];
  const usable = good.filter((one) => one > 0).length;
  const [min, max, sum, last] = [readNumbers(from, usable), readNumbers(from, usable), readNumbers(from, usable), readNumbers(from, usable)];
  from.end();
  let next = 0;
  const minutes = Array.from(minute, (of, at): MinuteRow => {
    const counts = { minute: of, all: all[at] ?? 0, good: good[at] ?? 0, worst: worst[at] ?? 0 };
    const k = next;
    if (counts.good === 0) return { ...none, ...counts };
    next += 1;
    return { ...counts, min: min[k] ?? 0, max: max[k] ?? 0, sum: sum[k] ?? 0, last: last[k] ?? 0 };
  });
  return { whole, minutes };
}

function readWhole(from: ByteReader): Figures {
  const [all, good, worst] = [from.varint(), from.varint(), from.byte()];
  if (good === 0) return { ...none, all, worst };
  return { all, good, worst, min: from.double(), max: from.double(), sum: from.double(), last: from.double() };
}
