import type { Measurement } from "@safeloop/engine";
import { labelSearch, useLocale } from "@safeloop/web";
import { Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ByForm } from "./ByForm.tsx";
import { aboutTags } from "./edits/formEdits.ts";
import { setSelect } from "./edits/ruleEdits.ts";
import type { RulePaneProps } from "./rulePane.ts";
import { SettingRow as Row } from "./SettingRow.tsx";
import { type RuleForm, useChooseForm, usePublishedForms } from "./useRuleForm.ts";
import type { TagLine } from "./useRuleTags.ts";

/** What the rule is about: tags by name or by kind, or a form. */
export function Selection({ rule, run, tags, form }: RulePaneProps & { readonly tags: readonly TagLine[]; readonly form: RuleForm | undefined }): ReactNode {
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
      <Row place="/select" label={t("select.by")}><Select value={by} onChange={choose} options={(["tags", "kind", "form"] as const).map((value) => ({ value, label: t(`select.${value}`), disabled: value === "form" && forms.length === 0 }))} aria-label={t("select.by")} /></Row>
      {by === "tags" ? <ByTags rule={rule} run={run} tags={tags} /> : by === "kind" ? <ByKind rule={rule} run={run} tags={tags} /> : <ByForm rule={rule} run={run} form={form} />}
    </>
  );
}

function ByTags({ rule, run, tags }: RulePaneProps & { readonly tags: readonly TagLine[] }): ReactNode {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const chosen = "tags" in rule.select ? rule.select.tags : [];
  return <Row label={t("select.tags")}><Select mode="multiple" showSearch={labelSearch} value={[...chosen]} onChange={(next: string[]) => run(setSelect({ tags: next }, tags.find((tag) => tag.id === next[0])?.unit))} options={tags.map((tag) => ({ value: tag.id, label: `${tag.id} ${text(tag.title)}` }))} maxTagCount={3} aria-label={t("select.tags")} /></Row>;
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
