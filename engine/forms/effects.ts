import { isObject, own, type JsonObject, type JsonValue } from "../model/json.ts";
import { isUnknown } from "../logic/unknown.ts";
import { jsonEqual } from "../logic/equal.ts";
import type { CompiledForm } from "./compiledForm.ts";
import type { Hidden } from "./containers.ts";
import type { RuleRunner } from "./evaluateRule.ts";
import type { Field } from "./field.ts";
import type { FormState, RowState } from "./formState.ts";
import type { CompiledRule } from "./plan.ts";
import { rowScope } from "./scope.ts";

interface Marks {
  readonly visible: Set<string>;
  readonly required: Set<string>;
  readonly readonly: Set<string>;
  readonly options: Map<string, readonly JsonValue[]>;
}

const newMarks = (): Marks => ({ visible: new Set(), required: new Set(), readonly: new Set(), options: new Map() });

/** `visible`, `required`, `readonly` and `options` once all answers are settled. */
export function effectsOf(form: CompiledForm, work: JsonObject, hidden: Hidden, runner: RuleRunner): Omit<FormState, "answers" | "issues"> {
  const rules = form.plan.effectsByField;
  const rows = new Map<string, readonly RowState[]>();
  const marks = newMarks();
  const mark = (fields: readonly Field[], values: JsonObject, into: Marks, scopeOf: (rule: CompiledRule) => JsonObject): void => {
    for (const field of fields) {
      if (hidden.has(field, values)) continue;
      into.visible.add(field.xid);
      if (field.required) into.required.add(field.xid);
      for (const rule of rules.get(field) ?? []) apply(rule, field, into, scopeOf(rule), runner);
      if (field.children.length === 0) continue;
      const value = own(values, field.xid) as JsonValue | undefined;
      if (field.shape === "object") mark(field.children, isObject(value) ? value : {}, into, scopeOf);
      if (field.shape === "rows") rows.set(field.xid, rowStates(field, value, scopeOf, mark));
    }
  };
  mark(form.roots, work, marks, () => work);
  return { ...marks, rows };
}

function rowStates(table: Field, value: JsonValue | undefined, scopeOf: (rule: CompiledRule) => JsonObject, mark: (fields: readonly Field[], values: JsonObject, into: Marks, scopeOf: (rule: CompiledRule) => JsonObject) => void): RowState[] {
  return (Array.isArray(value) ? value : []).map((row: JsonValue, index) => {
    const marks = newMarks();
    const values = isObject(row) ? row : {};
    mark(table.children, values, marks, (rule) => rowScope(scopeOf(rule), values, index, rule.reads));
    return marks;
  });
}

function apply(rule: CompiledRule, field: Field, into: Marks, scope: JsonObject, runner: RuleRunner): void {
  if (runner.applies(rule, scope) !== true) return;
  if (rule.rule.effect === "require") into.required.add(field.xid);
  if (rule.rule.effect === "readonly") into.readonly.add(field.xid);
  if (rule.rule.effect === "options") narrow(field.xid, runner.value(rule.expr, scope, rule), into);
}

/** Several `options` rules leave what all of them allow; a list that is not known allows nothing. */
function narrow(xid: string, value: ReturnType<RuleRunner["value"]>, into: Marks): void {
  const allowed = !isUnknown(value) && Array.isArray(value) ? (value as readonly JsonValue[]) : [];
  const before = into.options.get(xid);
  into.options.set(xid, before ? before.filter((one) => allowed.some((other) => jsonEqual(one, other))) : allowed);
}
