import type { HealthPlan } from "./healthPlan.ts";
import type { HealthState } from "./healthState.ts";
import type { Neighbours } from "./movement.ts";

const minSamples = 10; // two equal readings of a slow point are no standstill [P]

/** Takes in a number and tells whether the raw value has stood still for longer than its kind can. */
export function standsStill(plan: HealthPlan, state: HealthState, v: number, ts: number, neighbours: Neighbours): boolean {
  if (state.value === v) state.sameCount += 1;
  else {
    state.sameSince = ts;
    state.sameCount = 1;
  }
  if (plan.stuckMs === 0 || ts - state.sameSince < plan.stuckMs || state.sameCount < minSamples || mayStay(plan, v)) return false;
  if (plan.needsMoved) return plan.connected.some((id) => (neighbours(id)?.movementAt(ts).movedAt ?? -Infinity) > state.sameSince);
  return !plan.restsWithOthers || plan.connected.every((id) => ts - (neighbours(id)?.movementAt(ts).restAt ?? -Infinity) >= plan.stuckMs);
}

function mayStay(plan: HealthPlan, v: number): boolean {
  return (plan.zeroIsLegal && v === 0) || v < plan.legalBelow;
}
