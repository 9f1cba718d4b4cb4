import type { Sample, SampleValue } from "../../rules/sample.ts";
import type { HealthPlan } from "./healthPlan.ts";
import type { HealthState } from "./healthState.ts";

/** When a tag last moved and when it was last at rest, as known at some instant; −∞ for never. */
export interface Movement {
  readonly movedAt: number;
  readonly restAt: number;
}

/** Another tag as the judge of this one sees it. */
export interface Neighbour {
  movementAt(t: number): Movement;
  /** Mean of one of its last hours (UTC, hours since 1970); undefined when unknown. */
  hourMean(hour: number): number | undefined;
}

export type Neighbours = (tagId: string) => Neighbour | undefined;

const restWords: ReadonlySet<SampleValue> = new Set<SampleValue>([false, 0, "0", "off", "stopped"]);

/** Follows what others may ask of this tag: a change of more than 3 % of span (or of state), and rest. */
export function follow(plan: HealthPlan, state: Pick<HealthState, "anchor" | "movedAt" | "restAt">, sample: Sample): void {
  const { v, ts } = sample;
  if (v === null || sample.q === 2) return;
  if (isAtRest(plan, v)) state.restAt = ts;
  if (state.anchor === null) state.anchor = v;
  else if (hasMoved(plan, state.anchor, v)) {
    state.anchor = v;
    state.movedAt = ts;
  }
}

function isAtRest(plan: HealthPlan, v: SampleValue): boolean {
  return plan.numeric && typeof v === "number" ? v < plan.restBelow : restWords.has(v);
}

function hasMoved(plan: HealthPlan, from: SampleValue, to: SampleValue): boolean {
  return plan.numeric && typeof from === "number" && typeof to === "number" ? Math.abs(to - from) > plan.moveBy : from !== to;
}
