import { CloseCircleFilled, CloseOutlined, WarningFilled } from "@ant-design/icons";
import { type Definition, type DefinitionKind, type Issue, messageOf } from "@safeloop/engine";
import { useLocale } from "@safeloop/web";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { go, hrefOf } from "../app/place.ts";
import type { CheckState } from "../app/useCheck.ts";
import { focusPlace } from "./focusPlace.ts";
import { placeOfIssue } from "./place.ts";
import { usePlaceName } from "./usePlaceName.ts";

/** Errors first: they block publishing; warnings do not. */
export function sorted(issues: readonly Issue[]): readonly Issue[] {
  return [...issues].sort((a, b) => Number(a.severity === "warning") - Number(b.severity === "warning"));
}

export interface ProblemsCardProps {
  readonly kind: DefinitionKind;
  readonly definition: Definition;
  readonly issues: readonly Issue[];
  readonly check: CheckState;
  readonly onCheck: () => void;
  /** Selects the element, so that it is drawn; the focus follows. */
  readonly onJump: (issue: Issue) => void;
  readonly onClose: () => void;
}

/** To where the problem is: the place in this definition, or the flow it breaks. */
function Way({ issue, name, onJump }: { readonly issue: Issue; readonly name: string; readonly onJump: () => void }): ReactNode {
  const { t } = useTranslation("designer");
  const { id } = issue.params;
  if (issue.code !== "FORM_BREAKS_FLOW" || typeof id !== "string") return <button type="button" className="sl-link" aria-label={`${t("problems.jump")} ${name}`} onClick={onJump}>{t("problems.jump")}</button>;
  const flow = { kind: "flows", id } as const;
  return <a className="sl-link" href={hrefOf(flow)} onClick={(event) => { event.preventDefault(); go(flow); }}>{t("problems.openFlow")}</a>;
}

/** What the check found, each with its sentence, its place and a jump. A check that did not answer is said, not taken for a clean one. */
export function ProblemsCard({ kind, definition, issues, check, onCheck, onJump, onClose }: ProblemsCardProps): ReactNode {
  const { t } = useTranslation("designer");
  const { locale } = useLocale();
  const placeName = usePlaceName(kind, definition);
  const jump = (issue: Issue): void => {
    onJump(issue);
    focusPlace(placeOfIssue(kind, definition, issue), issue.path);
  };
  const errors = issues.filter((issue) => issue.severity === "error").length;
  return (
    <section className="dz-problems sl-card" aria-label={t("problems.title")}>
      <header>
        {t(check === "done" ? "problems.heading" : "problems.title", { count: issues.length })}
        <span className="sl-meta">{check !== "done" ? "" : errors > 0 ? t("problems.mustFix", { count: errors }) : t("problems.mayPublish")}</span>
        <Button type="text" size="small" aria-label={t("common:act.close")} icon={<CloseOutlined />} onClick={onClose} />
      </header>
      {check !== "done" && <p className="dz-problems-note">{t(check === "running" ? "problems.running" : "problems.noAnswer")} {check === "failed" && <button type="button" className="sl-link" onClick={onCheck}>{t("problems.again")}</button>}</p>}
      <ul>
        {sorted(issues).map((issue, at) => (
          <li key={`${issue.code}${issue.path}${at}`} className={issue.severity === "error" ? "dz-problem-error" : ""}>
            {issue.severity === "error" ? <CloseCircleFilled className="dz-bad" aria-label={t("problems.error")} /> : <WarningFilled className="dz-warn" aria-label={t("problems.warning")} />}
            <span>{messageOf(issue.code, issue.params, locale)}<small className="sl-meta"> {placeName(issue)} · <span className="sl-mono">{issue.code}</span></small></span>
            <Way issue={issue} name={placeName(issue)} onJump={() => jump(issue)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
