import { type Overlay, overlayHash } from "../overlay/overlay.ts";
import type { Plan } from "./planUpgrade.ts";

/** What a layer has in force, and the pairs of overlay and upper it had before, the last one last. Each names its upper itself. */
export interface Adoption {
  readonly inForce: Overlay;
  readonly former: readonly Overlay[];
}

/** Why a plan is not accepted: another plan stands now, or conflicts are open. */
export type AcceptRefusal = { readonly ok: false; readonly code: "PLAN_STALE" | "PLAN_OPEN"; readonly open: number };

/** The overlay of the plan on the new upper, in one step with naming that upper. `planHash`: the plan the person saw. */
export function acceptPlan(adoption: Adoption, plan: Plan, planHash: string, version: string): AcceptRefusal | { readonly ok: true; readonly adoption: Adoption } {
  if (planHash !== plan.planHash) return { ok: false, code: "PLAN_STALE", open: plan.conflicts.length };
  if (plan.conflicts.length > 0) return { ok: false, code: "PLAN_OPEN", open: plan.conflicts.length };
  const inForce: Overlay = { ...plan.overlay, on: { ...plan.overlay.on, version, hash: plan.to } };
  return { ok: true, adoption: { inForce, former: [...adoption.former.filter((one) => overlayHash(one) !== overlayHash(inForce)), adoption.inForce] } };
}

/** The pair before; the one left stays listed. Undefined when there is none. */
export function rollBack(adoption: Adoption): Adoption | undefined {
  const before = adoption.former.at(-1);
  return before && { inForce: before, former: [adoption.inForce, ...adoption.former.slice(0, -1)] };
}
