import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { TagView } from "../api/types.ts";
import { panSpan, zoomSpan } from "../charts/overviewPath.ts";
import { RangeBrush } from "../charts/RangeBrush.tsx";
import { extremesOf, type Readings, type Span, trendOf } from "../charts/trendData.ts";
import { TrendChart } from "../charts/TrendChart.tsx";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { dateTimeText } from "../components/time.ts";
import { valueText } from "./tagLook.ts";
import { TrendNow } from "./TrendNow.tsx";
import { TrendTable } from "./TrendTable.tsx";
import { defaultRange } from "./trendSpan.ts";
import { unitText } from "./unitText.ts";
import type { Trend } from "./useTrend.ts";
import { useReadings } from "./useTags.ts";

const week = 7 * 86_400_000;

/** The chart or its table twin, with the last seven days below to choose from. */
export function TrendMain({ tag, trend, now }: { readonly tag: TagView; readonly trend: Trend; readonly now: number }): ReactNode {
  const { t } = useTranslation("tags");
  const { readings, limits, fault, view } = trend;
  const perPixel = readings && readings.points.length > 0 ? Math.max(1, Math.round(readings.count / readings.points.length)) : 1;
  return (
    <section className="sl-card sl-trend-chart">
      <TrendNow tag={tag} readings={readings} limits={limits} perPixel={perPixel} now={now} />
      {fault ? <ErrorCard fault={fault} what={t("trend.chart")} onRetry={trend.retry} /> : !readings ? <Loading rows={8} /> : view === "table" ? <TrendTable readings={readings} unit={unitText(tag.unit)} /> : <Chart tag={tag} trend={trend} readings={readings} now={now} />}
      <Overview tag={tag} trend={trend} now={now} />
      <footer className="sl-trend-foot">
        <span><kbd>← →</kbd>{t("trend.keys.pan")}</span><span><kbd>+ −</kbd>{t("trend.keys.zoom")}</span><span>{t("trend.keys.brush")}</span><span><kbd>{t("trend.keys.double")}</kbd>{t("trend.keys.reset")}</span>
        <span>{dateTimeText(trend.span.from)} – {dateTimeText(trend.span.to)}</span>
      </footer>
    </section>
  );
}

function Chart({ tag, trend, readings, now }: { readonly tag: TagView; readonly trend: Trend; readonly readings: Readings; readonly now: number }): ReactNode {
  const { t } = useTranslation("tags");
  const { span, series, limits, bands, setSpan, setRange } = trend;
  const extremes = extremesOf(readings.points);
  const label = t("trend.chartLabel", { tag: tag.id, from: dateTimeText(span.from), to: dateTimeText(span.to), min: extremes ? valueText(extremes.min) : "?", max: extremes ? valueText(extremes.max) : "?" });
  if (!extremes && readings.gaps.length === 0) return <Empty title={t("trend.empty")} />;
  return <TrendChart series={series} limits={limits} span={span} bands={bands} height={470} label={label} onBrush={setSpan} onReset={() => setRange(defaultRange)} onPan={(step) => setSpan(panSpan(span, step, now))} onZoom={(step) => setSpan(zoomSpan(span, step, now))} />;
}

function Overview({ tag, trend, now }: { readonly tag: TagView; readonly trend: Trend; readonly now: number }): ReactNode {
  const { t } = useTranslation("tags");
  const minutes = 5 * 60_000;
  const end = Math.max(Math.floor(now / minutes) * minutes, trend.span.to);
  const whole: Span = { from: Math.min(end - week, trend.span.from), to: end };
  const { data } = useReadings(tag.id, whole, 400);
  if (!data) return null;
  return (
    <div className="sl-trend-overview">
      <span className="sl-meta">{t("trend.overview")}</span>
      <RangeBrush readings={trendOf(data)} whole={whole} chosen={trend.span} label={t("trend.overview")} valueText={`${dateTimeText(trend.span.from)} – ${dateTimeText(trend.span.to)}`} onChoose={trend.setSpan} />
    </div>
  );
}
