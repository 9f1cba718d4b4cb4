import type { AlertRule, Limit, Measurement } from "@safeloop/engine";
import { unitText, useLocale } from "@safeloop/web";
import { Input, InputNumber, Select, Switch } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ByForm } from "./ByForm.tsx";
import { aboutTags } from "./edits/formEdits.ts";
import { LayerSummary } from "../layers/LayerPane.tsx";
import { LimitBound } from "../layers/LimitBound.tsx";
import { setLimit, setSelect, setSetting } from "./edits/ruleEdits.ts";
import type { RulePaneProps } from "./RuleSentence.tsx";
import { type RuleForm, useChooseForm, usePublishedForms } from "./useRuleForm.ts";
import { SettingRow as Row } from "./SettingRow.tsx";
import { useCalendars } from "./useCalendars.ts";
import type { TagLine } from "./useRuleTags.ts";

/** Source of a limit in words; only a number that was read in the standard is worded as one. */
function useSourceWords(): (limit: Limit) => string {
  const { t } = useTranslation("designer");
  return (limit) => {
    const source = [limit.sourceStd, limit.edition, limit.clause].filter(Boolean).join(" ");
    if (limit.confidence === "read") return t(limit.legalFloor ? "limit.floor" : "limit.read", { source });
    return t(`limit.${limit.confidence}`, { source });
  };
}

/** What the rule is about: tags by name or by kind, or a form. */
function Selection({ rule, run, tags, form }: RulePaneProps & { readonly tags: readonly TagLine[]; readonly form: RuleForm | undefined }): ReactNode {
  const { t } = useTranslation("designer");
  const forms = usePublishedForms();
  const chooseForm = useChooseForm(run);
  const { select } = rule;
  const by = "tags" in select ? "tags" : "form" in select ? "form" : "kind";
  const choose = (next: string): void => {
    const first = forms[0]?.id;
    if (next === "form" && first !== undefined) chooseForm(first);
    else if (next !== "form") run((by === "form" ? aboutTags : setSelect)(next === "tags" ? { tags: [] } : { measurement: tags[0]?.measurement ?? "combustible" }));
  };
  return (
    <>
      <Row label={t("select.by")}><Select value={by} onChange={choose} options={(["tags", "kind", "form"] as const).map((value) => ({ value, label: t(`select.${value}`), disabled: value === "form" && forms.length === 0 }))} aria-label={t("select.by")} /></Row>
      {by === "tags" ? <ByTags rule={rule} run={run} tags={tags} /> : by === "kind" ? <ByKind rule={rule} run={run} tags={tags} /> : <ByForm rule={rule} run={run} form={form} />}
    </>
  );
}

function ByTags({ rule, run, tags }: RulePaneProps & { readonly tags: readonly TagLine[] }): ReactNode {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const chosen = "tags" in rule.select ? rule.select.tags : [];
  return <Row label={t("select.tags")}><Select mode="multiple" showSearch optionFilterProp="label" value={[...chosen]} onChange={(next: string[]) => run(setSelect({ tags: next }))} options={tags.map((tag) => ({ value: tag.id, label: `${tag.id} ${text(tag.title)}` }))} maxTagCount={3} aria-label={t("select.tags")} /></Row>;
}

function ByKind({ rule, run, tags }: RulePaneProps & { readonly tags: readonly TagLine[] }): ReactNode {
  const { t } = useTranslation("designer");
  if ("tags" in rule.select || "form" in rule.select) return null;
  const { select } = rule;
  const measurements = [...new Set(tags.map((tag) => tag.measurement))];
  const areas = [...new Set(tags.map((tag) => tag.area))];
  const change = (next: { readonly measurement: Measurement | undefined } | { readonly area: string | undefined }): void => run(setSelect(Object.fromEntries(Object.entries({ ...select, ...next }).filter(([, value]) => value !== undefined))));
  return (
    <>
      <Row label={t("select.measurement")}><Select allowClear value={select.measurement} onChange={(measurement: Measurement | undefined) => change({ measurement })} options={measurements.map((value) => ({ value, label: t(`tags:m.${value}`) }))} aria-label={t("select.measurement")} /></Row>
      <Row label={t("select.area")}><Select allowClear value={select.area} onChange={(area: string | undefined) => change({ area })} options={areas.map((value) => ({ value, label: value }))} aria-label={t("select.area")} placeholder={t("select.allAreas")} /></Row>
    </>
  );
}

function Numbers({ rule, run }: RulePaneProps): ReactNode {
  const { t } = useTranslation("designer");
  const { locale } = useLocale();
  const sourceWords = useSourceWords();
  return (
    <>
      {Object.entries(rule.limits).map(([id, limit]) => (
        <Row key={id} label={t("limit.title", { id })} note={<span className="dz-limit-note">{sourceWords(limit)} <LimitBound id={id} /></span>}><InputNumber value={limit.value} suffix={unitText(limit.unit, locale)} onChange={(value) => value !== null && run(setLimit(id, value))} aria-label={t("limit.title", { id })} data-limit={id} /></Row>
      ))}
      {!("form" in rule.select) && <Row label={t("rule.deadband")}><InputNumber min={0} value={typeof rule.deadband === "number" ? rule.deadband : null} onChange={(value) => run(setSetting("deadband", value ?? 0))} aria-label={t("rule.deadband")} /></Row>}
      <Row label={t("rule.onDelay")}><InputNumber min={0} max={86_400} value={rule.onDelayS ?? 0} suffix="s" onChange={(value) => run(setSetting("onDelayS", value ?? 0))} aria-label={t("rule.onDelay")} /></Row>
      <Row label={t("rule.offDelay")}><InputNumber min={0} max={86_400} value={rule.offDelayS ?? 0} suffix="s" onChange={(value) => run(setSetting("offDelayS", value ?? 0))} aria-label={t("rule.offDelay")} /></Row>
      {(rule.onDelayS ?? 0) > 5 && <Row label={t("rule.delayReason")}><Input value={rule.onDelayReason ?? ""} onChange={(event) => run(setSetting("onDelayReason", event.target.value || undefined))} aria-label={t("rule.delayReason")} /></Row>}
      <Row label={t("rule.latch")}><span className="dz-switch"><Switch size="small" checked={rule.latch === true} onChange={(latch) => run(setSetting("latch", latch))} aria-label={t("rule.latch")} /> <small className="sl-meta">{t("rule.latchHelp")}</small></span></Row>
    </>
  );
}

function Texts({ rule, run }: { readonly rule: AlertRule; readonly run: RulePaneProps["run"] }): ReactNode {
  const { t } = useTranslation("designer");
  return (["zh", "en"] as const).map((language) => (
    <div key={language} className="dz-texts">
      <Row label={t(`rule.title_${language}`)}><Input value={rule.title[language]} onChange={(event) => run(setSetting("title", { ...rule.title, [language]: event.target.value }))} aria-label={t(`rule.title_${language}`)} /></Row>
      <Row label={t(`rule.message_${language}`)}><Input value={rule.message[language]} onChange={(event) => run(setSetting("message", { ...rule.message, [language]: event.target.value }))} aria-label={t(`rule.message_${language}`)} /></Row>
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
    <Row label={t("rule.schedule")} {...(note === undefined ? {} : { note })}>
      <Select allowClear disabled={isUrgent && rule.schedule === undefined} value={rule.schedule} placeholder={t("rule.always")} onChange={(schedule: string | undefined) => run(setSetting("schedule", schedule))} options={calendars.map(({ id, title }) => ({ value: id, label: text(title) }))} aria-label={t("rule.schedule")} />
    </Row>
  );
}

/** Numbers, delays, texts and selection of the rule. */
export function RuleSettings(props: RulePaneProps & { readonly tags: readonly TagLine[]; readonly form: RuleForm | undefined }): ReactNode {
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
    </aside>
  );
}
