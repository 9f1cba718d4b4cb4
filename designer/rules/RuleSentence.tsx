import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import type { AlarmAction, AlertRule, I18nText, Priority } from "@safeloop/engine";
import { PriorityGlyph, unitText, useLocale } from "@safeloop/web";
import { Button, Dropdown, InputNumber, Popover, Select } from "antd";
import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Edit } from "../commands/commandStack.ts";
import { type Comparison, comparisons, type Condition, conditionOf, daysOf, logicOf, type Term } from "./condition.ts";
import { setCondition, setLimit, setPriority, setSetting } from "./edits/ruleEdits.ts";
import type { RuleForm } from "./useRuleForm.ts";

export interface RulePaneProps {
  readonly rule: AlertRule;
  readonly run: (edit: Edit<AlertRule>) => void;
}

function Token({ children, content }: { readonly children: ReactNode; readonly content: ReactNode }): ReactNode {
  return <Popover trigger="click" content={content}><button type="button" className="dz-token">{children}</button></Popover>;
}

function LimitToken({ rule, run, id }: RulePaneProps & { readonly id: string }): ReactNode {
  const { locale } = useLocale();
  const limit = rule.limits[id];
  if (!limit) return <code className="dz-bad">{id}</code>;
  return <Token content={<InputNumber value={limit.value} suffix={unitText(limit.unit, locale)} onChange={(value) => value !== null && run(setLimit(id, value))} aria-label={id} />}><strong>{limit.value}</strong> {unitText(limit.unit, locale)}</Token>;
}

/** How a comparison is written for people. */
export const sign: { readonly [op in Comparison]: string } = { ">=": "≥", ">": ">", "<=": "≤", "<": "<", "==": "=", "!=": "≠" };

/** What a term is called. */
function useTermWords(form: RuleForm | undefined): (term: Term) => string {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const fieldWords = (xid: string): string => { const title = form?.fields[xid]?.title; return title ? text(title) : xid; };
  return (term) => {
    if (term.kind === "value") return term.alias ?? t("rule.reading");
    if (term.kind === "rise") return t("rule.rise", { seconds: term.windowS });
    if (term.kind !== "count") return t(term.kind === "latest" ? "rule.formLatest" : form ? "rule.formEvent" : "rule.event", { field: fieldWords(term.field) });
    if (term.where === undefined) return t("rule.formCount", { days: daysOf(term.windowS) });
    return t("rule.formCountWhere", { days: daysOf(term.windowS), field: fieldWords(term.where.field), value: valueWords(form, term.where.field, term.where.value, t, text) });
  };
}

/** A value as the form shows it: the label of an option, yes or no. */
function valueWords(form: RuleForm | undefined, xid: string | undefined, value: string | number | boolean, t: (key: string) => string, text: (title: I18nText) => string): string {
  const field = xid === undefined ? undefined : form?.fields[xid];
  if (field?.type === "boolean") return t(value === true ? "rule.yes" : "rule.no");
  const option = field?.options?.find((one) => one.value === value);
  return option ? text(option.title) : String(value);
}

function Compare({ rule, run, condition, put, form }: RulePaneProps & { readonly form: RuleForm | undefined; readonly condition: Extract<Condition, { kind: "compare" }>; readonly put: (next: Condition) => void }): ReactNode {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const { term, op, operand } = condition;
  const termWords = useTermWords(form)(term);
  const field = term.kind === "event" || term.kind === "latest" ? term.field : undefined;
  return (
    <>
      <span className="dz-token is-fixed">{termWords}</span>{" "}
      <Token content={<Select value={op} onChange={(next) => put({ ...condition, op: next })} options={comparisons.map((value) => ({ value, label: sign[value] }))} aria-label={t("rule.comparison")} />}>{sign[op]}</Token>{" "}
      {operand.kind === "limit" ? <LimitToken rule={rule} run={run} id={operand.id} /> : <span className="dz-token is-fixed">{valueWords(form, field, operand.value, t, text)}</span>}
    </>
  );
}

function ConditionWords({ rule, run, condition, put, form }: RulePaneProps & { readonly form: RuleForm | undefined; readonly condition: Condition; readonly put: (next: Condition) => void }): ReactNode {
  const { t } = useTranslation("designer");
  if (condition.kind === "compare") return <Compare rule={rule} run={run} condition={condition} put={put} form={form} />;
  if (condition.kind === "raw") return <code className="dz-token is-fixed">{JSON.stringify(condition.logic)}</code>;
  return condition.items.map((item, at) => (
    <span key={at}>
      {at > 0 && ` ${t(`rule.${condition.kind}`)} `}
      <ConditionWords rule={rule} run={run} condition={item} form={form} put={(next) => put({ ...condition, items: condition.items.map((one, index) => (index === at ? next : one)) })} />
    </span>
  ));
}

const addable: readonly AlarmAction[] = [{ do: "disposalTask" }, { do: "interlock", cause: "gas-alarm" }, { do: "camera" }, { do: "emergencyPrompt" }];

function Actions({ rule, run }: RulePaneProps): ReactNode {
  const { t } = useTranslation("designer");
  const rest = addable.filter((action) => !rule.actions.some((one) => one.do === action.do));
  return (
    <p className="dz-sentence">
      {t("rule.meanwhile")}{" "}
      {rule.actions.map((action, at) => (
        <Fragment key={at}>
          <span className="dz-token is-fixed">{t(`action.${action.do}`)}<button type="button" className="dz-x" aria-label={t("rule.removeAction")} title={t("rule.removeAction")} onClick={() => run(setSetting("actions", rule.actions.filter((_, index) => index !== at)))}><CloseOutlined aria-hidden /></button></span>{" "}
        </Fragment>
      ))}
      {rest.length > 0 && <Dropdown trigger={["click"]} menu={{ items: rest.map((action) => ({ key: action.do, label: t(`action.${action.do}`) })), onClick: ({ key }) => { const action = rest.find((one) => one.do === key); if (action) run(setSetting("actions", [...rule.actions, action])); } }}><Button type="link" size="small" icon={<PlusOutlined />}>{t("rule.addAction")}</Button></Dropdown>}
    </p>
  );
}

/** The rule as a sentence whose words can be clicked. It is the same rule as the tree and the JSON. */
export function RuleSentence({ rule, run, tagCount, form }: RulePaneProps & { readonly tagCount: number; readonly form: RuleForm | undefined }): ReactNode {
  const { t } = useTranslation("designer");
  const { locale, text } = useLocale();
  const isForm = "form" in rule.select;
  const clearWords = typeof rule.deadband === "number" ? String(rule.deadband) : rule.deadband === undefined ? "0" : "percentOfLimit" in rule.deadband ? `${rule.deadband.percentOfLimit} %` : `${rule.deadband.percentOfRange} %`;
  return (
    <div className="dz-rule-sentence" lang={locale}>
      <p className="dz-sentence">
        {t("rule.when")} <span className="dz-token is-fixed">{"form" in rule.select ? t("rule.formIn", { form: form?.stream ? text(form.stream.title) : rule.select.form }) : t("rule.tags", { count: tagCount })}</span> {t(isForm ? "rule.formOf" : "rule.of")}{" "}
        <ConditionWords rule={rule} run={run} condition={conditionOf(rule.condition)} form={form} put={(next) => run(setCondition(logicOf(next)))} />{" "}
        {t("rule.lasting")} <Token content={<InputNumber min={0} max={86_400} value={rule.onDelayS ?? 0} suffix="s" onChange={(value) => run(setSetting("onDelayS", value ?? 0))} aria-label={t("rule.onDelay")} />}>{t("rule.seconds", { count: rule.onDelayS ?? 0 })}</Token>{" "}
        {t("rule.raise")}{" "}
        <Token content={<Select value={rule.priority} onChange={(priority: Priority) => run(setPriority(priority))} options={(["P1", "P2", "P3", "P4"] as const).map((value) => ({ value, label: t(`priority.${value}`) }))} aria-label={t("rule.priority")} />}><PriorityGlyph priority={rule.priority} /> {t(`priority.${rule.priority}`)}</Token>{" "}
        {isForm ? t(rule.clear === undefined ? "rule.formAlarm" : "rule.formAlarmClear") : t("rule.alarm", { deadband: clearWords })}{" "}
        <Token content={<InputNumber min={0} max={86_400} value={rule.offDelayS ?? 0} suffix="s" onChange={(value) => run(setSetting("offDelayS", value ?? 0))} aria-label={t("rule.offDelay")} />}>{t("rule.seconds", { count: rule.offDelayS ?? 0 })}</Token>{" "}
        {t("rule.cleared")}
      </p>
      <Actions rule={rule} run={run} />
    </div>
  );
}
