import type { ProcessPlan } from "../../rules/compileRule.ts";
import type { EngineParts } from "../engineParts.ts";
import type { StepLog } from "../life/stepLog.ts";
import { factsOfFault } from "../ruleFacts.ts";
import { deviceRuleId } from "./kinds.ts";

/**
 * A point that a rule is about and cannot judge, for want of a value of its
 * own, looks calm and is not watched: it has a device alarm until the value is
 * given or no rule asks for it.
 */
export function tellUncovered(engine: EngineParts, plans: Iterable<ProcessPlan>, now: number, log: StepLog): void {
  const bare = new Map([...plans].flatMap((plan) => (plan.uncovered ?? []).map(({ tag }) => [tag.id, tag] as const)));
  for (const alarm of engine.book.open()) {
    if (alarm.ruleId !== deviceRuleId("not-covered") || !alarm.active || bare.has(alarm.key)) continue;
    const { ruleId, key, tagId, areaId, priority } = alarm;
    engine.book.clear({ ruleId, key, tagId, areaId, priority, latch: false, ackRequired: true, ladder: null, unit: "", limitId: null }, now, "CONDITION", false, now, log);
  }
  for (const tag of bare.values()) {
    const facts = factsOfFault("not-covered", tag);
    if (engine.book.of(facts)?.active !== true) engine.book.raise({ facts, at: now, edge: null, why: "CONDITION", stillActive: true, masked: false }, now, log);
  }
}
