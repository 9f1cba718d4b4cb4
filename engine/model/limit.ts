/**
 * How sure we are of a number (catalogue 1.1). Only `read` may be worded as a
 * requirement; anything with `verify` shows a "待核实" badge.
 */
export type Confidence = "read" | "known" | "project" | "read-verify" | "known-verify";

/** Where a rule or number comes from. */
export interface Source {
  readonly std: string; // e.g. "GB 30871"
  readonly edition?: string; // e.g. "2022"
  readonly clause?: string; // e.g. "5.3.2"
  readonly confidence: Confidence;
}

/**
 * What a limit is for: meeting it lets pass (`pass`: validity ≤ 480 min),
 * forbids (`ban`: wind ≥ 5 Bft), raises (`alarm`: gas ≥ 25 %LEL), or only sorts
 * (`class`: LEL ≥ 4 vol%), which has no stricter side.
 */
export type LimitRole = "pass" | "ban" | "alarm" | "class";

/** Constants between units of different dimension. Of one substance, so they stand with its limit. */
export interface LimitConversion {
  /** vol% at 100 %LEL. */
  readonly lelVol?: number;
  /** mg/m³ of 1 ppm, at the stated reference conditions. */
  readonly mgPerPpm?: number;
}

/**
 * A safety limit. It is data, never a literal in code: it carries its
 * standard, clause and confidence. `legalFloor` limits may be tightened by an
 * overlay but never loosened.
 */
export interface Limit {
  readonly value: number;
  readonly unit: string; // UCUM-style code, e.g. "%[LEL]", "kPa", "min", "m"
  readonly op?: ">" | ">=" | "<" | "<=";
  readonly sourceStd: string;
  readonly edition?: string;
  readonly clause?: string;
  readonly confidence: Confidence;
  readonly effectiveFrom?: string;
  readonly effectiveTo?: string;
  readonly legalFloor?: boolean;
  /** Which side is stricter. Without it: as its use says (`limitRoleOf`); where that is not one thing, the limit cannot be tightened. */
  readonly role?: LimitRole;
  readonly conversion?: LimitConversion;
}
