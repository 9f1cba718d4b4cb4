import type { JsonLogic } from "@safeloop/engine";

/** Comparisons a person is offered. */
export const comparisons = [">=", ">", "<=", "<", "==", "!="] as const;
/** "===" and "!==" are other spellings of "==" and "!=". */
export type Comparison = (typeof comparisons)[number] | "===" | "!==";

/** What a window of readings is folded to. */
export const windowFolds = ["avg", "min", "max", "rise", "sum", "median", "stddev", "ewma"] as const;
export type WindowFold = (typeof windowFolds)[number];

/** What is counted in the area of the key. */
export const areaCounts = ["area.permits.count", "area.alarms.count", "area.records.open", "area.people"] as const;
export type AreaCount = (typeof areaCounts)[number];

export const calculations = ["+", "-", "*", "/", "abs", "min2", "max2"] as const;
export type Calculation = (typeof calculations)[number];

/** `bare`: the one argument is written without its list, and is written so again. */
interface Written {
  readonly bare?: true;
}

/** What has a worth and may stand on either side of a comparison. `other` has no words here: it is shown as JSON and kept. */
export type Term =
  | ({ readonly kind: "value"; readonly alias?: string; readonly asVar?: true } & Written)
  | ({ readonly kind: "prev" | "age" | "quality"; readonly alias?: string } & Written)
  | ({ readonly kind: "window"; readonly fold: WindowFold; readonly windowS: number; readonly alias?: string } & Written)
  | ({ readonly kind: "rate"; readonly windowS: number; readonly per?: RatePer; readonly alias?: string } & Written)
  | ({ readonly kind: "event" | "latest"; readonly field: string; readonly alias?: string } & Written)
  | ({ readonly kind: "count"; readonly windowS: number; readonly where?: Condition } & Written)
  | ({ readonly kind: "area"; readonly count: AreaCount; readonly of?: string } & Written)
  | ({ readonly kind: "design"; readonly name: string; readonly alias?: string } & Written)
  | ({ readonly kind: "range"; readonly part: "min" | "max" | "span" } & Written)
  /** A limit of the rule; with `by` that of several which the tag's medium, class or label names. */
  | ({ readonly kind: "limit"; readonly id: string; readonly by?: LimitFacet; readonly otherwise?: string } & Written)
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  | ({ readonly kind: "calc"; readonly op: Calculation; readonly items: readonly Term[] } & Written)
  | { readonly kind: "other"; readonly logic: JsonLogic };

export const limitFacets = ["medium", "assetClass", "label"] as const;
export type LimitFacet = (typeof limitFacets)[number];

export const ratePers = ["s", "min", "h"] as const;
export type RatePer = (typeof ratePers)[number];

/** The members a k-of-n asks: those of a set, or of them those within some metres. */
export interface Members {
  readonly set: string;
  readonly withinM?: number;
}

/**
 * A condition as the builder shows it. What it has no words for stays `raw`
 * JSON, shown and kept to the byte, so that no view loses any.
 */
export type Condition =
  | { readonly kind: "compare"; readonly term: Term; readonly op: Comparison; readonly operand: Term }
  | { readonly kind: "between"; readonly term: Term; readonly low: Term; readonly high: Term }
  | ({ readonly kind: "and" | "or"; readonly items: readonly Condition[] } & Written)
  | ({ readonly kind: "not"; readonly items: readonly [Condition] } & Written)
  | { readonly kind: "if"; readonly items: readonly Condition[] }
  | { readonly kind: "kOfN"; readonly k: number; readonly members: Members; readonly items: readonly [Condition]; readonly withinS?: number }
  | { readonly kind: "lastN"; readonly k: number; readonly n: number; readonly items: readonly [Condition] }
  | ({ readonly kind: "calendar"; readonly id: string } & Written)
  | { readonly kind: "holds"; readonly term: Term }
  | { readonly kind: "constant"; readonly value: boolean }
  | { readonly kind: "raw"; readonly logic: JsonLogic };

export type Compare = Extract<Condition, { kind: "compare" }>;
/** A condition that is made of others. */
export type Group = Extract<Condition, { items: readonly Condition[] }>;

export function isGroup(condition: Condition): condition is Group {
  return "items" in condition;
}

/** A window as days. */
export function daysOf(windowS: number): number {
  return Number((windowS / 86_400).toPrecision(4));
}
