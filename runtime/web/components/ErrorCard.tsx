import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "../api/problem.ts";
import "./components.css";

/** What happened, to what, what to do, and the code. The rest of the page stays usable. */
export function ErrorCard({ fault, what, onRetry }: { readonly fault: unknown; readonly what?: string; readonly onRetry?: () => void }): ReactNode {
  const { t } = useTranslation();
  const problem = problemOf(fault);
  const sentence = problem.status === 0 ? t("error.offline", { what: what ?? problem.detail }) : problem.status === -1 ? t("error.unexpected") : problem.detail;
  return (
    <section className="sl-error" role="alert">
      {what !== undefined && <strong>{t("error.title", { what })}</strong>}
      <p>{sentence}</p>
      {problem.status === -1 && <p className="sl-meta">{problem.detail}</p>}
      <footer>
        <code className="sl-meta">{t("error.code", { code: problem.ref ?? problem.code })}</code>
        {onRetry && <button type="button" className="sl-button" onClick={onRetry}>{t("act.retry")}</button>}
      </footer>
    </section>
  );
}
