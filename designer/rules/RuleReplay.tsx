import { CheckCircleOutlined } from "@ant-design/icons";
import type { AlertRule, ReplayView } from "@safeloop/engine";
import { type AlarmBand, api, dateTimeText, durationText, Empty, ErrorCard, Loading, StateChip, TrendChart, type TrendLimit, trendOf, unitText, useLocale, type ReadingsView } from "@safeloop/web";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Segmented, Select } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ReplayDifference } from "./ReplayDifference.tsx";
import { ReplayFigures } from "./ReplayFigures.tsx";
import { selectedTags, type TagLine } from "./useRuleTags.ts";

const spans = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;
type SpanName = keyof typeof spans;

function useReplay(ruleId: string) {
  return useMutation({ mutationFn: ({ rule, from, to }: { rule: AlertRule; from: number; to: number }) => api.post<ReplayView>(`/rules/${encodeURIComponent(ruleId)}/replay`, { definition: rule, from: new Date(from).toISOString(), to: new Date(to).toISOString() }) });
}

function limitsOf(rule: AlertRule, unit: string, locale: string): TrendLimit[] {
  return Object.entries(rule.limits).filter(([, limit]) => limit.unit === unit).map(([id, limit]) => ({ value: limit.value, label: `${id} ${limit.value} ${unitText(limit.unit, locale)}`, priority: rule.priority }));
}

function Trend({ rule, tag, from, to, report }: { readonly rule: AlertRule; readonly tag: TagLine; readonly from: number; readonly to: number; readonly report: ReplayView | undefined }): ReactNode {
  const { t } = useTranslation("designer");
  const { locale } = useLocale();
  const { data, error, refetch } = useQuery({ queryKey: ["tags", tag.id, "readings", from, to], queryFn: () => api.get<ReadingsView>(`/tags/${encodeURIComponent(tag.id)}/readings`, { from: new Date(from).toISOString(), to: new Date(to).toISOString(), points: 600 }) });
  if (error) return <ErrorCard fault={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const bands: AlarmBand[] = (report?.episodes.first ?? []).filter((one) => one.key === tag.id).map((one) => ({ from: one.raisedAt, to: one.clearedAt ?? to, priority: rule.priority, acked: false }));
  const readings = trendOf(data);
  if (readings.points.length === 0 && readings.gaps.length === 0) return <Empty title={t("replay.noHistory")} />;
  return <TrendChart series={[{ id: tag.id, title: tag.id, unit: unitText(tag.unit, locale), readings }]} limits={limitsOf(rule, tag.unit, locale)} span={{ from, to }} bands={bands} height={280} label={t("replay.chart", { tag: tag.id })} />;
}

/** Of a form the area or unit, else the key itself. */
function placeOf(key: string): string {
  return key.startsWith("form:") ? key.replace(/^[^@]*@+/, "") : key;
}

function Episodes({ report, to, isForm }: { readonly report: ReplayView; readonly to: number; readonly isForm: boolean }): ReactNode {
  const { t } = useTranslation("designer");
  const { t: words } = useTranslation();
  if (report.episodes.count === 0) return <p className="sl-meta dz-card-body">{t("replay.none")}</p>;
  return (
    <table className="dz-access dz-episodes">
      <thead><tr><th>{t("replay.start")}</th><th>{t(isForm ? "replay.place" : "replay.key")}</th><th>{t("replay.lasted")}</th></tr></thead>
      <tbody>{report.episodes.first.slice(0, 50).map((one) => <tr key={`${one.key}${one.raisedAt}`}><td>{dateTimeText(one.raisedAt)}</td><td>{placeOf(one.key)}</td><td>{one.clearedAt === null ? t("replay.stillActive") : durationText((one.clearedAt ?? to) - one.raisedAt, words)}</td></tr>)}</tbody>
    </table>
  );
}

/** The draft over stored readings, by the very code that judges live ones. Coverage comes first: what was not measured cannot be judged. */
export function RuleReplay({ rule, tags, preferred }: { readonly rule: AlertRule; readonly tags: readonly TagLine[]; readonly preferred?: string }): ReactNode {
  const { t } = useTranslation("designer");
  const isForm = "form" in rule.select;
  const chosen = selectedTags(rule, tags);
  const [span, setSpan] = useState<SpanName>(isForm ? "week" : "hour");
  const [end, setEnd] = useState(() => Date.now());
  const [tagId, setTag] = useState<string | undefined>(preferred);
  const replay = useReplay(rule.id);
  const tag = chosen.find((one) => one.id === tagId) ?? chosen[0];
  const from = end - spans[span];
  const start = (): void => {
    const to = Date.now();
    setEnd(to);
    replay.mutate({ rule, from: to - spans[span], to });
  };
  return (
    <section className="sl-card dz-replay">
      <header>
        {t("replay.title")}<StateChip icon={<CheckCircleOutlined aria-hidden />}>{t("replay.sameCode")}</StateChip>
        <Segmented className="dz-right" value={span} onChange={setSpan} options={(Object.keys(spans) as SpanName[]).map((value) => ({ value, label: t(`replay.span.${value}`) }))} />
        {!isForm && <Select showSearch value={tag?.id} onChange={setTag} options={chosen.map((one) => ({ value: one.id, label: one.id }))} aria-label={t("replay.tag")} />}
        <Button onClick={start} loading={replay.isPending} disabled={!tag && !isForm}>{t("replay.run")}</Button>
      </header>
      {replay.error && <ErrorCard fault={replay.error} onRetry={start} />}
      {replay.data && <ReplayFigures report={replay.data} spanMs={end - from} isForm={isForm} />}
      {isForm ? !replay.data && <p className="sl-meta dz-card-body">{t("replay.formHint")}</p> : tag ? <Trend rule={rule} tag={tag} from={from} to={end} report={replay.data} /> : <Empty title={t("replay.noTag")} />}
      {replay.data && <ReplayDifference report={replay.data} />}
      {replay.data && <Episodes report={replay.data} to={end} isForm={isForm} />}
    </section>
  );
}
