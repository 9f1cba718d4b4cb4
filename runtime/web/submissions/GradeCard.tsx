import { answersByXid, type CompiledForm, evaluateForm, type FactContext, type JsonObject } from "@safeloop/engine";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { fillable } from "../forms/fillable.ts";
import { labelOf } from "../forms/optionLabels.ts";
import { useLocale } from "../i18n/useLocale.ts";

/** Grade as declared against the grade the rules compute, for forms that have both (`level`, `levelComputed`). */
export function GradeCard({ form, data, facts }: { readonly form: CompiledForm; readonly data: JsonObject; readonly facts: FactContext }): ReactNode {
  const { t } = useTranslation("submissions");
  const { locale } = useLocale();
  const declared = form.byXid.get("level") ?? form.byXid.get("grade");
  const computed = form.byXid.get("levelComputed") ?? form.byXid.get("gradeComputed");
  const answers = useMemo(() => (computed === undefined ? undefined : evaluateForm(form, answersByXid(form, fillable(form, data)), facts).answers), [form, data, facts, computed]);
  if (declared === undefined || computed === undefined || answers === undefined) return null;
  const [own, due] = [answers[declared.xid], answers[computed.xid]];
  const isDifferent = due !== undefined && own !== undefined && own !== due;
  return (
    <section className="sl-card sl-grade">
      <span className="sl-meta">{t("grade.title")}</span>
      <p>{t("grade.declared")}<strong>{own === undefined ? "—" : labelOf(declared, own, locale)}</strong></p>
      <p className={isDifferent ? "sl-grade-bad" : ""}>{t("grade.computed")}<strong>{due === undefined ? t("common:notEnough") : labelOf(computed, due, locale)}</strong></p>
    </section>
  );
}
