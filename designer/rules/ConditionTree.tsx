import type { AlertRule } from "@safeloop/engine";
import { unitText, useLocale } from "@safeloop/web";
import { Button, Input, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { comparisons, type Condition, conditionOf, logicOf } from "./condition.ts";
import { comparisonWith, setComparison } from "./edits/formEdits.ts";
import { setCondition } from "./edits/ruleEdits.ts";
import { FormCompareRow } from "./FormCompareRow.tsx";
import { type RulePaneProps, sign } from "./RuleSentence.tsx";
import type { RuleForm } from "./useRuleForm.ts";

interface NodeProps {
  readonly rule: AlertRule;
  readonly condition: Condition;
  readonly put: (next: Condition, limits?: AlertRule["limits"]) => void;
  readonly remove: (() => void) | undefined;
  readonly form: RuleForm | undefined; // of a rule about one
}

function fresh(rule: AlertRule, form: RuleForm | undefined): Condition {
  const [first] = Object.entries(form?.fields ?? {}).filter(([, field]) => field.type !== "number");
  if (first) return comparisonWith(rule, "event", first[0], first[1]).condition;
  if (form) return { kind: "compare", term: { kind: "count", windowS: 604_800 }, op: ">=", operand: { kind: "literal", value: 3 } };
  return { kind: "compare", term: { kind: "value" }, op: ">=", operand: { kind: "limit", id: Object.keys(rule.limits)[0] ?? "H" } };
}

function CompareRow({ rule, condition, put, remove }: Omit<NodeProps, "form"> & { readonly condition: Extract<Condition, { kind: "compare" }> }): ReactNode {
  const { t } = useTranslation("designer");
  const { locale } = useLocale();
  const { term, op, operand } = condition;
  const terms = [{ value: "value", label: t("rule.reading") }, { value: "rise", label: t("rule.riseIn") }, { value: "event", label: t("rule.eventField") }, ...Object.keys(rule.aliases ?? {}).map((alias) => ({ value: `alias:${alias}`, label: alias }))];
  const termKey = term.kind === "value" && term.alias !== undefined ? `alias:${term.alias}` : term.kind;
  const setTerm = (key: string): void => {
    if (key === "rise") put({ ...condition, term: { kind: "rise", windowS: 30 } });
    else if (key === "event") put({ ...condition, term: { kind: "event", field: "type" } });
    else put({ ...condition, term: key.startsWith("alias:") ? { kind: "value", alias: key.slice(6) } : { kind: "value" } });
  };
  return (
    <div className="dz-tree-row">
      <Select value={termKey} onChange={setTerm} options={terms} aria-label={t("rule.term")} />
      {term.kind === "rise" && <Input type="number" value={term.windowS} onChange={(event) => put({ ...condition, term: { kind: "rise", windowS: Number(event.target.value) } })} suffix="s" aria-label={t("rule.window")} />}
      {term.kind === "event" && <Input value={term.field} onChange={(event) => put({ ...condition, term: { kind: "event", field: event.target.value } })} aria-label={t("rule.eventField")} />}
      <Select value={op} onChange={(next) => put({ ...condition, op: next })} options={comparisons.map((value) => ({ value, label: sign[value] }))} aria-label={t("rule.comparison")} />
      {operand.kind === "limit" ? (
        <Select value={operand.id} onChange={(id: string) => put({ ...condition, operand: { kind: "limit", id } })} options={Object.entries(rule.limits).map(([id, limit]) => ({ value: id, label: `${id} = ${limit.value} ${unitText(limit.unit, locale)}` }))} aria-label={t("rule.limit")} popupMatchSelectWidth={false} />
      ) : (
        <Input value={String(operand.value)} onChange={(event) => put({ ...condition, operand: { kind: "literal", value: typeof operand.value === "number" ? Number(event.target.value) : event.target.value } })} aria-label={t("when.value")} />
      )}
      {remove && <Button type="text" aria-label={t("rule.removeCondition")} onClick={remove}>×</Button>}
    </div>
  );
}

function TreeNode({ rule, condition, put, remove, form }: NodeProps): ReactNode {
  const { t } = useTranslation("designer");
  if (condition.kind === "compare") {
    return (
      <div className="dz-tree-leaf">
        {form ? <FormCompareRow rule={rule} form={form} condition={condition} put={put} remove={remove} /> : <CompareRow rule={rule} condition={condition} put={put} remove={remove} />}
        <Button size="small" type="link" onClick={() => put({ kind: "and", items: [condition, fresh(rule, form)] })}>{t("rule.addAnd")}</Button>
        <Button size="small" type="link" onClick={() => put({ kind: "or", items: [condition, fresh(rule, form)] })}>{t("rule.addOr")}</Button>
      </div>
    );
  }
  if (condition.kind === "raw") return <div className="dz-tree-row"><code>{JSON.stringify(condition.logic)}</code><span className="sl-meta">{t("rule.rawNote")}</span>{remove && <Button type="text" aria-label={t("rule.removeCondition")} onClick={remove}>×</Button>}</div>;
  const { items } = condition;
  const without = (at: number): Condition => {
    const rest = items.filter((_, index) => index !== at);
    return rest.length === 1 && rest[0] ? rest[0] : { ...condition, items: rest };
  };
  return (
    <fieldset className="dz-tree-group">
      <legend><Select size="small" value={condition.kind} onChange={(kind) => put({ ...condition, kind })} options={[{ value: "and", label: t("rule.and") }, { value: "or", label: t("rule.or") }]} aria-label={t("rule.combine")} /></legend>
      {items.map((item, at) => <TreeNode key={at} rule={rule} condition={item} put={(next, limits) => put({ ...condition, items: items.map((one, index) => (index === at ? next : one)) }, limits)} remove={() => put(without(at))} form={form} />)}
      <Button size="small" type="link" onClick={() => put({ ...condition, items: [...items, fresh(rule, form)] })}>{t("rule.addCondition")}</Button>
    </fieldset>
  );
}

/** The condition as a tree of "and" and "or". */
export function ConditionTree({ rule, run, form }: RulePaneProps & { readonly form: RuleForm | undefined }): ReactNode {
  const put = (next: Condition, limits?: AlertRule["limits"]): void => run(limits === undefined ? setCondition(logicOf(next)) : setComparison(logicOf(next), limits));
  return <TreeNode rule={rule} condition={conditionOf(rule.condition)} put={put} remove={undefined} form={form} />;
}
