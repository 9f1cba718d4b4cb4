import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { AlarmView, TagView } from "../api/types.ts";
import { TrendChart } from "../charts/TrendChart.tsx";
import { type Span, trendOf } from "../charts/trendData.ts";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { useStable } from "../components/useStable.ts";
import { useReadings } from "../tags/useTags.ts";
import { unitText } from "../tags/unitText.ts";
import { ruleLimits } from "../tags/ruleLimits.ts";
import { useTagRules } from "../tags/useTagRules.ts";

const minute = 60_000;

/** The last minutes: from a little before the raise, at least five minutes, at most a day. */
export function trendSpan(alarm: Pick<AlarmView, "raisedAt">, now: number): Span {
  const to = Math.floor(now / 5_000) * 5_000;
  const since = to - Date.parse(alarm.raisedAt) + 2 * minute;
  return { from: to - Math.min(24 * 60 * minute, Math.max(5 * minute, since)), to };
}

/** The trend of the alarm's tag with the limits that matter. */
export function AlarmTrend({ alarm, tag, now }: { readonly alarm: AlarmView; readonly tag: TagView | undefined; readonly now: number }): ReactNode {
  const { t } = useTranslation("alarms");
  const tagId = alarm.tagId;
  const span = trendSpan(alarm, now);
  const { from, to } = span;
  const { data, error, refetch } = useReadings(tagId, span, 200, true);
  const series = useMemo(() => (data && tagId ? [{ id: tagId, title: tagId, unit: unitText(tag?.unit), readings: trendOf(data) }] : []), [data, tagId, tag?.unit]);
  const { data: rules } = useTagRules(tag, true);
  const limits = useStable(tag && rules ? ruleLimits(rules, tag) : []);
  const stable = useMemo(() => ({ from, to }), [from, to]);
  if (tagId === undefined) return null;
  if (error) return <ErrorCard fault={error} what={t("panel.trend")} onRetry={() => void refetch()} />;
  if (!data) return <Loading rows={3} />;
  return <TrendChart series={series} limits={limits} span={stable} compact height={168} label={`${t("panel.trend")} ${tagId}`} />;
}
