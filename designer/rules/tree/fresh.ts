import type { AlertRule } from "@safeloop/engine";
import type { Condition } from "../condition/model.ts";
import { wrapped } from "../condition/tree.ts";
import { comparisonWith } from "../edits/formEdits.ts";
import type { RuleForm } from "../useRuleForm.ts";

/** What may be added to a condition. */
export const addable = ["compare", "between", "age", "rate", "count", "kOfN", "lastN", "calendar", "not", "json"] as const;
export type Addable = (typeof addable)[number];

/** The comparison a new part begins with. */
export function freshCompare(rule: AlertRule, form: RuleForm | undefined): Condition {
  const [first] = Object.entries(form?.fields ?? {}).filter(([, field]) => field.type !== "number");
  if (first) return comparisonWith(rule, "event", first[0], first[1]).condition;
  if (form) return { kind: "compare", term: { kind: "count", windowS: 604_800 }, op: ">=", operand: { kind: "literal", value: 3 } };
  const [limit] = Object.keys(rule.limits);
  return { kind: "compare", term: { kind: "value" }, op: ">=", operand: limit === undefined ? { kind: "literal", value: 1 } : { kind: "limit", id: limit } };
}

/** A new part of a kind, which can be judged as it stands wherever there is a limit for it. */
export function freshPart(kind: Addable, rule: AlertRule, form: RuleForm | undefined, calendar: string | undefined): Condition {
  const compare = freshCompare(rule, form);
  const limit = Object.keys(rule.limits)[0] ?? "H";
  switch (kind) {
    case "compare": return compare;
    case "between": return { kind: "between", term: { kind: "value" }, low: { kind: "limit", id: limit }, high: { kind: "limit", id: limit } };
    case "age": return { kind: "compare", term: { kind: "age" }, op: ">", operand: { kind: "literal", value: 60 } };
    case "rate": return { kind: "compare", term: { kind: "rate", windowS: 60, per: "min" }, op: ">", operand: { kind: "limit", id: limit } };
    case "count": return { kind: "compare", term: { kind: "count", windowS: form ? 604_800 : 60 }, op: ">=", operand: { kind: "literal", value: 3 } };
    case "calendar": return { kind: "calendar", id: calendar ?? "" };
    case "json": return { kind: "raw", logic: {} };
    default: return wrapped(kind, compare);
  }
}
