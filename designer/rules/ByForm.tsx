import { labelSearch, useLocale } from "@safeloop/web";
import { Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { aboutForm } from "./edits/formEdits.ts";
import type { RulePaneProps } from "./rulePane.ts";
import { SettingRow } from "./SettingRow.tsx";
import { type RuleForm, useChooseForm, usePublishedForms } from "./useRuleForm.ts";

const itself = "";

/** Which form, and whether the rows of one of its tables are judged one by one. */
export function ByForm({ rule, run, form }: RulePaneProps & { readonly form: RuleForm | undefined }): ReactNode {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const forms = usePublishedForms();
  const choose = useChooseForm(run);
  if (!("form" in rule.select)) return null;
  const { form: id, rows = itself } = rule.select;
  const toRows = (next: string): void => {
    const stream = form?.streams.find((one) => (one.rows ?? itself) === next);
    if (stream) run(aboutForm(id, stream));
  };
  return (
    <>
      <SettingRow label={t("select.form")} note={t("select.formNote")}><Select showSearch={labelSearch} value={id} onChange={choose} options={forms.map((one) => ({ value: one.id, label: text(one.title) }))} aria-label={t("select.form")} /></SettingRow>
      {form && form.streams.length === 0 && <p className="dz-bad">{t("select.formEmpty")}</p>}
      {form && form.streams.length > 0 && <SettingRow label={t("select.rows")}><Select value={rows} onChange={toRows} options={form.streams.map((one) => ({ value: one.rows ?? itself, label: one.rows === undefined ? t("select.formItself") : text(one.title) }))} aria-label={t("select.rows")} /></SettingRow>}
    </>
  );
}
