import type { ByteReader } from "./byteReader.ts";
import type { ByteWriter } from "./byteWriter.ts";
import { DamagedReadings } from "./damagedReadings.ts";

// The two halves of a double: the platform's own order, found out here rather than assumed.
const high = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;
const low = 1 - high;
const pair = new Float64Array(1);
const halves = new Uint32Array(pair.buffer);

const trailing = (word: number): number => 31 - Math.clz32(word & -word);

/**
 * Doubles as what differs from the one before, bit for bit (the XOR scheme of
 * Pelkonen and others, "Gorilla", VLDB 2015): an equal number takes one bit,
 * one with a short mantissa few, one without pattern nine bytes at most.
 */
export function writeExact(out: ByteWriter, values: Float64Array): void {
  let [beforeHigh, beforeLow, lead, trail] = [0, 0, 65, 0];
  for (const value of values) {
    pair[0] = value;
    const [nowHigh, nowLow] = [halves[high] ?? 0, halves[low] ?? 0];
    const [xHigh, xLow] = [nowHigh ^ beforeHigh, nowLow ^ beforeLow];
    [beforeHigh, beforeLow] = [nowHigh, nowLow];
    if (xHigh === 0 && xLow === 0) {
      out.bits(0, 1);
      continue;
    }
    const leads = xHigh === 0 ? 32 + Math.clz32(xLow) : Math.clz32(xHigh);
    const trails = xLow === 0 ? 32 + trailing(xHigh) : trailing(xLow);
    const fits = leads >= lead && trails >= trail && leads + trails - lead - trail < 12; // a window much too wide is set anew
    if (!fits) [lead, trail] = [leads, trails];
    out.bits(fits ? 2 : 3, 2);
    if (!fits) out.bits(lead * 64 + (63 - lead - trail), 12);
    writeWindow(out, xHigh, xLow, trail, 64 - lead - trail);
  }
  out.align();
}

function writeWindow(out: ByteWriter, xHigh: number, xLow: number, trail: number, count: number): void {
  const bottom = trail === 0 ? xLow : trail >= 32 ? xHigh >>> (trail - 32) : (xLow >>> trail) | (xHigh << (32 - trail));
  if (count > 32) out.word(trail === 0 ? xHigh : xHigh >>> trail, count - 32);
  out.word(bottom, Math.min(32, count));
}

export function readExact(from: ByteReader, n: number): Float64Array {
  const values = new Float64Array(n);
  let [nowHigh, nowLow, lead, count] = [0, 0, -1, 0];
  for (let at = 0; at < n; at++) {
    if (from.bits(1) === 1) {
      if (from.bits(1) === 1) {
        lead = from.bits(6);
        count = from.bits(6) + 1;
      }
      if (lead < 0 || lead + count > 64) throw new DamagedReadings("a number does not fit");
      const trail = 64 - lead - count;
      const top = count > 32 ? from.word(count - 32) : 0;
      const bottom = from.word(Math.min(32, count));
      nowHigh ^= trail >= 32 ? bottom << (trail - 32) : trail === 0 ? top : (top << trail) | (bottom >>> (32 - trail));
      nowLow ^= trail >= 32 ? 0 : bottom << trail;
    }
    halves[high] = nowHigh >>> 0;
    halves[low] = nowLow >>> 0;
    values[at] = pair[0] ?? 0;
  }
  from.align();
  return values;
}
