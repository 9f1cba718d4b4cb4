import type { AlertRule, ReportField } from "@safeloop/engine";
import { labelSearch, unitText, useLocale } from "@safeloop/web";
import { InputNumber, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type Comparison, type Compare, type Condition, daysOf, type Term } from "./condition/model.ts";
import { comparisonWith } from "./edits/formEdits.ts";
import type { RuleForm } from "./useRuleForm.ts";
import { comparisonOptions } from "./words/comparisonOptions.ts";
import { limitAmount } from "./words/limitWords.ts";

interface Props {
  readonly rule: AlertRule;
  readonly form: RuleForm;
  readonly condition: Compare;
  /** Takes the next comparison, with limits it needs beside those the rule has. */
  readonly put: (next: Condition, limits?: AlertRule["limits"]) => void;
}

const week = 7 * 86_400;

function FieldSelect({ form, value, onChange, label }: { readonly form: RuleForm; readonly value: string; readonly onChange: (xid: string) => void; readonly label: string }): ReactNode {
  const { t } = useTranslation("designer");
  const { locale, text } = useLocale();
  const options = Object.entries(form.fields).map(([xid, field]) => ({ value: xid, label: `${text(field.title)} · ${field.unit === undefined ? t(`rule.fieldType.${field.type}`) : unitText(field.unit, locale)}` }));
  return <Select showSearch={labelSearch} value={value} onChange={onChange} options={options} aria-label={label} popupMatchSelectWidth={false} />;
}

function OptionSelect({ field, value, onChange }: { readonly field: ReportField | undefined; readonly value: string | number | boolean; readonly onChange: (value: string | number | boolean) => void }): ReactNode {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  if (field?.type === "boolean") return <Select value={value === true} onChange={onChange} options={[{ value: true, label: t("rule.yes") }, { value: false, label: t("rule.no") }]} aria-label={t("when.value")} />;
  return <Select value={value as string | number} onChange={onChange} options={(field?.options ?? []).map((one) => ({ value: one.value, label: text(one.title) }))} aria-label={t("when.value")} popupMatchSelectWidth={false} />;
}

/** Which forms count: those in which one field has one value. */
function whereOf({ where }: Extract<Term, { kind: "count" }>): { readonly field: string; readonly value: string | number | boolean } | undefined {
  return where?.kind === "compare" && where.term.kind === "event" && where.operand.kind === "literal" ? { field: where.term.field, value: where.operand.value } : undefined;
}

const fieldIs = (field: string, value: string | number | boolean): Condition => ({ kind: "compare", term: { kind: "event", field }, op: "==", operand: { kind: "literal", value } });

/** Days of a window and, where asked for, which forms count. */
function CountParts({ form, term, put }: { readonly form: RuleForm; readonly term: Extract<Term, { kind: "count" }>; readonly put: (term: Term) => void }): ReactNode {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const where = whereOf(term);
  const chosen = where && form.fields[where.field];
  const pick = (xid: string | undefined): void => {
    const field = xid === undefined ? undefined : form.fields[xid];
    if (xid === undefined || !field) return put({ kind: "count", windowS: term.windowS });
    return put({ ...term, where: fieldIs(xid, field.type === "boolean" ? true : (field.options?.[0]?.value ?? "")) });
  };
  return (
    <>
      <InputNumber min={0.01} max={30} value={daysOf(term.windowS)} suffix={t("rule.days")} onChange={(value) => value !== null && put({ ...term, windowS: Math.round(value * 86_400) })} aria-label={t("rule.window")} />
      <Select allowClear value={where?.field} placeholder={t("rule.allForms")} onChange={pick} options={Object.entries(form.fields).filter(([, field]) => field.type !== "number").map(([xid, field]) => ({ value: xid, label: text(field.title) }))} aria-label={t("rule.countWhere")} popupMatchSelectWidth={false} />
      {where && <OptionSelect field={chosen} value={where.value} onChange={(value) => put({ ...term, where: fieldIs(where.field, value) })} />}
    </>
  );
}

function OperandPart({ rule, form, condition, put }: Props): ReactNode {
  const { t } = useTranslation("designer");
  const { locale } = useLocale();
  const { term, operand } = condition;
  const set = (next: Term): void => put({ ...condition, operand: next });
  if (operand.kind === "limit") return <Select value={operand.id} onChange={(id: string) => set({ kind: "limit", id })} options={Object.entries(rule.limits).map(([id, limit]) => ({ value: id, label: limitAmount(limit, locale) }))} aria-label={t("rule.limit")} popupMatchSelectWidth={false} />;
  if (operand.kind !== "literal") return null;
  if (term.kind === "count") return <InputNumber min={1} value={Number(operand.value)} onChange={(value) => value !== null && set({ kind: "literal", value })} aria-label={t("when.value")} />;
  return <OptionSelect field={term.kind === "event" || term.kind === "latest" ? form.fields[term.field] : undefined} value={operand.value} onChange={(value) => set({ kind: "literal", value })} />;
}

/** One comparison of a rule about a form: a field of this or of the latest one, or how many there were. */
export function FormCompareRow(props: Props): ReactNode {
  const { rule, form, condition, put } = props;
  const { t } = useTranslation("designer");
  const { term, op } = condition;
  const begin = (kind: "event" | "latest", xid: string | undefined): void => {
    const field = xid === undefined ? undefined : form.fields[xid];
    if (xid === undefined || !field) return;
    const next = comparisonWith(rule, kind, xid, field);
    put(next.condition, next.limits);
  };
  const setKind = (kind: string): void => {
    if (kind === "count") put({ kind: "compare", term: { kind: "count", windowS: week }, op: ">=", operand: { kind: "literal", value: 3 } });
    else begin(kind === "event" ? "event" : "latest", term.kind === "event" || term.kind === "latest" ? term.field : Object.keys(form.fields)[0]);
  };
  return (
    <>
      <Select value={term.kind} onChange={setKind} options={(["event", "latest", "count"] as const).map((value) => ({ value, label: t(`rule.formTerm.${value}`) }))} aria-label={t("rule.term")} popupMatchSelectWidth={false} />
      {(term.kind === "event" || term.kind === "latest") && <FieldSelect form={form} value={term.field} onChange={(xid) => begin(term.kind === "event" ? "event" : "latest", xid)} label={t("rule.formField")} />}
      {term.kind === "count" && <CountParts form={form} term={term} put={(next) => put({ ...condition, term: next })} />}
      <Select value={op} onChange={(next: Comparison) => put({ ...condition, op: next })} options={comparisonOptions(op)} aria-label={t("rule.comparison")} />
      <OperandPart {...props} />
    </>
  );
}
