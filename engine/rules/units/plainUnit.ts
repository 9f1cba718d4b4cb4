/** A unit as people write it: UCUM has `%[LEL]` and `Cel`, people have %LEL and °C. */
export function plainUnit(unit: string): string {
  if (unit === "1") return "";
  return unit === "Cel" ? "°C" : unit.replace(/[[\]{}]/g, "");
}
