import type { AlertRule, Priority } from "@safeloop/engine";
import { api, Empty, ErrorCard, Loading, type ReadingsView, type Span, TrendChart, type TrendLimit, trendOf, unitText, useLocale } from "@safeloop/web";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { TagLine } from "../useRuleTags.ts";
import { limitLabel } from "../words/limitWords.ts";

/** Limits in the tag's unit; those that the draft changes stand beside the present ones. */
function limitsOn(rule: AlertRule, live: AlertRule | undefined, unit: string, locale: string, words: (label: string, isLive: boolean) => string): TrendLimit[] {
  const of = (one: AlertRule, priority: Priority, isLive: boolean): TrendLimit[] => Object.entries(one.limits)
    .filter(([id, limit]) => limit.unit === unit && !(isLive && rule.limits[id]?.value === limit.value))
    .map(([, limit]) => ({ value: limit.value, label: words(limitLabel(limit, locale), isLive), priority, ...(isLive ? { isOther: true } : {}) }));
  return [...of(rule, rule.priority, false), ...(live ? of(live, live.priority, true) : [])];
}

interface ReplayTrendProps {
  readonly rule: AlertRule;
  readonly live: AlertRule | undefined;
  readonly tag: TagLine;
  readonly span: Span;
  readonly onZoom: (span: Span | undefined) => void;
}

/** The readings under the limits of the draft and of the published rule. */
export function ReplayTrend({ rule, live, tag, span, onZoom }: ReplayTrendProps): ReactNode {
  const { t } = useTranslation("replay");
  const { locale } = useLocale();
  const { from, to } = span;
  const { data, error, refetch } = useQuery({ queryKey: ["tags", tag.id, "readings", from, to], queryFn: ({ signal }) => api.get<ReadingsView>(`/tags/${encodeURIComponent(tag.id)}/readings`, { from: new Date(from).toISOString(), to: new Date(to).toISOString(), points: 600 }, signal) });
  if (error) return <ErrorCard fault={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const readings = trendOf(data);
  if (readings.points.length === 0 && readings.gaps.length === 0) return <Empty title={t("noHistory")} />;
  const limits = limitsOn(rule, live, tag.unit, locale, (label, isLive) => (live ? t(isLive ? "liveLimit" : "draftLimit", { label }) : label));
  return <TrendChart series={[{ id: tag.id, title: tag.id, unit: unitText(tag.unit, locale), readings }]} limits={limits} span={span} height={240} label={t("chart", { tag: tag.id })} onBrush={onZoom} onReset={() => onZoom(undefined)} />;
}
