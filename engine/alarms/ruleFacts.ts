import type { AlertRule, Priority } from "../model/rule.ts";
import type { Tag } from "../model/tag.ts";
import type { ProcessPlan } from "../rules/compileRule.ts";
import type { Alarm } from "./alarm.ts";
import { processId, type AlarmFacts } from "./life/facts.ts";
import { deviceRuleId, type DeviceFault } from "./health/kinds.ts";

/** What the life cycle must know of one process of a rule. */
export function factsOfRule(rule: AlertRule, plan: ProcessPlan): AlarmFacts {
  const own = plan.plans[0]?.tag;
  return {
    ruleId: rule.id, key: plan.key, tagId: rule.per === "tag" ? (own?.id ?? null) : null, areaId: own?.area ?? (rule.per === "area" ? plan.key : ""),
    priority: rule.priority, latch: rule.latch ?? false, ackRequired: rule.ackRequired ?? true, ladder: rule.ladder ?? null,
    unit: own?.unit ?? "", limitId: plan.limitId ?? null,
  };
}

/** The same for a device fault of a tag: P3, P2 on a safety tag. */
export function factsOfFault(fault: DeviceFault, tag: Tag, priority: Priority = tag.safety ? "P2" : "P3"): AlarmFacts {
  return { ruleId: deviceRuleId(fault), key: tag.id, tagId: tag.id, areaId: tag.area, priority, latch: false, ackRequired: true, ladder: null, unit: tag.unit, limitId: null };
}

/** A lost gateway: one P2 alarm for all its tags. */
export function factsOfGateway(gateway: string, areaId: string): AlarmFacts {
  return { ruleId: deviceRuleId("gateway"), key: gateway, tagId: null, areaId, priority: "P2", latch: false, ackRequired: true, ladder: null, unit: "", limitId: null };
}

/** A process that came to another state than its stored record: somebody must look on site. */
export function factsOfRecovery(alarm: Pick<Alarm, "ruleId" | "key" | "tagId" | "areaId">): AlarmFacts {
  return { ruleId: deviceRuleId("recovery"), key: processId(alarm.ruleId, alarm.key), tagId: alarm.tagId, areaId: alarm.areaId, priority: "P2", latch: false, ackRequired: true, ladder: null, unit: "", limitId: null };
}

/** Nobody was found to tell of an alarm in the area; `key` says who was sought. */
export function factsOfNoReceiver(key: string, areaId: string): AlarmFacts {
  return { ruleId: deviceRuleId("no-receiver"), key, tagId: null, areaId, priority: "P2", latch: false, ackRequired: true, ladder: null, unit: "", limitId: null };
}
