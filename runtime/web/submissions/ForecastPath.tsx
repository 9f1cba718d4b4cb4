import type { ForecastStepView } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../i18n/useLocale.ts";

/** The steps to come with the people who will be asked; a step nobody would be found for is said so. */
export function ForecastPath({ steps }: { readonly steps: readonly ForecastStepView[] }): ReactNode {
  const { t } = useTranslation("submissions");
  const { text } = useLocale();
  const shown = steps.filter((step) => step.people.length > 0 || step.node.kind === "approval" || step.node.kind === "fill");
  if (shown.length === 0) return null;
  return (
    <section className="sl-forecast">
      <span className="sl-meta">{t("forecast")}</span>
      <ol>
        {shown.map((step, index) => (
          <li key={`${step.node.id}-${index}`} className={step.certain ? "" : "sl-forecast-maybe"}>{text(step.node.title)} <strong>{step.people.length === 0 ? t("nobody") : step.people.map((person) => person.name).join("、")}</strong></li>
        ))}
      </ol>
    </section>
  );
}
