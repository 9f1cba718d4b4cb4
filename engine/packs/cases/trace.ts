import type { CheckResult } from "../../forms/checkResult.ts";
import type { Answers } from "../../forms/formState.ts";
import type { Issue } from "../../issues/issue.ts";
import type { JsonValue } from "../../model/json.ts";

/** What became visible since the step before. */
export interface Trace {
  readonly told: Set<string>;
  readonly edges: [at: number, rule: string, from: string, to: string][];
  readonly effects: string[];
  readonly created: { readonly form: string; readonly data: { readonly [xid: string]: JsonValue } }[];
  issues: readonly Issue[];
  checks: readonly CheckResult[];
  judged: Answers | undefined; // answers a `judge` step looked at, computed values included
  refused: string | undefined; // code of a refused alarm command
}

export function emptyTrace(): Trace {
  return { told: new Set(), edges: [], effects: [], created: [], issues: [], checks: [], judged: undefined, refused: undefined };
}

/** What cases walked through: the measure of what they leave out. */
export interface Coverage {
  readonly nodes: Set<string>;
  readonly events: Set<string>;
  readonly outcomes: Set<string>;
  readonly refusals: Set<string>;
  readonly raised: Set<string>;
}

export function emptyCoverage(): Coverage {
  return { nodes: new Set(), events: new Set(), outcomes: new Set(), refusals: new Set(), raised: new Set() };
}

/** Adds what another case covered. */
export function addCoverage(to: Coverage, from: Coverage): void {
  for (const part of ["nodes", "events", "outcomes", "refusals", "raised"] as const) for (const one of from[part]) to[part].add(one);
}
