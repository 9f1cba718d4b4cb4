import type { ByteReader } from "./byteReader.ts";
import type { ByteWriter } from "./byteWriter.ts";
import { DamagedReadings } from "./damagedReadings.ts";
import { readExact, writeExact } from "./exactNumbers.ts";
import { planWhole, reach, readWhole, writeWhole } from "./wholeNumbers.ts";

const exact = 255; // instead of the number of decimals
const plain = 254;
const mostDecimals = 9;
const powers = Array.from({ length: mostDecimals + 1 }, (_, digits) => 10 ** digits);
const largest = 2 ** 50;

let scratch = new Int32Array(1024);

/**
 * A column of doubles, every one given back bit for bit. Instruments say
 * decimals: where each number is a whole number divided by one power of ten,
 * the whole numbers are written; else the doubles themselves. A NaN comes
 * back as a NaN.
 */
export function writeNumbers(out: ByteWriter, values: Float64Array): void {
  const n = values.length;
  const found = decimalsOf(values);
  if (found) {
    const plan = planWhole(found.whole);
    if (plan.bits < n * 48) {
      out.byte(found.digits);
      out.varint(found.first < 0 ? -2 * found.first - 1 : 2 * found.first);
      writeWhole(out, found.whole, plan);
      return;
    }
  }
  const begin = out.length;
  out.byte(exact);
  writeExact(out, values);
  if (out.length - begin <= 8 * n + 1) return;
  out.cut(begin); // every bit is chance
  out.byte(plain);
  for (const value of values) out.double(value);
}

/** The numbers as whole numbers over the smallest power of ten that gives each of them back exactly, counted from the first; undefined where none does. */
function decimalsOf(values: Float64Array): { readonly digits: number; readonly first: number; readonly whole: Int32Array } | undefined {
  if (scratch.length < values.length) scratch = new Int32Array(values.length * 2);
  for (let digits = 0; digits <= mostDecimals; digits++) {
    const power = powers[digits]!;
    const first = Math.round((values[0] ?? 0) * power);
    if (wholeFrom(values, power, first)) return { digits, first, whole: scratch.subarray(0, values.length) };
  }
  return undefined;
}

function wholeFrom(values: Float64Array, power: number, first: number): boolean {
  if (!(Math.abs(first) <= largest)) return false;
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    const whole = Math.round(value * power);
    const after = whole - first;
    if (whole / power !== value || after >= reach || after <= -reach || (value === 0 && 1 / value < 0)) return false;
    scratch[at] = after;
  }
  return true;
}

export function readNumbers(from: ByteReader, n: number): Float64Array {
  const digits = from.byte();
  if (digits === exact) return readExact(from, n);
  if (digits === plain) return Float64Array.from({ length: n }, () => from.double());
  const power = powers[digits];
  if (power === undefined) throw new DamagedReadings("an unknown number of decimals");
  const folded = from.varint();
  const first = folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
  const whole = readWhole(from, n);
  const values = new Float64Array(n);
  for (let at = 0; at < n; at++) values[at] = (first + whole[at]!) / power;
  return values;
}
