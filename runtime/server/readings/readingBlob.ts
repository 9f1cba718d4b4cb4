import type { QualityRank, Sample, SampleValue } from "@safeloop/engine";

/** One stored reading of a batch; the time of receipt is the batch's. */
export interface LoggedReading {
  readonly tagNo: number;
  readonly ts: number;
  readonly v: SampleValue;
  readonly q: QualityRank;
  readonly flags: number;
  readonly late: boolean;
}

/** Stands where no tag is: the entry says that the link of the source in `v` was lost. */
export const gapTagNo = 0xffff_ffff;

const version = 1;
const lateBit = 4; // in the quality byte
const otherBit = 8; // the value is not a number: it is in the tail

/** Columns of a batch: tag number, time, quality, flags, value; values that are no numbers follow as JSON. 22 bytes a reading. */
export function encodeBatch(readings: readonly LoggedReading[]): Uint8Array {
  const n = readings.length;
  const others = readings.filter((one) => typeof one.v !== "number").map((one) => one.v);
  const tail = Buffer.from(others.length > 0 ? JSON.stringify(others) : "", "utf8");
  const out = Buffer.alloc(5 + n * 22 + tail.length);
  out.writeUInt8(version, 0);
  out.writeUInt32LE(n, 1);
  readings.forEach((one, i) => {
    out.writeUInt32LE(one.tagNo, 5 + i * 4);
    out.writeDoubleLE(one.ts, 5 + n * 4 + i * 8);
    out.writeUInt8(one.q | (one.late ? lateBit : 0) | (typeof one.v === "number" ? 0 : otherBit), 5 + n * 12 + i);
    out.writeUInt8(one.flags, 5 + n * 13 + i);
    out.writeDoubleLE(typeof one.v === "number" ? one.v : 0, 5 + n * 14 + i * 8);
  });
  tail.copy(out, 5 + n * 22);
  return out;
}

/** The readings of a stored batch. Throws on a blob that is not ours: it is our own file, so that is damage. */
export function decodeBatch(data: Uint8Array): LoggedReading[] {
  const blob = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (blob.length < 5 || blob.readUInt8(0) !== version) throw new Error("a batch of readings is damaged (header)");
  const n = blob.readUInt32LE(1);
  if (blob.length < 5 + n * 22) throw new Error("a batch of readings is damaged (length)");
  const others = blob.length > 5 + n * 22 ? (JSON.parse(blob.toString("utf8", 5 + n * 22)) as SampleValue[]) : [];
  let other = 0;
  return Array.from({ length: n }, (_, i) => {
    const bits = blob.readUInt8(5 + n * 12 + i);
    const v = (bits & otherBit) === 0 ? blob.readDoubleLE(5 + n * 14 + i * 8) : (others[other++] ?? null);
    return { tagNo: blob.readUInt32LE(5 + i * 4), ts: blob.readDoubleLE(5 + n * 4 + i * 8), v, q: (bits & 3) as QualityRank, flags: blob.readUInt8(5 + n * 13 + i), late: (bits & lateBit) !== 0 };
  });
}

export function sampleOf(one: LoggedReading, receivedAt: number): Sample {
  return { ts: one.ts, v: one.v, q: one.q, rx: receivedAt, flags: one.flags };
}
