import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PriorityGlyph } from "../components/PriorityGlyph.tsx";
import { token } from "../theme/tokens.ts";

/** What the shapes of the plan mean. */
export function PlanLegend({ isQuiet, hasConflicts }: { readonly isQuiet: boolean; readonly hasConflicts: boolean }): ReactNode {
  const { t } = useTranslation("start");
  return (
    <span className="sl-plan-legend sl-meta" title={t("plan.schematic")}>
      <span><PriorityGlyph priority="P1" size={14} /> {t("plan.alarm")}</span>
      <span><svg width="14" height="12" aria-hidden="true"><rect x="1" y="1" width="12" height="9" rx="2" fill={token("card")} stroke={token("primary")} strokeWidth="1.6" /></svg> {t("plan.permit")}</span>
      {hasConflicts && <span><svg width="20" height="8" aria-hidden="true"><path d="M0 4h20" stroke={token("risk1")} strokeWidth="2" strokeDasharray="5 3" /></svg> {t("permits:conflict.line")}</span>}
      {!isQuiet && <span><svg width="10" height="10" aria-hidden="true"><rect x="1" y="1" width="8" height="8" rx="1.5" fill={token("border")} /></svg> {t("plan.detector")}</span>}
      <span className="sl-unknown-value"><svg width="12" height="12" aria-hidden="true"><circle cx="6" cy="6" r="4.5" fill="none" stroke={token("unknown")} strokeWidth="1.5" strokeDasharray="2.5 2" /></svg> {t("plan.lost")}</span>
    </span>
  );
}
