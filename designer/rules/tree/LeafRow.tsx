import { Input, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AlertRule } from "@safeloop/engine";
import { conditionOf, logicOf } from "../condition/condition.ts";
import { type Comparison, type Condition, type Group, type Term } from "../condition/model.ts";
import { JsonBlock } from "../editors/JsonBlock.tsx";
import { OperandEditor } from "../editors/OperandEditor.tsx";
import { TermEditor } from "../editors/TermEditor.tsx";
import { FormCompareRow } from "../FormCompareRow.tsx";
import { useCalendars } from "../useCalendars.ts";
import { useLocale } from "@safeloop/web";
import { comparisonOptions } from "../words/comparisonOptions.ts";
import { useTree } from "./treeScope.ts";

export type Leaf = Exclude<Condition, Group>;
type Put = (part: Condition, limits?: AlertRule["limits"]) => void;

/** True for a comparison that a rule about a form is asked field by field. */
export function isOfForm({ kind, ...term }: Term): boolean {
  return kind === "event" || kind === "latest" || (kind === "count" && (!("where" in term) || (term.where?.kind === "compare" && term.where.term.kind === "event" && term.where.op === "==")));
}

function CompareParts({ condition, put }: { readonly condition: Extract<Leaf, { kind: "compare" }>; readonly put: Put }): ReactNode {
  const { t } = useTranslation("rules");
  const { rule, names, tagUnit } = useTree();
  const { term, op, operand } = condition;
  return (
    <>
      <TermEditor rule={rule} term={term} names={names} put={(next) => put({ ...condition, term: next })} />
      <Select value={op} onChange={(next: Comparison) => put({ ...condition, op: next })} options={comparisonOptions(op)} aria-label={t("comparison")} />
      <OperandEditor rule={rule} names={names} against={term} op={op} operand={operand} tagUnit={tagUnit} put={(next, limits) => put({ ...condition, operand: next }, limits)} />
    </>
  );
}

function BetweenParts({ condition, put }: { readonly condition: Extract<Leaf, { kind: "between" }>; readonly put: Put }): ReactNode {
  const { t } = useTranslation("rules");
  const { rule, names, tagUnit } = useTree();
  const { term, low, high } = condition;
  const side = (which: "low" | "high", operand: Term): ReactNode => <OperandEditor rule={rule} names={names} against={term} op={which === "low" ? ">=" : "<="} operand={operand} tagUnit={tagUnit} put={(next, limits) => put({ ...condition, [which]: next }, limits)} />;
  return <><TermEditor rule={rule} term={term} names={names} put={(next) => put({ ...condition, term: next })} /><span>{t("from")}</span>{side("low", low)}<span>{t("to")}</span>{side("high", high)}</>;
}

function CalendarPart({ condition, put }: { readonly condition: Extract<Leaf, { kind: "calendar" }>; readonly put: Put }): ReactNode {
  const { t } = useTranslation("rules");
  const { text } = useLocale();
  const calendars = useCalendars();
  return <><span>{t("inHoursOf")}</span><Select value={condition.id === "" ? null : condition.id} placeholder={t("calendar")} onChange={(id: string) => put({ ...condition, id })} options={calendars.map((one) => ({ value: one.id, label: text(one.title) }))} aria-label={t("calendar")} popupMatchSelectWidth={false} /></>;
}

/** The parts of a condition that is not made of others. What has no words is a block of JSON: shown whole, never lost. */
export function LeafParts({ condition, put }: { readonly condition: Leaf; readonly put: Put }): ReactNode {
  const { t } = useTranslation("rules");
  const { rule, form, names } = useTree();
  if (condition.kind === "compare") {
    if (form && isOfForm(condition.term)) return <FormCompareRow rule={rule} form={form} condition={condition} put={put} />;
    return <CompareParts condition={condition} put={put} />;
  }
  if (condition.kind === "between") return <BetweenParts condition={condition} put={put} />;
  if (condition.kind === "calendar") return <CalendarPart condition={condition} put={put} />;
  if (condition.kind === "holds") return <><TermEditor rule={rule} term={condition.term} names={names} put={(term) => put({ kind: "holds", term })} /><span>{t("isTrue")}</span></>;
  if (condition.kind === "constant") return <Select value={String(condition.value)} onChange={(value) => put({ kind: "constant", value: value === "true" })} options={[{ value: "true", label: t("always") }, { value: "false", label: t("never") }]} aria-label={t("value")} />;
  return <div className="dz-raw"><JsonBlock logic={logicOf(condition)} put={(logic) => put(conditionOf(logic))} label={t("jsonPart")} /><span className="sl-meta">{t("rawNote")}</span></div>;
}

/** A number of a group, 1 or more. */
export function WholeNumber({ value, onChange, label }: { readonly value: number; readonly onChange: (value: number) => void; readonly label: string }): ReactNode {
  return <Input type="number" min={1} className="dz-whole" value={value} onChange={(event) => event.target.value !== "" && onChange(Number(event.target.value))} aria-label={label} />;
}
