import type { AlertRule } from "@safeloop/engine";
import { unitText, useLocale } from "@safeloop/web";
import { Button, Input, InputNumber, Select, Switch } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { LayerSummary } from "../layers/LayerPane.tsx";
import { removeLimit } from "./edits/limitEdits.ts";
import { setSetting } from "./edits/ruleEdits.ts";
import { LimitNumber } from "./editors/LimitNumber.tsx";
import type { RulePaneProps } from "./rulePane.ts";
import { RetireRule } from "./RetireRule.tsx";
import { Selection } from "./Selection.tsx";
import type { RuleForm } from "./useRuleForm.ts";
import { SettingRow as Row } from "./SettingRow.tsx";
import { limitFor, limitLabel, namedLimits } from "./words/limitWords.ts";
import { useCalendars } from "./useCalendars.ts";
import { selectedTags, type TagLine } from "./useRuleTags.ts";

/** Each limit under the name it had when the editor was opened: typing does not rename what is typed into. */
function Limits({ rule, run, tags }: RulePaneProps & { readonly tags: readonly TagLine[] }): ReactNode {
  const { t } = useTranslation("rules");
  const { locale } = useLocale();
  const [opened] = useState(rule.limits);
  const units = [...new Set(tags.map((tag) => tag.unit))];
  const used = namedLimits(rule);
  return Object.entries(rule.limits).map(([id, limit]) => {
    const name = t("limitTitle", { label: [limitLabel(opened[id] ?? limit, locale), limitFor(id)].filter(Boolean).join(" · ") });
    return (
      <div key={id} className="dz-limit" data-place={`/limits/${id}`}>
        <span>{name}</span>
        <LimitNumber rule={rule} run={run} id={id} label={name} units={units} />
        {!used.has(id) && <small className="sl-meta">{t("limitUnused")} <Button type="link" size="small" onClick={() => run(removeLimit(id))}>{t("limitRemove")}</Button></small>}
      </div>
    );
  });
}

function Numbers({ rule, run, tags }: RulePaneProps & { readonly tags: readonly TagLine[] }): ReactNode {
  const { t } = useTranslation("designer");
  const { locale } = useLocale();
  const tagsUnit = selectedTags(rule, tags)[0]?.unit;
  return (
    <>
      <Limits rule={rule} run={run} tags={tags} />
      {!("form" in rule.select) && <Row place="/deadband" label={t("rule.deadband")}><InputNumber min={0} value={typeof rule.deadband === "number" ? rule.deadband : null} suffix={unitText(tagsUnit, locale)} onChange={(value) => run(setSetting("deadband", value ?? 0))} aria-label={t("rule.deadband")} /></Row>}
      <Row place="/onDelayS" label={t("rule.onDelay")}><InputNumber min={0} max={86_400} value={rule.onDelayS ?? 0} suffix="s" onChange={(value) => run(setSetting("onDelayS", value ?? 0))} aria-label={t("rule.onDelay")} /></Row>
      <Row place="/offDelayS" label={t("rule.offDelay")}><InputNumber min={0} max={86_400} value={rule.offDelayS ?? 0} suffix="s" onChange={(value) => run(setSetting("offDelayS", value ?? 0))} aria-label={t("rule.offDelay")} /></Row>
      {(rule.onDelayS ?? 0) > 5 && <Row label={t("rule.delayReason")}><Input value={rule.onDelayReason ?? ""} onChange={(event) => run(setSetting("onDelayReason", event.target.value || undefined))} aria-label={t("rule.delayReason")} /></Row>}
      <Row label={t("rule.latch")}><span className="dz-switch"><Switch size="small" checked={rule.latch === true} onChange={(latch) => run(setSetting("latch", latch))} aria-label={t("rule.latch")} /> <small className="sl-meta">{t("rule.latchHelp")}</small></span></Row>
    </>
  );
}

function Texts({ rule, run }: { readonly rule: AlertRule; readonly run: RulePaneProps["run"] }): ReactNode {
  const { t } = useTranslation("designer");
  return (["zh", "en"] as const).map((language) => (
    <div key={language} className="dz-texts">
      <Row {...(language === "zh" ? { place: "/title" } : {})} label={t(`rule.title_${language}`)}><Input value={rule.title[language]} onChange={(event) => run(setSetting("title", { ...rule.title, [language]: event.target.value }))} aria-label={t(`rule.title_${language}`)} /></Row>
      <Row {...(language === "zh" ? { place: "/message" } : {})} label={t(`rule.message_${language}`)}><Input value={rule.message[language]} onChange={(event) => run(setSetting("message", { ...rule.message, [language]: event.target.value }))} aria-label={t(`rule.message_${language}`)} /></Row>
    </div>
  ));
}

/** The hours in which the rule tells anybody. */
function Schedule({ rule, run }: RulePaneProps): ReactNode {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const calendars = useCalendars();
  const isUrgent = rule.priority === "P1";
  const note = isUrgent ? t("rule.scheduleP1") : rule.schedule === undefined ? undefined : t("rule.scheduleNote");
  return (
    <Row place="/schedule" label={t("rule.schedule")} {...(note === undefined ? {} : { note })}>
      <Select allowClear disabled={isUrgent && rule.schedule === undefined} value={rule.schedule} placeholder={t("rule.always")} onChange={(schedule: string | undefined) => run(setSetting("schedule", schedule))} options={calendars.map(({ id, title }) => ({ value: id, label: text(title) }))} aria-label={t("rule.schedule")} />
    </Row>
  );
}

/** Numbers, delays, texts and selection of the rule. */
export function RuleSettings(props: RulePaneProps & { readonly tags: readonly TagLine[]; readonly form: RuleForm | undefined; readonly isOwn: boolean; readonly isPublished: boolean }): ReactNode {
  const { t } = useTranslation("designer");
  return (
    <aside className="dz-props" aria-label={t("props.title")}>
      <header><strong>{t("rule.settings")}</strong></header>
      <LayerSummary />
      <Numbers {...props} />
      <Schedule {...props} />
      <h3>{t("select.title")}</h3>
      <Selection {...props} />
      <h3>{t("rule.texts")}</h3>
      <Texts {...props} />
      {props.isPublished && <RetireRule rule={props.rule} tagCount={selectedTags(props.rule, props.tags).length} isOwn={props.isOwn} />}
    </aside>
  );
}
