import type { ByteReader } from "./byteReader.ts";
import type { ByteWriter } from "./byteWriter.ts";
import { DamagedReadings } from "./damagedReadings.ts";

/** Whole numbers up to here are coded; second differences of them stay exact in a double. */
export const largest = 2 ** 50;

const unary = 15; // that many ones: the number follows in full
const fullBits = 54;
const mostLow = 20;
const allZero = 63; // stands for the number of low bits: every remainder is 0 and takes no room

/** How a column is foretold: from its mean, from the number before, or from the last step. What is left is small. */
type Order = 0 | 1 | 2;

interface Plan {
  readonly order: Order;
  readonly base: number;
  readonly low: number; // low bits of a remainder that are written as they are (Rice code)
  readonly bits: number;
}

const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
const unzigzag = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);

function remainder(values: Float64Array, at: number, order: Order, base: number): number {
  const value = values[at] ?? 0;
  if (order === 0) return value - base;
  const before = values[at - 1] ?? 0;
  return order === 1 ? value - before : value - 2 * before + (values[at - 2] ?? 0);
}

const lengths = new Uint32Array(34); // how many remainders have so many bits

function planOf(values: Float64Array, n: number, order: Order, base: number): Plan {
  lengths.fill(0);
  for (let at: number = order; at < n; at++) {
    const rest = zigzag(remainder(values, at, order, base));
    const length = rest >= 0x1_0000_0000 ? 33 : 32 - Math.clz32(rest);
    lengths[length] = (lengths[length] ?? 0) + 1;
  }
  if (lengths[0] === Math.max(0, n - order)) return { order, base, low: allZero, bits: 0 };
  let best = { low: 0, bits: Number.POSITIVE_INFINITY };
  for (let low = 0; low <= mostLow; low++) {
    const bits = bitsWith(low);
    if (bits < best.bits) best = { low, bits };
  }
  return { order, base, ...best };
}

/** About how many bits the counted remainders take. */
function bitsWith(low: number): number {
  let bits = 0;
  for (let length = 0; length < 34; length++) {
    const high = length === 0 ? 0 : Math.floor((1.5 * 2 ** (length - 1)) / 2 ** low);
    bits += (lengths[length] ?? 0) * (high >= unary ? unary + fullBits : high + 1 + low);
  }
  return bits;
}

function meanOf(values: Float64Array, n: number): number {
  let sum = 0;
  for (let at = 0; at < n; at++) sum += (values[at] ?? 0) / n;
  return Math.round(sum);
}

/** The cheapest way to write the first `n` whole numbers, each at most `largest` in size. */
export function planWhole(values: Float64Array, n: number): Plan {
  const plans = [planOf(values, n, 0, meanOf(values, n)), planOf(values, n, 1, values[0] ?? 0), planOf(values, n, 2, values[0] ?? 0)];
  return plans.reduce((best, plan) => (plan.bits < best.bits ? plan : best));
}

export function writeWhole(out: ByteWriter, values: Float64Array, n: number, { order, base, low }: Plan): void {
  out.byte(order * 64 + low);
  out.varint(zigzag(base));
  if (order === 2) out.varint(zigzag((values[1] ?? 0) - base));
  if (low === allZero) return;
  const below = 2 ** low;
  for (let at: number = order; at < n; at++) {
    const rest = zigzag(remainder(values, at, order, base));
    const high = Math.floor(rest / below);
    if (high < unary) {
      out.bits((1 << (high + 1)) - 2, high + 1);
      if (low > 0) out.bits(rest & (below - 1), low);
    } else {
      out.bits((1 << unary) - 1, unary);
      out.bits(Math.floor(rest / 2 ** 36), 18);
      out.bits(Math.floor(rest / 2 ** 18) % 2 ** 18, 18);
      out.bits(rest % 2 ** 18, 18);
    }
  }
  out.align();
}

export function readWhole(from: ByteReader, n: number): Float64Array {
  const head = from.byte();
  const [order, low] = [Math.floor(head / 64), head % 64];
  if (order > 2 || (low > mostLow && low !== allZero)) throw new DamagedReadings("an unknown way of writing numbers");
  const base = unzigzag(from.varint());
  const values = new Float64Array(n);
  if (order > 0 && n > 0) values[0] = base;
  if (order === 2) {
    const step = unzigzag(from.varint());
    if (n > 1) values[1] = base + step;
  }
  for (let at = order; at < n; at++) {
    const rest = low === allZero ? 0 : unzigzag(readRest(from, low));
    const before = values[at - 1] ?? 0;
    values[at] = order === 0 ? base + rest : order === 1 ? before + rest : 2 * before - (values[at - 2] ?? 0) + rest;
  }
  from.align();
  return values;
}

function readRest(from: ByteReader, low: number): number {
  const high = from.ones(unary);
  if (high < unary) return high * 2 ** low + from.bits(low);
  const first = from.bits(18);
  return first * 2 ** 36 + from.bits(18) * 2 ** 18 + from.bits(18);
}
