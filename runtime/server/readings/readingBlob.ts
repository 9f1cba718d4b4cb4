import type { QualityRank, SampleValue } from "@safeloop/engine";
import { crc32 } from "node:zlib";
import { againBit, bitsOf, lateBit, otherBit } from "./columns.ts";
import { DamagedReadings } from "./damagedReadings.ts";
import type { LoggedReading } from "./loggedReading.ts";

const mark = 0xb8;
const firstEdition = 1;
const headLength = 24; // mark, width of a time, width of a tag, has marks; checksum, count, length of the tail; begin
const at = { timeWidth: 1, tagWidth: 2, hasMarks: 3, checksum: 4, count: 8, tail: 12, begin: 16 } as const;

/** Where the columns of a batch lie. Wide ones come first, so that each begins where its type may. */
class Layout {
  readonly times: number;
  readonly tags: number;
  readonly bits: number;
  readonly tail: number;

  constructor(
    readonly n: number,
    readonly timeWidth: number, // 4: after `begin`; 8: as they are
    readonly tagWidth: number, // 2 or 4
    readonly hasMarks: boolean, // false: every reading is good, in time, a number and without flags
  ) {
    this.times = headLength + 8 * n;
    this.tags = this.times + timeWidth * n;
    this.bits = this.tags + tagWidth * n;
    this.tail = this.bits + (hasMarks ? 2 * n : 0);
  }

  columns(bytes: Uint8Array): { v: Float64Array; ts: Float64Array | Uint32Array; tagNo: Uint32Array | Uint16Array; bits: Uint8Array; flags: Uint8Array } {
    const { buffer, byteOffset } = bytes;
    const { n } = this;
    return {
      v: new Float64Array(buffer, byteOffset + headLength, n),
      ts: this.timeWidth === 4 ? new Uint32Array(buffer, byteOffset + this.times, n) : new Float64Array(buffer, byteOffset + this.times, n),
      tagNo: this.tagWidth === 2 ? new Uint16Array(buffer, byteOffset + this.tags, n) : new Uint32Array(buffer, byteOffset + this.tags, n),
      bits: bytes.subarray(this.bits, this.bits + (this.hasMarks ? n : 0)),
      flags: bytes.subarray(this.bits + (this.hasMarks ? n : 0), this.tail),
    };
  }
}

/** Columns of a batch: 14 bytes a reading where all are good, 16 with quality and flags; values that are no numbers follow as JSON. */
export function encodeBatch(readings: readonly LoggedReading[]): Uint8Array {
  const { layout, begin } = layoutOf(readings);
  const others: SampleValue[] = [];
  if (layout.hasMarks) for (const { v } of readings) if (typeof v !== "number") others.push(v);
  const tail = Buffer.from(others.length > 0 ? JSON.stringify(others) : "", "utf8");
  const out = new Uint8Array(layout.tail + tail.length);
  const { v, ts, tagNo, bits, flags } = layout.columns(out);
  for (let i = 0; i < readings.length; i++) {
    const one = readings[i]!;
    v[i] = typeof one.v === "number" ? one.v : 0;
    ts[i] = layout.timeWidth === 4 ? one.ts - begin : one.ts;
    tagNo[i] = one.tagNo;
    if (!layout.hasMarks) continue;
    bits[i] = logBitsOf(one);
    flags[i] = one.flags;
  }
  out.set(tail, layout.tail);
  writeHead(out, layout, begin, tail.length);
  return out;
}

function logBitsOf(one: LoggedReading): number {
  return bitsOf(one) | (one.again ? againBit : 0);
}

function layoutOf(readings: readonly LoggedReading[]): { readonly layout: Layout; readonly begin: number } {
  let [begin, end, highest, marks] = [Number.POSITIVE_INFINITY, 0, 0, 0];
  let isWhole = true;
  for (const one of readings) {
    const { ts, tagNo } = one;
    if (ts < begin) begin = ts;
    if (ts > end) end = ts;
    if (tagNo > highest) highest = tagNo;
    if (Math.floor(ts) !== ts) isWhole = false;
    marks |= logBitsOf(one) | one.flags;
  }
  const fits = isWhole && begin >= 0 && end - begin <= 0xffff_ffff;
  return { layout: new Layout(readings.length, fits ? 4 : 8, highest <= 0xffff ? 2 : 4, marks !== 0), begin: fits ? begin : 0 };
}

function writeHead(out: Uint8Array, layout: Layout, begin: number, tail: number): void {
  const head = new DataView(out.buffer);
  out.set([mark, layout.timeWidth, layout.tagWidth, layout.hasMarks ? 1 : 0]);
  head.setUint32(at.count, layout.n, true);
  head.setUint32(at.tail, tail, true);
  head.setFloat64(at.begin, begin, true);
  head.setUint32(at.checksum, checksum(out), true);
}

/** Of all but itself. */
function checksum(bytes: Uint8Array): number {
  return crc32(bytes.subarray(at.count), crc32(bytes.subarray(0, at.checksum)));
}

/** The readings of a stored batch. Throws on a blob that is not as it was written: it is our own file, so that is damage. */
export function decodeBatch(data: Uint8Array): LoggedReading[] {
  if (data[0] === firstEdition) return decodeFirstEdition(data);
  if (data.length < headLength || data[0] !== mark) throw new DamagedReadings("the head of a batch");
  const bytes = new Uint8Array(data); // at the begin of a buffer of its own, as wide columns must lie
  const head = new DataView(bytes.buffer);
  if (head.getUint32(at.checksum, true) !== checksum(bytes)) throw new DamagedReadings("the checksum of a batch does not fit");
  const layout = new Layout(head.getUint32(at.count, true), bytes[at.timeWidth] ?? 0, bytes[at.tagWidth] ?? 0, bytes[at.hasMarks] === 1);
  if (layout.tail + head.getUint32(at.tail, true) !== bytes.length) throw new DamagedReadings("the length of a batch");
  const begin = head.getFloat64(at.begin, true);
  const others = layout.tail < bytes.length ? (JSON.parse(Buffer.from(bytes.subarray(layout.tail)).toString("utf8")) as SampleValue[]) : [];
  const { v, ts, tagNo, bits, flags } = layout.columns(bytes);
  let other = 0;
  return Array.from(v, (value, i) => {
    const bit = bits[i] ?? 0;
    return { tagNo: tagNo[i] ?? 0, ts: begin + (ts[i] ?? 0), v: (bit & otherBit) === 0 ? value : (others[other++] ?? null), q: (bit & 3) as QualityRank, flags: flags[i] ?? 0, late: (bit & lateBit) !== 0, ...((bit & againBit) === 0 ? {} : { again: true as const }) };
  });
}

/** Batches as they were written until November 2026: 22 bytes a reading, no checksum. */
export function decodeFirstEdition(data: Uint8Array): LoggedReading[] {
  const blob = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (blob.length < 5 || blob.readUInt8(0) !== firstEdition) throw new DamagedReadings("the head of a batch");
  const n = blob.readUInt32LE(1);
  if (blob.length < 5 + n * 22) throw new DamagedReadings("the length of a batch");
  const others = blob.length > 5 + n * 22 ? (JSON.parse(blob.toString("utf8", 5 + n * 22)) as SampleValue[]) : [];
  let other = 0;
  return Array.from({ length: n }, (_, i) => {
    const bits = blob.readUInt8(5 + n * 12 + i);
    const v = (bits & otherBit) === 0 ? blob.readDoubleLE(5 + n * 14 + i * 8) : (others[other++] ?? null);
    return { tagNo: blob.readUInt32LE(5 + i * 4), ts: blob.readDoubleLE(5 + n * 4 + i * 8), v, q: (bits & 3) as QualityRank, flags: blob.readUInt8(5 + n * 13 + i), late: (bits & lateBit) !== 0 };
  });
}
