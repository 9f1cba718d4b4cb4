import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { SampleValue } from "@safeloop/engine";
import { ByteReader } from "./byteReader.ts";
import { ByteWriter } from "./byteWriter.ts";
import { sealBytes, unsealBytes } from "./checked.ts";
import { otherBit, type Columns } from "./columns.ts";
import { DamagedReadings } from "./damagedReadings.ts";
import { readNumbers, writeNumbers } from "./numberColumn.ts";

/** First byte of a block. No raw DEFLATE stream, as blocks of the first edition are, can begin with it: its kind of block would be the reserved one. */
export const blockMark = 0xb6;

const out = new ByteWriter();
const mostReadings = 1e7; // a count beyond it is damage

/**
 * A block: tag number, count, first time, then columns: times after the first,
 * runs of equal quality and flags, numbers, and the other values as JSON. Each
 * column is written in the cheapest of several ways; all give back every bit.
 */
export function encodeBlock(tagNo: number, { ts, v, bits, flags, others }: Columns): Uint8Array {
  const n = ts.length;
  out.varint(tagNo);
  out.varint(n);
  const first = startOf(ts);
  out.double(first);
  const after = new Float64Array(n);
  for (let at = 0; at < n; at++) after[at] = ts[at]! - first;
  writeNumbers(out, after);
  writeRuns(bits, flags);
  writeNumbers(out, others.length === 0 ? v : v.filter((_, at) => ((bits[at] ?? 0) & otherBit) === 0));
  if (others.length > 0) writeOthers(others);
  return sealBytes(blockMark, out.take());
}

/** Where times are counted from: the first, unless that would lose a fraction. */
function startOf(ts: Float64Array): number {
  const first = ts[0] ?? 0;
  for (let at = 0; at < ts.length; at++) if (first + (ts[at]! - first) !== ts[at]) return 0;
  return first;
}

function writeRuns(bits: Uint8Array, flags: Uint8Array): void {
  for (let from = 0; from < bits.length;) {
    let to = from + 1;
    while (to < bits.length && bits[to] === bits[from] && flags[to] === flags[from]) to += 1;
    out.byte(bits[from] ?? 0);
    out.byte(flags[from] ?? 0);
    out.varint(to - from);
    from = to;
  }
}

function writeOthers(others: readonly SampleValue[]): void {
  const packed = deflateRawSync(JSON.stringify(others));
  out.varint(packed.length);
  out.bytes(packed);
}

/** The readings of a block. Throws `DamagedReadings` where a bit is not as it was written, or the block is another tag's. */
export function decodeBlock(tagNo: number, data: Uint8Array): Columns {
  const from = new ByteReader(unsealBytes(blockMark, data));
  if (from.varint() !== tagNo) throw new DamagedReadings("the block is another tag's");
  const n = from.varint();
  if (n > mostReadings) throw new DamagedReadings("the count is beyond belief");
  const first = from.double();
  const ts = readNumbers(from, n).map((after) => first + after);
  const { bits, flags, numbers } = readRuns(from, n);
  const packed = readNumbers(from, numbers);
  const others = numbers === n ? [] : readOthers(from, n - numbers);
  from.end();
  return { ts, v: numbers === n ? packed : spread(packed, bits), bits, flags, others };
}

function readRuns(from: ByteReader, n: number): { readonly bits: Uint8Array; readonly flags: Uint8Array; readonly numbers: number } {
  const [bits, flags] = [new Uint8Array(n), new Uint8Array(n)];
  let numbers = 0;
  for (let at = 0; at < n;) {
    const [bit, flag, run] = [from.byte(), from.byte(), from.varint()];
    if (run === 0 || at + run > n) throw new DamagedReadings("a run is too long");
    bits.fill(bit, at, at + run);
    flags.fill(flag, at, at + run);
    if ((bit & otherBit) === 0) numbers += run;
    at += run;
  }
  return { bits, flags, numbers };
}

function readOthers(from: ByteReader, count: number): readonly SampleValue[] {
  const others = JSON.parse(inflateRawSync(from.bytes(from.varint())).toString("utf8")) as readonly SampleValue[];
  if (others.length !== count) throw new DamagedReadings("values are missing");
  return others;
}

function spread(numbers: Float64Array, bits: Uint8Array): Float64Array {
  let at = 0;
  return Float64Array.from(bits, (bit) => ((bit & otherBit) === 0 ? (numbers[at++] ?? 0) : 0));
}
