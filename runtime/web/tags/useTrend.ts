import type { AlertRule } from "@safeloop/engine";
import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { useNavigate } from "@tanstack/react-router";
import { useAlarmHistory } from "../alarms/useAlarms.ts";
import { api } from "../api/client.ts";
import type { AlarmView, ReadingsView, TagView } from "../api/types.ts";
import { useUrlState } from "../app/useUrlState.ts";
import { type Readings, type Span, type TrendLimit, trendOf } from "../charts/trendData.ts";
import type { AlarmBand, TrendSeries } from "../charts/trendOption.ts";
import { useStable } from "../components/useStable.ts";
import { useMay } from "../session/useMe.ts";
import { ruleLimits } from "./ruleLimits.ts";
import { defaultRange, isWithin, type TrendSpan, trendSpanOf } from "./trendSpan.ts";
import { unitText } from "./unitText.ts";
import { useReadings } from "./useTags.ts";
import { useTagRules } from "./useTagRules.ts";

/** Lines one chart may have (screens 7). */
export const mostLines = 6;
const points = 900;

export interface Trend {
  readonly span: TrendSpan;
  readonly setSpan: (span: Span) => void;
  readonly setRange: (range: string) => void;
  readonly view: string;
  readonly setView: (view: string) => void;
  readonly compared: readonly string[];
  readonly setCompared: (ids: readonly string[]) => void;
  readonly readings: Readings | undefined;
  readonly fault: unknown;
  readonly retry: () => void;
  readonly series: readonly TrendSeries[];
  readonly limits: readonly TrendLimit[];
  readonly bands: readonly AlarmBand[];
  /** Alarms whose condition was there in the span. */
  readonly alarms: readonly AlarmView[];
  /** Those not closed yet. */
  readonly open: readonly AlarmView[];
  readonly rules: readonly AlertRule[] | undefined;
}

/** Everything the trend page shows; span, view and compared tags live in the address. */
export function useTrend(tag: TagView, all: readonly TagView[], now: number): Trend {
  const may = useMay();
  const { span, setSpan, setRange } = useSpan(now);
  const [view, setView] = useUrlState("view");
  const [withIds, setWith] = useUrlState("with");
  const compared = useMemo(() => withIds.split(",").filter((id) => all.some((one) => one.id === id && one.unit === tag.unit)).slice(0, mostLines - 1), [withIds, all, tag.unit]);
  const own = useReadings(tag.id, span, points, span.isLive);
  const readings = useMemo(() => own.data && trendOf(own.data), [own.data]);
  const others = useCompared(compared, span);
  const rules = useTagRules(tag, may("rule.edit") || may("alarm.view"));
  const found = useSpanAlarms(tag, span, may("alarm.view"));
  const alarms = useMemo(() => found.filter((alarm) => isWithin(alarm, span)), [found, span]);
  const series = useMemo(() => (readings ? [{ id: tag.id, title: tag.id, unit: unitText(tag.unit), readings }, ...others.map((one) => ({ ...one, unit: unitText(tag.unit) }))] : []), [readings, others, tag.id, tag.unit]);
  const limits = useStable(ruleLimits(rules.data ?? [], tag));
  const bands = useMemo(() => alarms.map((alarm): AlarmBand => ({ from: Date.parse(alarm.raisedAt), to: alarm.clearedAt ? Date.parse(alarm.clearedAt) : span.to, priority: alarm.priority, acked: Boolean(alarm.ackedAt) })).filter((band) => band.to > span.from && band.from < span.to), [alarms, span.from, span.to]);
  return { span, setSpan, setRange, view, setView, compared, setCompared: (ids) => setWith(ids.join(",")), readings, fault: own.data ? null : own.error, retry: () => void own.refetch(), series, limits, bands, alarms, open: found.filter((alarm) => alarm.state !== "normal"), rules: rules.data };
}

function useSpan(now: number) {
  const [range] = useUrlState("range");
  const [from] = useUrlState("from");
  const [to] = useUrlState("to");
  const navigate = useNavigate();
  const span = useStable(trendSpanOf({ range, from, to }, now));
  const go = (change: { readonly [key: string]: string | undefined }): void => void navigate({ to: ".", replace: true, search: ((old: object) => ({ ...old, range: undefined, from: undefined, to: undefined, ...change })) });
  return {
    span,
    setSpan: (chosen: Span) => go({ from: new Date(Math.round(chosen.from)).toISOString(), to: new Date(Math.round(chosen.to)).toISOString() }),
    setRange: (name: string) => go(name === defaultRange ? {} : { range: name }),
  };
}

function useCompared(ids: readonly string[], span: Span): readonly Omit<TrendSeries, "unit">[] {
  const [from, to] = [new Date(span.from).toISOString(), new Date(span.to).toISOString()];
  const found = useQueries({
    queries: ids.map((id) => ({ queryKey: ["readings", id, span.from, span.to, points], queryFn: () => api.get<ReadingsView>(`/tags/${encodeURIComponent(id)}/readings`, { from, to, points }) })),
    combine: (results) => results.map((result) => result.data),
  });
  return useMemo(() => ids.flatMap((id, index) => (found[index] ? [{ id, title: id, readings: trendOf(found[index]) }] : [])), [ids, found]);
}

const noAlarms: readonly AlarmView[] = [];

function useSpanAlarms(tag: TagView, span: Span, enabled: boolean): readonly AlarmView[] {
  const hour = 3_600_000;
  // The list is asked by when alarms were raised: one raised in the week before may still have been there.
  const [from, to] = [Math.floor(span.from / hour - 168) * hour, Math.ceil(span.to / hour) * hour];
  const { data } = useAlarmHistory({ from: new Date(from).toISOString(), to: new Date(to).toISOString(), tag: tag.id }, enabled);
  return data?.items ?? noAlarms;
}
