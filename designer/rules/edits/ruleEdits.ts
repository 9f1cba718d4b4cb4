import type { AlertRule, JsonLogic, Priority, TagSelector } from "@safeloop/engine";
import type { Edit } from "../../commands/commandStack.ts";

type Settable = "deadband" | "onDelayS" | "offDelayS" | "latch" | "title" | "message" | "actions" | "sop" | "onDelayReason" | "escalation" | "suppressWhen" | "schedule";

const titles: { readonly [facet in Settable]: { readonly zh: string; readonly en: string } } = {
  deadband: { zh: "修改死区", en: "Change the deadband" },
  onDelayS: { zh: "修改触发延时", en: "Change the on-delay" },
  offDelayS: { zh: "修改恢复延时", en: "Change the off-delay" },
  latch: { zh: "修改锁存", en: "Change latching" },
  title: { zh: "修改名称", en: "Change the title" },
  message: { zh: "修改报警文字", en: "Change the message" },
  actions: { zh: "修改动作", en: "Change the actions" },
  sop: { zh: "修改处置卡", en: "Change the first actions" },
  onDelayReason: { zh: "写明延时理由", en: "State the reason for the delay" },
  escalation: { zh: "修改升级", en: "Change the escalation" },
  schedule: { zh: "修改启用时间", en: "Change the schedule" },
  suppressWhen: { zh: "修改抑制条件", en: "Change the suppression" },
};

/** Sets one plain setting; `undefined` takes it away. */
export function setSetting<K extends Settable>(facet: K, value: AlertRule[K] | undefined): Edit<AlertRule> {
  return {
    title: titles[facet],
    mergeKey: facet,
    apply(rule) {
      if (rule[facet] === value) return rule;
      const { [facet]: _before, ...rest } = rule;
      return value === undefined ? (rest as AlertRule) : { ...rule, [facet]: value };
    },
  };
}

export function setPriority(priority: Priority): Edit<AlertRule> {
  return { title: { zh: "修改优先级", en: "Change the priority" }, mergeKey: "priority", apply: (rule) => (rule.priority === priority ? rule : { ...rule, priority }) };
}

/** Sets the condition, and with it limits it needs. Edits of one `mergeKey` that follow each other are one step. */
export function setCondition(condition: JsonLogic, limits?: AlertRule["limits"], mergeKey?: string): Edit<AlertRule> {
  return { title: { zh: "修改条件", en: "Change the condition" }, ...(mergeKey === undefined ? {} : { mergeKey }), apply: (rule) => ({ ...rule, condition, ...(limits === undefined ? {} : { limits }) }) };
}

/** Chooses the tags. A limit that has no unit yet takes theirs. */
export function setSelect(select: TagSelector, unit?: string): Edit<AlertRule> {
  const withUnit = (limits: AlertRule["limits"]): AlertRule["limits"] => (unit === undefined ? limits : Object.fromEntries(Object.entries(limits).map(([id, limit]) => [id, limit.unit === "" ? { ...limit, unit } : limit])));
  return { title: { zh: "修改作用位号", en: "Change which tags" }, mergeKey: "select", apply: (rule) => ({ ...rule, select, limits: withUnit(rule.limits) }) };
}
