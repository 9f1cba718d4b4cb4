import { plainUnit } from "@safeloop/engine";

/** UCUM-style codes as people write them. */
const written: { readonly [code: string]: string } = {
  "%[LEL]": "%LEL", "[ppm]": "ppm", "Cel": "℃", "cel": "℃", "degC": "℃", "m3/h": "m³/h", "mg/m3": "mg/m³", "%[vol]": "%VOL", "%{vol}": "%VOL", "1": "",
};

/** A unit code as shown: `%[LEL]` is `%LEL`. */
export function unitText(unit: string | undefined): string {
  if (unit === undefined) return "";
  return Object.hasOwn(written, unit) ? (written[unit] as string) : plainUnit(unit);
}

const signs: { readonly [op: string]: string } = { ">=": "≥", "<=": "≤", ">": ">", "<": "<" };

/** `≥ 25 %LEL`: sign, value, unit. */
export function limitText(limit: { readonly value: number; readonly unit: string; readonly op?: string } | undefined | null): string {
  if (!limit) return "";
  const sign = limit.op === undefined ? "" : (signs[limit.op] ?? limit.op);
  return [sign, String(limit.value), unitText(limit.unit)].filter((part) => part !== "").join(" ");
}

/** Where a limit comes from: `GB/T 50493 5.3 · 待核实`. */
export function sourceText(limit: { readonly std?: string; readonly clause?: string; readonly confidence?: string }, toVerify: string): string {
  const from = [limit.std, limit.clause].filter(Boolean).join(" ");
  return [from, limit.confidence?.endsWith("verify") ? toVerify : ""].filter((part) => part !== "").join(" · ");
}
