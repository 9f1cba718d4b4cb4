import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "../api/problem.ts";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { issueText } from "../forms/issueText.ts";
import { useLocale } from "../i18n/useLocale.ts";

/** A refusal with every failing check or field listed, in place. */
export function RefusedChecks({ fault, what }: { readonly fault: unknown; readonly what: string }): ReactNode {
  const { t } = useTranslation("inbox");
  const { locale } = useLocale();
  const issues = problemOf(fault).issues ?? [];
  if (issues.length === 0) return <ErrorCard fault={fault} what={what} />;
  return (
    <section className="sl-error" role="alert">
      <strong>{t("refused", { what, count: issues.length })}</strong>
      <ul className="sl-refused">{issues.map((issue, index) => <li key={`${issue.code}-${issue.path}-${index}`}>{typeof issue.params["check"] === "string" && <code>{issue.params["check"]}</code>} {issueText(issue, locale)}</li>)}</ul>
    </section>
  );
}
