/** An exact fraction in lowest terms; `under` is positive. */
export interface Ratio {
  readonly over: bigint;
  readonly under: bigint;
}

const decimal = /^([+-]?)(\d{1,40})(?:\.(\d{1,40}))?(?:[eE]([+-]?\d{1,3}))?$/;

/** The fraction a decimal text stands for (`0.5`, `-20`, `1e-6`); undefined when it is none. At most 40 digits either side of the point. */
export function ratioOf(text: string): Ratio | undefined {
  const match = decimal.exec(text);
  if (!match) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const shift = Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction) * (sign === "-" ? -1n : 1n);
  return shift >= 0 ? ratio(digits * 10n ** BigInt(shift), 1n) : ratio(digits, 10n ** BigInt(-shift));
}

/** The fraction of a number as it is written: 0.1 is a tenth, not the nearest double. Undefined for what is not finite. */
export function ratioOfNumber(value: number): Ratio | undefined {
  return ratioOf(String(value));
}

export function ratio(over: bigint, under: bigint): Ratio {
  const sign = under < 0n ? -1n : 1n;
  const common = greatestCommon(over < 0n ? -over : over, under * sign) || 1n;
  return { over: (over * sign) / common, under: (under * sign) / common };
}

export function plus(a: Ratio, b: Ratio): Ratio {
  return ratio(a.over * b.under + b.over * a.under, a.under * b.under);
}

export function minus(a: Ratio, b: Ratio): Ratio {
  return plus(a, { over: -b.over, under: b.under });
}

export function times(a: Ratio, b: Ratio): Ratio {
  return ratio(a.over * b.over, a.under * b.under);
}

/** a ÷ b; b is not zero. */
export function dividedBy(a: Ratio, b: Ratio): Ratio {
  return ratio(a.over * b.under, a.under * b.over);
}

/** Below zero, zero or above: a against b. */
export function compareRatios(a: Ratio, b: Ratio): -1 | 0 | 1 {
  const left = a.over * b.under;
  const right = b.over * a.under;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The nearest number. */
export function numberOfRatio({ over, under }: Ratio): number {
  return Number(decimalOf({ over, under }, 30) ?? Number(over) / Number(under));
}

/** The decimal text of a fraction, or undefined when it has no end within `most` places. */
export function decimalOf({ over, under }: Ratio, most = 40): string | undefined {
  let places = 0;
  let scaled = over < 0n ? -over : over;
  while (scaled % under !== 0n && places < most) {
    scaled *= 10n;
    places += 1;
  }
  if (scaled % under !== 0n) return undefined;
  const digits = (scaled / under).toString().padStart(places + 1, "0");
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return over < 0n ? `-${text}` : text;
}

function greatestCommon(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
