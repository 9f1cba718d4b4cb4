import type { ByteReader } from "./byteReader.ts";
import type { ByteWriter } from "./byteWriter.ts";
import { DamagedReadings } from "./damagedReadings.ts";

/** Whole numbers of a column lie less than this apart from its first: second differences of them stay in 31 bits, zigzag included. */
export const reach = 2 ** 28;

const unary = 15; // that many ones: the number follows in full
const fullBits = 32;
const mostLow = 20;
const allZero = 63; // stands for the number of low bits: every remainder is 0 and takes no room

/** How a column is foretold: from its mean, from the number before, or from the last step. What is left is small. */
type Order = 0 | 1 | 2;

interface Plan {
  readonly order: Order;
  readonly mean: number;
  readonly low: number; // low bits of a remainder that are written as they are (Rice code)
  readonly bits: number; // about
}

/** Bits that a remainder of `length` bits takes with `low` low bits, at `low * 33 + length`. */
const costs = Float64Array.from({ length: (mostLow + 1) * 33 }, (_, at) => {
  const [low, length] = [Math.floor(at / 33), at % 33];
  const high = length === 0 ? 0 : Math.floor((1.5 * 2 ** (length - 1)) / 2 ** low);
  return high >= unary ? unary + fullBits : high + 1 + low;
});
const lengths = new Uint32Array(33); // how many remainders have so many bits

/** The cheapest way to write numbers, each less than `reach` from 0. The first of them is 0. */
export function planWhole(values: Int32Array): Plan {
  const n = values.length;
  let sum = 0;
  for (let at = 0; at < n; at++) sum += values[at]!;
  const mean = n === 0 ? 0 : Math.round(sum / n);
  const order = orderOf(values, mean);
  lengths.fill(0);
  countLengths(values, order, mean);
  if (lengths[0] === Math.max(0, n - order)) return { order, mean, low: allZero, bits: 0 };
  let longest = 32;
  while (lengths[longest] === 0) longest -= 1;
  let best = { low: 0, bits: Number.POSITIVE_INFINITY };
  for (let low = 0; low <= Math.min(mostLow, longest); low++) {
    let bits = 0;
    for (let length = 0; length <= longest; length++) bits += lengths[length]! * costs[low * 33 + length]!;
    if (bits < best.bits) best = { low, bits };
  }
  return { order, mean, ...best };
}

/** The order that leaves least. */
function orderOf(values: Int32Array, mean: number): Order {
  let [level, step, bend, before, beforeStep] = [0, 0, 0, 0, 0];
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    const now = value - before;
    level += Math.abs(value - mean);
    step += Math.abs(now);
    if (at > 1) bend += Math.abs(now - beforeStep);
    before = value;
    beforeStep = now;
  }
  return bend < step && bend < level ? 2 : step < level ? 1 : 0;
}

function countLengths(values: Int32Array, order: Order, mean: number): void {
  for (let at: number = order; at < values.length; at++) {
    const length = 32 - Math.clz32(zigzag(remainder(values, at, order, mean)));
    lengths[length] = lengths[length]! + 1;
  }
}

function zigzag(value: number): number {
  return (value << 1) ^ (value >> 31);
}

function remainder(values: Int32Array, at: number, order: Order, mean: number): number {
  if (order === 0) return (values[at]! - mean) | 0;
  if (order === 1) return (values[at]! - values[at - 1]!) | 0;
  return (values[at]! - 2 * values[at - 1]! + values[at - 2]!) | 0;
}

export function writeWhole(out: ByteWriter, values: Int32Array, { order, mean, low }: Plan): void {
  out.byte(order * 64 + low);
  if (order === 0) out.varint(zigzag(mean) >>> 0);
  if (order === 2) out.varint(zigzag(values[1] ?? 0) >>> 0);
  if (low === allZero) return;
  const mask = (1 << low) - 1;
  for (let at: number = order; at < values.length; at++) {
    const rest = zigzag(remainder(values, at, order, mean));
    const high = rest >>> low;
    if (high + low < 23 && high < unary) out.bits((((1 << (high + 1)) - 2) << low) | (rest & mask), high + 1 + low);
    else if (high < unary) {
      out.bits((1 << (high + 1)) - 2, high + 1);
      out.bits(rest & mask, low);
    } else {
      out.bits((1 << unary) - 1, unary);
      out.word(rest, fullBits);
    }
  }
  out.align();
}

export function readWhole(from: ByteReader, n: number): Int32Array {
  const head = from.byte();
  const [order, low] = [head >> 6, head & 63];
  if (order > 2 || (low > mostLow && low !== allZero)) throw new DamagedReadings("an unknown way of writing numbers");
  const values = new Int32Array(n);
  const first = order === 1 ? 0 : unzigzag(from.varint());
  if (order === 2 && n > 1) values[1] = first;
  for (let at = order; at < n; at++) {
    const rest = low === allZero ? 0 : unzigzag(readRest(from, low));
    values[at] = order === 0 ? first + rest : order === 1 ? values[at - 1]! + rest : 2 * values[at - 1]! - values[at - 2]! + rest;
  }
  from.align();
  return values;
}

function unzigzag(value: number): number {
  return (value >>> 1) ^ -(value & 1);
}

function readRest(from: ByteReader, low: number): number {
  const high = from.ones(unary);
  return high < unary ? (high << low) | from.bits(low) : from.word(fullBits);
}
