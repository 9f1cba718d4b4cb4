import type { ByteReader } from "./byteReader.ts";
import type { ByteWriter } from "./byteWriter.ts";
import { DamagedReadings } from "./damagedReadings.ts";
import { readExact, writeExact } from "./exactNumbers.ts";
import { largest, planWhole, readWhole, writeWhole } from "./wholeNumbers.ts";

const exact = 255; // instead of the number of decimals
const plain = 254;
const mostDecimals = 9;
const powers = Array.from({ length: mostDecimals + 1 }, (_, digits) => 10 ** digits);

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
    const plan = planWhole(found.whole, n);
    if (plan.bits < n * 58) {
      out.byte(found.digits);
      writeWhole(out, found.whole, n, plan);
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

/** The numbers as whole numbers over the smallest power of ten that gives each of them back exactly; undefined where none does. */
function decimalsOf(values: Float64Array): { readonly digits: number; readonly whole: Float64Array } | undefined {
  const whole = new Float64Array(values.length);
  let digits = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0;
    const number = wholeOf(value, powers[digits] ?? 1);
    if (number !== undefined) whole[at] = number;
    else if (digits === mostDecimals) return undefined;
    else {
      digits += 1;
      at = -1; // what fitted fewer decimals is written with more
    }
  }
  return { digits, whole };
}

function wholeOf(value: number, power: number): number | undefined {
  const whole = Math.round(value * power);
  return whole / power === value && Math.abs(whole) <= largest && (value !== 0 || 1 / value > 0) ? whole : undefined;
}

export function readNumbers(from: ByteReader, n: number): Float64Array {
  const digits = from.byte();
  if (digits === exact) return readExact(from, n);
  if (digits === plain) return Float64Array.from({ length: n }, () => from.double());
  const power = powers[digits];
  if (power === undefined) throw new DamagedReadings("an unknown number of decimals");
  const values = readWhole(from, n);
  if (digits > 0) for (let at = 0; at < n; at++) values[at] = (values[at] ?? 0) / power;
  return values;
}
