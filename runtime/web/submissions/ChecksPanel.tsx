import type { CheckView, CompiledForm } from "@safeloop/engine";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { checkText, sourceText, titlesOf } from "../forms/issueText.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { byCode, checkRows, countRows, isOpen, type SubmitStops } from "./checkRows.ts";

type Jump = (xid: string) => void;
type MayJump = (xid: string) => boolean;
const marks = { fail: "✕", unknown: "？", pass: "✓", warn: "!" } as const;

function Row({ check, form, onJump, mayJump, stopsNow = false }: { readonly check: CheckView; readonly form: CompiledForm | undefined; readonly onJump?: Jump | undefined; readonly mayJump?: MayJump | undefined; readonly stopsNow?: boolean }): ReactNode {
  const { t } = useTranslation("submissions");
  const { locale } = useLocale();
  const field = check.fields.find((xid) => mayJump?.(xid) ?? true);
  const sentence = checkText(check, locale, form && titlesOf(form, locale));
  const tone = check.verdict === "pass" ? "pass" : check.severity === "warn" ? "warn" : check.verdict;
  return (
    <li className={`sl-check sl-check-${tone}`}>
      <button type="button" disabled={field === undefined || onJump === undefined} onClick={() => field !== undefined && onJump?.(field)}>
        <code><i aria-hidden="true">{marks[tone]}</i>{check.id}</code><span className="sl-check-text" title={sentence}>{sentence}</span>
        <span className="sl-meta">{stopsNow && <b>{t("checks.stopsNow")}</b>}<span>{sourceText(check.source)}</span></span>
      </button>
    </li>
  );
}

interface HeadText { readonly title: string; readonly sub?: string; readonly tone: "bad" | "good" | "plain" }

function useHead(checks: readonly CheckView[] | undefined, stops: SubmitStops | undefined): HeadText {
  const { t } = useTranslation("submissions");
  const { now, later } = countRows(checkRows(checks ?? [], stops));
  if (now + later === 0) return checks === undefined ? { title: t("checks.none"), tone: "plain" } : { title: t("checks.clean"), tone: "good" };
  if (stops === undefined) return { title: t("checks.refused", { count: later }), tone: "bad" };
  const place = stops.isPermit ? "checks.permit" : "checks.steps";
  if (now === 0) return { title: t("checks.mayGo"), sub: t(`${place}.later`, { count: later }), tone: "plain" };
  if (later === 0) return { title: t("checks.stopped", { count: now }), tone: "bad" };
  return { title: stops.isPermit ? t("checks.refused", { count: now + later }) : t("checks.stopped", { count: now }), sub: t(`${place}.both`, { now, later }), tone: "bad" };
}

interface PanelProps {
  readonly checks: readonly CheckView[] | undefined;
  readonly form?: CompiledForm;
  readonly onJump?: Jump;
  /** False for fields that are not here to fill in; a row leads to its first field that is. */
  readonly mayJump?: MayJump;
  readonly isStale?: boolean;
  readonly footer?: ReactNode;
  /** Before a submit: which of them stop it, and what stops it beside them. */
  readonly stops?: SubmitStops;
}

/** Every failing check with its clause, always complete; a click leads to the field. What cannot be judged refuses too and looks unknown. */
export function ChecksPanel({ checks, form, onJump, mayJump, isStale = false, footer, stops }: PanelProps): ReactNode {
  const { t } = useTranslation("submissions");
  const [showsPassed, setShowsPassed] = useState(false);
  const [isUnfolded, setUnfolded] = useState(false);
  const head = useHead(checks, stops);
  const rows = checkRows(checks ?? [], stops);
  const passed = (checks ?? []).filter((check) => !isOpen(check)).sort(byCode);
  const isMixed = rows.some((row) => row.stopsNow) && rows.some((row) => !row.stopsNow);
  return (
    <aside className={`sl-card sl-checks${isUnfolded ? "" : " sl-checks-folded"}`} aria-busy={isStale}>
      <header className={`sl-checks-${head.tone}`}><span className="sl-checks-head">{head.title}{head.sub !== undefined && <span className="sl-checks-sub">{head.sub}</span>}</span><button type="button" className="sl-link sl-checks-fold" aria-expanded={isUnfolded} onClick={() => setUnfolded(!isUnfolded)}>{t(isUnfolded ? "checks.fold" : "checks.unfold")}</button></header>
      <ul>{rows.map(({ check, stopsNow }, index) => <Row key={`${check.id} ${index}`} check={check} form={form} onJump={onJump} mayJump={mayJump} stopsNow={stopsNow && isMixed} />)}</ul>
      {passed.length > 0 && (
        <div className="sl-checks-passed">
          <span className="sl-chip sl-chip-good">✓ {t("checks.passed", { count: passed.length })}</span>
          <button type="button" className="sl-link" aria-expanded={showsPassed} onClick={() => setShowsPassed(!showsPassed)}>{t(showsPassed ? "checks.fold" : "checks.unfold")}</button>
          {showsPassed && <ul>{passed.map((check) => <Row key={check.id} check={check} form={form} onJump={onJump} mayJump={mayJump} />)}</ul>}
        </div>
      )}
      {footer}
    </aside>
  );
}
