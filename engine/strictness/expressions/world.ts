/** The effective worth of a limit. In a rule it is converted to the unit of what it is compared with; a form reads the bare number. */
export interface LimitWorth {
  readonly value: number | string;
  readonly unit: string;
}

export type TermType = "number" | "integer" | "text" | "boolean" | "list";

/**
 * What two expressions are read against. `form`: the dialect of forms, checks
 * and flows; `rule`: that of alarm conditions, whose inputs are read by
 * `value`, `avg` … and may be of any type. A variable that is not in `terms`
 * is untyped; a limit that is not in its side's `limits` is unknown.
 */
export interface ExprWorld {
  readonly dialect?: "form" | "rule";
  readonly terms?: { readonly [path: string]: TermType };
  readonly limits?: {
    readonly upper: { readonly [id: string]: LimitWorth };
    readonly local: { readonly [id: string]: LimitWorth };
  };
}

/**
 * Which way an expression may move, pointwise in false < unknown < true.
 * `narrow`: what lets pass, suppresses or skips (new ≤ upper). `widen`: what
 * raises, requires, shows or selects (new ≥ upper).
 */
export type Polarity = "narrow" | "widen";

export type Side = "upper" | "local";
