import type { ReplayView } from "@safeloop/engine";
import { durationText, StateChip } from "@safeloop/web";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { leastKnown } from "./replayRows.ts";

/** Below this share of known time, what a replay says is no finding. */
export const enoughPct = 90;

/** "It would have raised 14 times in 30 days (3 shorter than a minute), the published rule 9 times", with how much was known. */
export function ReplayHeadline({ report, isForm }: { readonly report: ReplayView; readonly isForm: boolean }): ReactNode {
  const { t } = useTranslation("replay");
  const { t: words } = useTranslation();
  const known = leastKnown(report);
  const isWeak = !isForm && (known === null || known < enoughPct);
  const { episodes, brief, difference } = report;
  return (
    <div className="dz-replay-headline" role="status">
      <strong>{t("headline", { span: durationText(report.to - report.from, words), times: t("times", { count: episodes.count }), brief: t("brief", { count: brief }) })}{difference && t("headlineLive", { times: t("times", { count: difference.episodes }) })}</strong>
      {!isForm && <span className={isWeak ? "dz-unknown" : ""}>{t("covered", { pct: known === null ? "—" : known.toFixed(1) })}</span>}
      {isWeak && <StateChip tone="unknown">？ {t("weak")}</StateChip>}
    </div>
  );
}
