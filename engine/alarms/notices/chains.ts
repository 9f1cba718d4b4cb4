import type { Candidates } from "../../model/candidates.ts";
import type { Confidence } from "../../model/limit.ts";
import type { RoleId } from "../../model/role.ts";
import type { AlertRule, EscalationStep, Priority } from "../../model/rule.ts";

/** Who is told at once, who next when nothing happens, and how long a disposal may take. */
export interface NoticeChain {
  readonly first: Candidates;
  readonly steps: readonly EscalationStep[];
  readonly disposeWithinS: number;
  readonly source: string;
  readonly confidence: Confidence;
}

const onDuty = (...roles: readonly RoleId[]): Candidates => roles.map((role) => ({ kind: "onDuty", role }));
const unacked = (afterS: number, ...roles: readonly RoleId[]): EscalationStep => ({ afterS, on: "unacked", to: onDuty(...roles) });
const undisposed = (afterS: number, ...roles: readonly RoleId[]): EscalationStep => ({ afterS, on: "undisposed", to: onDuty(...roles) });
const from = { source: "catalogue 5.2", confidence: "project" } as const;

/** The chains of catalogue 5.2, for rules that name none. Seconds from the announcement of a generation. */
export const defaultChains: { readonly [p in Priority]: NoticeChain } = {
  P1: {
    ...from, first: onDuty("operator", "shift-leader", "guardian"), disposeWithinS: 900,
    steps: [unacked(60, "shift-leader"), unacked(180, "base-unit-head", "safety-dept"), unacked(300, "principal"), undisposed(900, "safety-dept")],
  },
  P2: { ...from, first: onDuty("operator", "shift-leader"), disposeWithinS: 3_600, steps: [unacked(300, "shift-leader"), unacked(900, "base-unit-head"), undisposed(3_600, "safety-officer")] },
  P3: { ...from, first: onDuty("operator", "shift-leader"), disposeWithinS: 28_800, steps: [unacked(1_800, "team-leader"), undisposed(28_800, "team-leader")] },
  P4: { ...from, first: [], disposeWithinS: 86_400, steps: [] },
};

/** The steps of an alarm: those of its rule, else those of its priority. An empty list is no chain: somebody must hear of it. */
export function escalationOf(rule: Pick<AlertRule, "escalation"> | undefined, priority: Priority): readonly EscalationStep[] {
  return rule?.escalation && rule.escalation.length > 0 ? rule.escalation : defaultChains[priority].steps;
}

/** Whether an alarm opens a disposal task. */
export function needsDisposal(rule: Pick<AlertRule, "actions"> | undefined, priority: Priority): boolean {
  return priority === "P1" || priority === "P2" || (rule?.actions.some((one) => one.do === "disposalTask") ?? false);
}
