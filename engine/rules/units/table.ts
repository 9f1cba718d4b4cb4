import { type Ratio, dividedBy, ratioOf } from "./ratio.ts";
import { dimensionless, product, type Unit } from "./unit.ts";

/** A number as it is written, or a fraction where no decimal is exact. */
type Exact = number | readonly [over: number, under: number];
type Row = readonly [factor: Exact, dims: { readonly [base: string]: number }, offset?: Exact];

/** UCUM codes and the plain spellings that devices send. Base: m, kg, s, A, K, mol, fraction, LEL share. */
const rows: { readonly [code: string]: Row } = {
  "1": [1, {}], "{count}": [1, {}],
  "%": [0.01, { part: 1 }], "ppm": [1e-6, { part: 1 }], "[ppm]": [1e-6, { part: 1 }], "[ppb]": [1e-9, { part: 1 }], "ppb": [1e-9, { part: 1 }],
  "%[vol]": [0.01, { part: 1 }], "%VOL": [0.01, { part: 1 }], "%vol": [0.01, { part: 1 }], "vol%": [0.01, { part: 1 }], "umol/mol": [1e-6, { part: 1 }], "uL/L": [1e-6, { part: 1 }], "µL/L": [1e-6, { part: 1 }], "μL/L": [1e-6, { part: 1 }], "%CH4": [0.01, { part: 1 }],
  "%[LEL]": [0.01, { lel: 1 }], "%LEL": [0.01, { lel: 1 }],
  "mg/m3": [1e-6, { kg: 1, m: -3 }], "mg/m³": [1e-6, { kg: 1, m: -3 }], "ug/m3": [1e-9, { kg: 1, m: -3 }], "g/m3": [1e-3, { kg: 1, m: -3 }], "kg/m3": [1, { kg: 1, m: -3 }],
  "Pa": [1, { kg: 1, m: -1, s: -2 }], "hPa": [100, { kg: 1, m: -1, s: -2 }], "kPa": [1e3, { kg: 1, m: -1, s: -2 }], "MPa": [1e6, { kg: 1, m: -1, s: -2 }], "bar": [1e5, { kg: 1, m: -1, s: -2 }], "mbar": [100, { kg: 1, m: -1, s: -2 }], "[psi]": [6894.757293168, { kg: 1, m: -1, s: -2 }],
  "K": [1, { K: 1 }], "Cel": [1, { K: 1 }, 273.15], "°C": [1, { K: 1 }, 273.15], "℃": [1, { K: 1 }, 273.15], "[degF]": [[5, 9], { K: 1 }, [229_835, 900]],
  "m": [1, { m: 1 }], "mm": [1e-3, { m: 1 }], "cm": [1e-2, { m: 1 }], "um": [1e-6, { m: 1 }], "km": [1e3, { m: 1 }],
  "m2": [1, { m: 2 }], "m3": [1, { m: 3 }], "L": [1e-3, { m: 3 }], "mL": [1e-6, { m: 3 }],
  "ms": [1e-3, { s: 1 }], "s": [1, { s: 1 }], "min": [60, { s: 1 }], "h": [3600, { s: 1 }], "d": [86400, { s: 1 }],
  "Hz": [1, { s: -1 }], "/min": [[1, 60], { s: -1 }], "rpm": [[1, 60], { s: -1 }],
  "g": [1e-3, { kg: 1 }], "mg": [1e-6, { kg: 1 }], "kg": [1, { kg: 1 }], "t": [1e3, { kg: 1 }], "N": [1, { kg: 1, m: 1, s: -2 }], "kN": [1e3, { kg: 1, m: 1, s: -2 }],
  "mA": [1e-3, { A: 1 }], "A": [1, { A: 1 }], "kA": [1e3, { A: 1 }], "mV": [1e-3, { V: 1 }], "V": [1, { V: 1 }], "kV": [1e3, { V: 1 }],
  "W": [1, { W: 1 }], "kW": [1e3, { W: 1 }], "MW": [1e6, { W: 1 }], "kWh": [3.6e6, { W: 1, s: 1 }],
  "dB": [1, { dB: 1 }], "dB[A]": [1, { dBA: 1 }], "dB[C]": [1, { dBC: 1 }], "lx": [1, { lx: 1 }], "deg": [1, { deg: 1 }], "[pH]": [1, { pH: 1 }],
};

const known = new Map<string, Unit>();

/**
 * The unit of a code. Quotients such as `m3/h` or `mm/s` are taken apart. A
 * code nobody knows is a dimension of its own: it converts to itself only.
 */
export function unitOf(code: string): Unit {
  const found = known.get(code);
  if (found) return found;
  const unit = build(code);
  if (known.size < 10_000) known.set(code, unit); // definitions are untrusted: the cache is bounded
  return unit;
}

function build(code: string): Unit {
  if (code === "") return dimensionless;
  const row = Object.prototype.hasOwnProperty.call(rows, code) ? rows[code] : undefined;
  if (row) return { code, dims: row[1], factor: numberOf(row[0]), offset: numberOf(row[2] ?? 0) };
  const slash = code.lastIndexOf("/");
  if (slash <= 0) return { code, dims: { [`?${code}`]: 1 }, factor: 1, offset: 0 };
  return { ...product(unitOf(code.slice(0, slash)), unitOf(code.slice(slash + 1)), -1), code };
}

function numberOf(exact: Exact): number {
  return typeof exact === "number" ? exact : exact[0] / exact[1];
}

/** A unit without rounding: value in base = value × factor + offset. */
export interface ExactUnit {
  readonly dims: { readonly [base: string]: number };
  readonly factor: Ratio;
  readonly offset: Ratio;
}

/** `unitOf` in fractions, for what must be told apart exactly. */
export function exactUnitOf(code: string): ExactUnit {
  const row = Object.prototype.hasOwnProperty.call(rows, code) ? rows[code] : undefined;
  if (row) return { dims: row[1], factor: exactly(row[0]), offset: exactly(row[2] ?? 0) };
  const slash = code.lastIndexOf("/");
  if (slash <= 0) return { dims: unitOf(code).dims, factor: exactly(1), offset: exactly(0) };
  const [over, under] = [exactUnitOf(code.slice(0, slash)), exactUnitOf(code.slice(slash + 1))];
  return { dims: unitOf(code).dims, factor: dividedBy(over.factor, under.factor), offset: exactly(0) };
}

function exactly(value: Exact): Ratio {
  if (typeof value === "number") return ratioOf(String(value)) ?? { over: 0n, under: 1n };
  return dividedBy(exactly(value[0]), exactly(value[1]));
}
