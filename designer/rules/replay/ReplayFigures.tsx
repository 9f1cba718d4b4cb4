import type { ReplayView } from "@safeloop/engine";
import { durationText, Figure } from "@safeloop/web";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { enoughPct } from "./ReplayHeadline.tsx";
import { leastKnown } from "./replayRows.ts";

function Coverage({ report }: { readonly report: ReplayView }): ReactNode {
  const { t } = useTranslation("replay");
  const known = leastKnown(report);
  const worst = report.coverage.find((one) => one.knownPct === known);
  if (known === null || !worst) return <Figure label={t("coverage")} value="—" />;
  const figure = `${known.toFixed(1)} %`;
  return <Figure label={t("coverage")} value={known >= enoughPct ? figure : <span className="dz-unknown">{figure}</span>} note={t(report.coverage.length > 1 ? "worst" : "gaps", { tag: worst.tagId, gaps: worst.gaps, bad: worst.bad })} />;
}

/** How many more or fewer than the published rule raises. */
function Against({ report: { episodes, difference } }: { readonly report: ReplayView }): ReactNode {
  const { t } = useTranslation("replay");
  if (!difference) return <Figure label={t("against")} value="—" note={t("noLive")} />;
  const more = episodes.count - difference.episodes;
  return <Figure label={t("against")} value={t(more === 0 ? "equal" : more > 0 ? "more" : "fewer", { count: Math.abs(more) })} note={t("changes", { onlyNew: difference.onlyNew.count, onlyOld: difference.onlyOld.count, moved: difference.moved.count })} />;
}

/** A figure only where enough was judged: a share of three alarms would be believed. */
function Predicted({ report: { predicted } }: { readonly report: ReplayView }): ReactNode {
  const { t } = useTranslation("replay");
  const { share, wrong, right, matched, disposed, unjudged } = predicted;
  const pct = (value: number): string => `${(100 * value).toFixed(1)} %`;
  if (share) return <Figure label={t("predicted")} value={pct(share.share)} note={t("predictedRange", { low: pct(share.low), high: pct(share.high), wrong, judged: wrong + right })} />;
  return <Figure label={t("predicted")} value={<span className="dz-unknown">{t("notEnough")}</span>} note={t("predictedCounts", { matched, disposed, wrong, unjudged })} />;
}

/** What the replay found, as one strip: how often, how much was known, and what it would cost the operator. */
export function ReplayFigures({ report, isForm }: { readonly report: ReplayView; readonly isForm: boolean }): ReactNode {
  const { t } = useTranslation("replay");
  const { t: words } = useTranslation();
  const hours = Math.max(1 / 60, (report.to - report.from) / 3_600_000);
  return (
    <div className="dz-replay-figures">
      <Figure label={t("would", { span: durationText(report.to - report.from, words) })} value={t("times", { count: report.episodes.count })} note={t("short", { brief: report.brief, fleeting: report.fleeting, chatter: report.chatter })} />
      {isForm ? <Figure label={t("forms")} value={String(report.coverage.reduce((sum, one) => sum + one.present, 0))} unit={t("formUnit")} note={t("formsHelp")} /> : <Coverage report={report} />}
      <Against report={report} />
      <Figure label={t("load")} value={(report.announced / hours).toFixed(1)} unit={t("perHour")} note={t("peak", { count: report.peak10min })} />
      <Predicted report={report} />
    </div>
  );
}
