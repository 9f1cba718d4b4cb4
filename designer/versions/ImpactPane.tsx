import { CheckCircleFilled, CloseCircleFilled, QuestionOutlined, WarningFilled } from "@ant-design/icons";
import type { DefImpact, DefinitionKind } from "@safeloop/engine";
import { ErrorCard, Loading, problemOf, useMay } from "@safeloop/web";
import type { UseQueryResult } from "@tanstack/react-query";
import { Button, Input } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ImpactList } from "./ImpactList.tsx";
import type { Line } from "./diff/changeWords.ts";
import { type Publishable, usePublish } from "./usePublish.ts";

function Checks({ draft, count }: { readonly draft: Publishable; readonly count: number | undefined }): ReactNode {
  const { t } = useTranslation("versions");
  const errors = draft.issues.filter((issue) => issue.severity === "error").length;
  const warnings = draft.issues.length - errors;
  return (
    <ul className="dz-impact">
      {draft.check !== "done" && <li><QuestionOutlined className="dz-unknown" aria-hidden /><span>{t("impact.unchecked")}</span></li>}
      {draft.check === "done" && errors > 0 && <li><CloseCircleFilled className="dz-bad" aria-hidden /><span>{t("impact.errors", { count: errors })}</span></li>}
      {draft.check === "done" && errors === 0 && <li><CheckCircleFilled className="dz-good" aria-hidden /><span>{warnings === 0 ? t("impact.clean") : t("impact.noErrors")}</span></li>}
      {warnings > 0 && <li><WarningFilled className="dz-warn" aria-hidden /><span>{t("impact.warnings", { count: warnings })}</span></li>}
      {count !== undefined && <li><CheckCircleFilled className="dz-good" aria-hidden /><span>{t("impact.changes", { count })}</span></li>}
    </ul>
  );
}

interface ImpactPaneProps {
  readonly kind: DefinitionKind;
  readonly draft: Publishable;
  readonly impact: UseQueryResult<DefImpact>;
  /** What the draft changes against the live version; undefined of one never published. */
  readonly lines: readonly Line[] | undefined;
}

/** What publishing the draft will do, what the check says of it, why it is published; at the end the button. */
export function ImpactPane({ kind, draft, impact, lines }: ImpactPaneProps): ReactNode {
  const { t } = useTranslation("versions");
  const may = useMay();
  const { reason, setReason, isBusy, fault, publish } = usePublish(kind, draft);
  const { publishedRevision } = draft;
  const next = `v${(publishedRevision ?? 0) + 1}`;
  const isSame = lines?.length === 0;
  const mayPublish = may({ forms: "form.publish", flows: "flow.publish", rules: "rule.publish" }[kind]);
  const hasErrors = draft.issues.some((issue) => issue.severity === "error");
  return (
    <aside className="dz-impact-pane" aria-label={t("impact.title", { next })}>
      <header><strong>{t("impact.title", { next })}</strong></header>
      <div className="dz-impact-body">
        {impact.error && !impact.data ? <ErrorCard fault={impact.error} what={t("impact.fault")} onRetry={() => void impact.refetch()} /> : impact.data ? <ImpactList kind={kind} impact={impact.data} issues={draft.issues} /> : <Loading rows={4} />}
        <h3>{t("impact.checks")}</h3>
        {isSame ? <p className="dz-impact-same"><strong>{t("impact.nothing")}</strong><small className="sl-meta">{t("impact.nothingHint", { revision: publishedRevision })}</small></p> : <Checks draft={draft} count={lines?.length} />}
        {!isSame && <label className="dz-field"><span><em aria-hidden>*</em> {t("impact.reason")}</span><Input.TextArea value={reason} onChange={(event) => setReason(event.target.value)} rows={3} maxLength={2000} /></label>}
        {fault !== undefined && <ErrorCard fault={fault} what={t("designer:publish.what")} />}
        {(problemOf(fault).issues ?? []).length > 0 && <p className="sl-meta">{t("designer:publish.seeProblems")}</p>}
      </div>
      <footer>
        <Button type="primary" block loading={isBusy} disabled={isSame || !mayPublish || hasErrors || reason.trim() === ""} onClick={() => void publish()}>{t("impact.publish", { next })}</Button>
        <small className="sl-meta">{mayPublish ? t(publishedRevision === null ? "impact.effectFirst" : "impact.effect", { revision: publishedRevision }) : t("impact.mayNot")}</small>
      </footer>
    </aside>
  );
}
