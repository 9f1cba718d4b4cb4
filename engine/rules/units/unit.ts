/** A unit as a product of base dimensions: value in base = value × factor + offset. */
export interface Unit {
  readonly code: string;
  readonly dims: { readonly [base: string]: number };
  readonly factor: number;
  readonly offset: number;
}

export const dimensionless: Unit = { code: "1", dims: {}, factor: 1, offset: 0 };

/** Writes the dimension of a unit in a normal form, so that equal dimensions have equal text. */
export function dimensionOf(unit: Pick<Unit, "dims">): string {
  return Object.keys(unit.dims).filter((base) => unit.dims[base] !== 0).sort().map((base) => `${base}^${unit.dims[base]}`).join("·");
}

/** True when values of one can be turned into the other. */
export function sameDimension(a: Unit, b: Unit): boolean {
  return dimensionOf(a) === dimensionOf(b);
}

/** The linear map from one unit to another of the same dimension: y = x × scale + shift. */
export function conversion(from: Unit, to: Unit): { readonly scale: number; readonly shift: number } {
  if (from.factor === to.factor && from.offset === to.offset) return { scale: 1, shift: 0 };
  return { scale: from.factor / to.factor, shift: (from.offset - to.offset) / to.factor };
}

/** Converts one value; undefined when the dimensions differ. */
export function convertValue(value: number, from: Unit, to: Unit): number | undefined {
  if (!sameDimension(from, to)) return undefined;
  const { scale, shift } = conversion(from, to);
  return tidy(value * scale + shift);
}

// 0.1 kPa × 1000 must be 100 Pa, not 100.00000000000001: 15 digits are all a sensor could ever carry.
function tidy(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(15)) : value;
}

/** The unit of a difference: the same scale without the zero point (°C − °C is a span of kelvins). */
export function spanOf(unit: Unit): Unit {
  return unit.offset === 0 ? unit : { ...unit, offset: 0 };
}

export function product(a: Unit, b: Unit, sign: 1 | -1): Unit {
  const dims: Record<string, number> = { ...a.dims };
  for (const base of Object.keys(b.dims)) dims[base] = (dims[base] ?? 0) + sign * (b.dims[base] ?? 0);
  const code = sign === 1 ? `${a.code}.${b.code}` : `${a.code}/${b.code}`;
  return { code, dims, factor: sign === 1 ? a.factor * b.factor : a.factor / b.factor, offset: 0 };
}
