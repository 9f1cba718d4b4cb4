import type { ReplayView } from "@safeloop/engine";
import { durationText, Figure, StateChip } from "@safeloop/web";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** Below this share of known time, what the replay says is not a finding. */
const enough = 90;

/** The least known share among the tags: a rule is judged by its worst one. */
function coverageOf(report: ReplayView): number | null {
  return report.coverage.length === 0 ? null : Math.min(...report.coverage.map((one) => one.knownPct));
}

function Coverage({ known }: { readonly known: number | null }): ReactNode {
  const { t } = useTranslation("designer");
  if (known === null) return <Figure label={t("replay.coverage")} value="—" />;
  const isKnown = known >= enough;
  const figure = `${known.toFixed(1)} %`;
  return <Figure label={t("replay.coverage")} value={isKnown ? figure : <span className="dz-unknown">{figure}</span>} note={t(isKnown ? "replay.worst" : "replay.weak")} {...(isKnown ? {} : { chip: <StateChip tone="unknown">？ {t("replay.notEnough")}</StateChip> })} />;
}

/** A figure only where enough was judged: a share of three alarms would be believed. */
function Predicted({ report: { predicted } }: { readonly report: ReplayView }): ReactNode {
  const { t } = useTranslation("designer");
  const { share, wrong, right, matched, disposed } = predicted;
  const pct = (value: number): string => `${(100 * value).toFixed(1)} %`;
  if (share) return <Figure label={t("replay.predicted")} value={pct(share.share)} note={t("replay.predictedRange", { low: pct(share.low), high: pct(share.high), wrong, judged: wrong + right })} />;
  return <Figure label={t("replay.predicted")} value={<span className="dz-unknown">{t("replay.notEnough")}</span>} note={t("replay.predictedCounts", { matched, disposed, wrong })} />;
}

/** What the replay found, as one strip: how often, how much was measured, and what it would cost the operator. */
export function ReplayFigures({ report, spanMs, isForm }: { readonly report: ReplayView; readonly spanMs: number; readonly isForm: boolean }): ReactNode {
  const { t } = useTranslation("designer");
  const { t: words } = useTranslation();
  return (
    <div className="dz-replay-figures">
      <Figure label={t("replay.would", { span: durationText(spanMs, words) })} value={String(report.episodes.count)} unit={t("replay.times")} note={t("replay.fleeting", { count: report.fleeting })} />
      {isForm ? <Figure label={t("replay.forms")} value={String(report.coverage.reduce((sum, one) => sum + one.present, 0))} unit={t("replay.formUnit")} note={t("replay.formsHelp")} /> : <Coverage known={coverageOf(report)} />}
      <Figure label={t("replay.chatter")} value={String(report.chatter)} unit={t("replay.times")} note={t("replay.chatterHelp")} />
      <Figure label={t("replay.load")} value={report.perOperator10min.toFixed(1)} unit={t("replay.perTen")} note={t("replay.loadHelp")} />
      <Predicted report={report} />
    </div>
  );
}
