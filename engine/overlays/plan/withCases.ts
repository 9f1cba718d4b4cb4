import { hashOf } from "../../model/canonical.ts";
import type { Item } from "./items.ts";
import type { Plan } from "./planUpgrade.ts";

/** A case that goes another way under the overlay, because it is stricter. */
export interface StricterCase {
  readonly id: string;
  readonly template: string;
  /** From 1. */
  readonly step: number;
  readonly what: string;
  /** Operations without which it goes as written; empty: more than one together, or too many to try. */
  readonly keys: readonly string[];
}

/** How the cases of the new upper go with the overlay on it (overlays.md 6). */
export interface PlanCases {
  readonly played: number;
  /** As written. */
  readonly same: number;
  readonly stricter: readonly StricterCase[];
  /** Refusals and alarms that are gone, and own cases that fail: `CASE_FAILED`. */
  readonly lost: readonly Item[];
  /** Cases with an expected refusal behind a step that goes another way: nobody can tell. */
  readonly unjudged: readonly string[];
  /** Cases that do not go as written without the overlay either, such as by the parameters answered. */
  readonly apart: readonly string[];
}

/** A plan whose cases were played; the plan of before is none any more. */
export function withCases(plan: Plan, cases: PlanCases): Plan {
  return { ...plan, cases, conflicts: [...plan.conflicts, ...cases.lost], planHash: `sha256:${hashOf({ plan: plan.planHash, cases })}` };
}
