import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { clockText, dateTimeText, fullTimeText } from "../components/time.ts";
import { Canvas, type CanvasProps } from "./Canvas.tsx";
import type { Span, TrendLimit } from "./trendData.ts";
import { type AlarmBand, trendOption, type TrendSeries, type TrendTexts } from "./trendOption.ts";
import { useTokens } from "./useTokens.ts";
import "./charts.css";

export interface TrendChartProps extends Pick<CanvasProps, "height" | "label" | "onBrush" | "onReset" | "onPan" | "onZoom"> {
  readonly series: readonly TrendSeries[];
  readonly limits: readonly TrendLimit[];
  readonly span: Span;
  readonly bands?: readonly AlarmBand[];
  readonly compact?: boolean;
}

/** Seconds show on short spans, the day on long ones. */
function axisText(ms: number, span: Span): string {
  const length = span.to - span.from;
  if (length <= 15 * 60_000) return clockText(ms);
  return length <= 36 * 3_600_000 ? clockText(ms).slice(0, 5) : dateTimeText(ms);
}

/** The words of the chart in the reader's language and the site's zone. */
function useTrendTexts({ from, to }: Span): TrendTexts {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      gap: (minutes) => t("charts:gap", { minutes }),
      unknown: t("charts:unknown"),
      quality: { good: t("charts:quality.good"), uncertain: t("charts:quality.uncertain"), bad: t("charts:quality.bad") },
      alarms: t("charts:alarms"),
      qualityBand: t("charts:qualityBand"),
      axisTime: (ms) => axisText(ms, { from, to }),
      fullTime: fullTimeText,
    }),
    [t, from, to],
  );
}

/** Values over time with limits, gaps, alarm and quality bands (screens 7). */
export function TrendChart({ series, limits, span, bands, compact = false, ...canvas }: TrendChartProps): ReactNode {
  const tokens = useTokens();
  const texts = useTrendTexts(span);
  const option = useMemo(() => trendOption({ series, limits, span, tokens, texts, compact, ...(bands ? { bands } : {}) }), [series, limits, span, bands, tokens, texts, compact]);
  return <Canvas option={option} {...canvas} />;
}
