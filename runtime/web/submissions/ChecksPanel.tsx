import type { CheckView, CompiledForm } from "@safeloop/engine";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { checkText, sourceText, titlesOf } from "../forms/issueText.ts";
import { useLocale } from "../i18n/useLocale.ts";

function Row({ check, form, onJump }: { readonly check: CheckView; readonly form: CompiledForm | undefined; readonly onJump?: ((xid: string) => void) | undefined }): ReactNode {
  const { locale } = useLocale();
  const field = check.fields[0];
  const sentence = checkText(check, locale, form && titlesOf(form, locale));
  const tone = check.verdict === "pass" ? "pass" : check.severity === "warn" ? "warn" : check.verdict;
  return (
    <li className={`sl-check sl-check-${tone}`}>
      <button type="button" disabled={field === undefined || onJump === undefined} onClick={() => field !== undefined && onJump?.(field)}>
        <code>{check.id}</code><span className="sl-check-text" title={sentence}>{check.verdict === "unknown" && "？ "}{sentence}</span><span className="sl-meta">{sourceText(check.source)}</span>
      </button>
    </li>
  );
}

/** Every failing check with its clause, always complete; a click leads to the field. What cannot be judged refuses too and looks unknown. */
export function ChecksPanel({ checks, form, onJump, isStale = false, footer }: { readonly checks: readonly CheckView[] | undefined; readonly form?: CompiledForm; readonly onJump?: (xid: string) => void; readonly isStale?: boolean; readonly footer?: ReactNode }): ReactNode {
  const { t } = useTranslation("submissions");
  const [showsPassed, setShowsPassed] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const all = checks ?? [];
  const failing = all.filter((check) => check.verdict !== "pass" && check.severity === "block");
  const warnings = all.filter((check) => check.verdict !== "pass" && check.severity === "warn");
  const passed = all.filter((check) => check.verdict === "pass");
  const title = checks === undefined ? t("checks.none") : failing.length > 0 ? t("checks.refused", { count: failing.length }) : t("checks.clean");
  return (
    <aside className={`sl-card sl-checks${isOpen ? "" : " sl-checks-folded"}`} aria-busy={isStale}>
      <header className={failing.length > 0 ? "sl-checks-bad" : ""}>{title}<button type="button" className="sl-link sl-checks-fold" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{t(isOpen ? "checks.fold" : "checks.unfold")}</button></header>
      <ul>{[...failing, ...warnings].map((check) => <Row key={check.id} check={check} form={form} onJump={onJump} />)}</ul>
      {passed.length > 0 && (
        <div className="sl-checks-passed">
          <span className="sl-chip sl-chip-good">✓ {t("checks.passed", { count: passed.length })}</span>
          <button type="button" className="sl-link" aria-expanded={showsPassed} onClick={() => setShowsPassed(!showsPassed)}>{t(showsPassed ? "checks.fold" : "checks.unfold")}</button>
          {showsPassed && <ul>{passed.map((check) => <Row key={check.id} check={check} form={form} onJump={onJump} />)}</ul>}
        </div>
      )}
      {footer}
    </aside>
  );
}
