import { type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../i18n/useLocale.ts";
import type { PathStep } from "./pathSteps.ts";

/** Whom a step asks; else which answers it waits for; else that nobody is found. */
export function StepPeople({ path: { step, waitsFor } }: { readonly path: PathStep }): ReactNode {
  const { t } = useTranslation("submissions");
  const { text } = useLocale();
  const listed = (names: readonly string[]): string => names.join(t("checks.comma"));
  if (step.people.length > 0) return <strong>{listed(step.people.map((person) => person.name))}</strong>;
  if (waitsFor.length > 0) return <span className="sl-waits">{t("whoAfter", { fields: listed(waitsFor.map((field) => text(field.title))) })}</span>;
  return <span className="sl-nobody">{t("nobody")}</span>;
}

/** The steps to come in one line, with the people who will be asked; what depends on answers still open is grey. */
export function ForecastPath({ path, isPermit }: { readonly path: readonly PathStep[]; readonly isPermit: boolean }): ReactNode {
  const { t } = useTranslation("submissions");
  const { text } = useLocale();
  if (path.length === 0) return null;
  const open = [...new Set(path.flatMap(({ waitsFor }) => waitsFor))];
  const isOpen = path.every(({ step, waitsFor }) => step.people.length === 0 && waitsFor.length > 0);
  return (
    <section className="sl-forecast">
      <span className="sl-meta">{t(isPermit ? "path.permit" : "path.other")}</span>
      {isOpen ? <p className="sl-waits">{t("whoAfter", { fields: open.map((field) => text(field.title)).join(t("checks.comma")) })}</p> : (
        <ol>{path.map((one, index) => <li key={`${one.step.node.id}-${index}`} className={one.step.certain ? "" : "sl-forecast-maybe"} title={one.step.certain ? undefined : t("maybe")}>{text(one.step.node.title)} <StepPeople path={one} /></li>)}</ol>
      )}
    </section>
  );
}
