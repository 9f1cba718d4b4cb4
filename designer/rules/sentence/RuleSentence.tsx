import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import type { AlarmAction, AlertRule, Priority } from "@safeloop/engine";
import { PriorityGlyph, unitText, useLocale } from "@safeloop/web";
import { Button, Dropdown, InputNumber, Select } from "antd";
import { Fragment, type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { conditionOf } from "../condition/condition.ts";
import { SecondsInput } from "../editors/SecondsInput.tsx";
import { setPriority, setSetting } from "../edits/ruleEdits.ts";
import type { RulePaneProps } from "../rulePane.ts";
import { Selection } from "../Selection.tsx";
import type { RuleForm } from "../useRuleForm.ts";
import type { TagLine } from "../useRuleTags.ts";
import { spanWords } from "../words/ruleWords.ts";
import { useRuleNames } from "../words/useRuleNames.ts";
import { ConditionTokens } from "./ConditionTokens.tsx";
import { Token } from "./Token.tsx";

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

/** Where the alarm ends: back below the limit by the deadband, or by a condition of its own. */
function useClearWords(rule: AlertRule, unit: string | undefined): string {
  const { t } = useTranslation("designer");
  const { locale } = useLocale();
  const { deadband } = rule;
  if ("form" in rule.select) return t(rule.clear === undefined ? "rule.formAlarm" : "rule.formAlarmClear");
  const band = typeof deadband === "number" ? `${deadband} ${unitText(unit, locale)}`.trim() : deadband === undefined ? "0" : "percentOfLimit" in deadband ? `${deadband.percentOfLimit} %` : `${deadband.percentOfRange} %`;
  return t("rule.alarm", { deadband: band });
}

interface RuleSentenceProps extends RulePaneProps {
  readonly chosen: readonly TagLine[];
  readonly tags: readonly TagLine[];
  readonly form: RuleForm | undefined;
  readonly wrong: ReadonlySet<string>;
}

/** The rule as a sentence whose words can be clicked. It is the same rule as the tree and the JSON. */
export function RuleSentence({ rule, run, chosen, tags, form, wrong }: RuleSentenceProps): ReactNode {
  const { t } = useTranslation("designer");
  const { t: words } = useTranslation("rules");
  const { locale, text } = useLocale();
  const names = useRuleNames(rule, form);
  const root = useMemo(() => conditionOf(rule.condition), [rule.condition]);
  const isForm = "form" in rule.select;
  const units = [...new Set(tags.map((tag) => tag.unit))];
  const tagUnit = chosen[0]?.unit;
  const clearWords = useClearWords(rule, tagUnit);
  const delay = (facet: "onDelayS" | "offDelayS", label: string): ReactNode => <Token label={label} place={`/${facet}`} isWrong={wrong.has(`/${facet}`)} content={<SecondsInput min={0} max={86_400} value={rule[facet] ?? 0} onChange={(value) => run(setSetting(facet, value))} label={label} />}>{spanWords(rule[facet] ?? 0, words)}</Token>;
  const about = "form" in rule.select ? t("rule.formIn", { form: form?.stream ? text(form.stream.title) : rule.select.form }) : t("rule.tags", { count: chosen.length });
  return (
    <div className="dz-rule-sentence" lang={locale}>
      <p className="dz-sentence">
        {t("rule.when")} <Token label={t("select.title")} place="/select" isWrong={wrong.has("/select")} content={<div className="dz-token-select"><Selection rule={rule} run={run} tags={tags} form={form} /></div>}>{about}</Token> {t(isForm ? "rule.formOf" : "rule.of")}{" "}
        <ConditionTokens scope={{ rule, run, root, names, form, tagUnit, units, wrong }} condition={root} path={[]} />{" "}
        {t("rule.lasting")} {delay("onDelayS", t("rule.onDelay"))}{" "}
        {t("rule.raise")}{" "}
        <Token label={t("rule.priority")} place="/priority" isWrong={wrong.has("/priority")} content={<Select autoFocus value={rule.priority} onChange={(priority: Priority) => run(setPriority(priority))} options={(["P1", "P2", "P3", "P4"] as const).map((value) => ({ value, label: t(`priority.${value}`) }))} aria-label={t("rule.priority")} />}><PriorityGlyph priority={rule.priority} /> {t(`priority.${rule.priority}`)}</Token>{" "}
        {isForm || typeof rule.deadband === "object" ? clearWords : <Token label={t("rule.deadband")} place="/deadband" isWrong={wrong.has("/deadband")} content={<InputNumber min={0} value={rule.deadband ?? 0} suffix={unitText(tagUnit, locale)} onChange={(value) => run(setSetting("deadband", value ?? 0))} aria-label={t("rule.deadband")} />}>{clearWords}</Token>}{" "}
        {delay("offDelayS", t("rule.offDelay"))}{" "}
        {t("rule.cleared")}
      </p>
      <Actions rule={rule} run={run} />
    </div>
  );
}
