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
}
