import type { FormRule } from "../../model/form.ts";
import type { JsonObject, JsonValue } from "../../model/json.ts";
import type { Props } from "../tree/element.ts";
import { jsonOf } from "./builder.ts";

/** Effects that are a property of their field, and where the rule keeps the expression. */
export const fieldRules: { readonly [effect: string]: { readonly prop: string; readonly in: "when" | "expr" } } = {
  show: { prop: "visible", in: "when" }, require: { prop: "requiredWhen", in: "when" }, readonly: { prop: "readonly", in: "when" },
  compute: { prop: "compute", in: "expr" }, options: { prop: "allowed", in: "expr" },
};

/** The text a rule names its target with: dotted through tables and groups. */
export type Targets = ReadonlyMap<string, string>;

export interface SortedRules {
  /** Properties by x-id. */
  readonly ofFields: Map<string, Props>;
  /** Rules that are elements: checks, and what a field cannot say by one expression. */
  readonly own: readonly { readonly rule: FormRule; readonly id: string }[];
  /** Every rule by its name, in the order of the definition. */
  readonly names: readonly string[];
}

/** Name of a rule that is a property of a field. */
export const ruleName = (xid: string, effect: string): string => `${effect} ${xid}`;

/** Which rules belong to their field, which are elements. A check keeps its id; a rule without one is named by what it does. */
export function sortRules(rules: readonly FormRule[], xids: Targets): SortedRules {
  const ofFields = new Map<string, Props>();
  const own: { rule: FormRule; id: string }[] = [];
  const taken = new Set<string>();
  const names = rules.map((rule) => {
    const xid = xids.get(rule.target);
    const belongs = fieldRules[rule.effect];
    if (xid !== undefined && belongs && isPlain(rule, belongs.in) && ofFields.get(xid)?.[belongs.prop] === undefined) {
      ofFields.set(xid, { ...ofFields.get(xid), [belongs.prop]: rule[belongs.in] as JsonValue });
      return ruleName(xid, rule.effect);
    }
    const id = freeName(rule, taken);
    own.push({ rule, id });
    return id;
  });
  return { ofFields, own, names };
}

/** Target, effect and one expression: no message, severity or source that a property would lose. */
function isPlain(rule: FormRule, expression: "when" | "expr"): boolean {
  const json: JsonObject = jsonOf(rule);
  return json[expression] !== undefined && Object.keys(json).every((key) => key === "target" || key === "effect" || key === expression);
}

function freeName(rule: FormRule, taken: Set<string>): string {
  const stem = rule.id !== undefined ? `${kindOfRule(rule)}:${rule.id}` : `${kindOfRule(rule)}:@${rule.target}.${rule.effect}`;
  let name = stem;
  for (let n = 2; taken.has(name); n++) name = `${stem}~${n}`;
  taken.add(name);
  return name;
}

export function kindOfRule(rule: Pick<FormRule, "effect">): "check" | "effect" {
  return rule.effect === "check" ? "check" : "effect";
}
