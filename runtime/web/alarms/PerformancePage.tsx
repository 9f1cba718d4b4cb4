import type { AlarmKpiView } from "@safeloop/engine";
import { InputNumber, Segmented } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useUrlState } from "../app/useUrlState.ts";
import { DataTable } from "../components/DataTable.tsx";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Figure } from "../components/Figure.tsx";
import { Loading } from "../components/Loading.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { RouteLink } from "../components/RouteLink.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { dateTimeText, durationText } from "../components/time.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { kpiFigures, type KpiFigure } from "./kpiFigures.ts";
import { numberText, valueOf } from "./kpiText.ts";
import { spans, useAlarmKpis, type SpanName } from "./useAlarmKpis.ts";
import "./performance.css";

type Busy = AlarmKpiView["busiest"][number];

/** How the alarm system does: load, floods, chatter, answers and false alarms, each against its target. */
export default function PerformancePage(): ReactNode {
  const { t } = useTranslation("alarms");
  const [raw, setSpan] = useUrlState("span", "week");
  const [consoles, setConsoles] = useUrlState("consoles", "1");
  const span: SpanName = raw in spans ? (raw as SpanName) : "week";
  const { data, error, refetch } = useAlarmKpis(span, Math.max(1, Number(consoles) || 1));
  return (
    <div className="sl-performance">
      <PageHeader
        crumbs={<RouteLink href="/alarms">{t("kpi.back")}</RouteLink>}
        title={data ? t(...verdictWords(kpiFigures(data))) : t("kpi.title")}
        {...(data ? { sub: t("kpi.sub", { announced: data.announced, from: dateTimeText(data.from), to: dateTimeText(data.to) }) } : {})}
        actions={<>
          <label className="sl-performance-consoles">{t("kpi.consoles")} <InputNumber min={1} max={100} precision={0} value={Number(consoles) || 1} onChange={(value) => setConsoles(String(value ?? 1))} aria-label={t("kpi.consoles")} /></label>
          <Segmented value={span} onChange={(value) => setSpan(String(value))} options={Object.keys(spans).map((value) => ({ value, label: t(`kpi.span.${value}`) }))} aria-label={t("filter.span")} />
        </>}
      />
      {error && !data ? <ErrorCard fault={error} what={t("kpi.title")} onRetry={() => void refetch()} /> : data ? <Figures kpi={data} /> : <Loading rows={8} />}
    </div>
  );
}

/** The page's answer. What cannot be judged is not within its target. */
function verdictWords(figures: readonly KpiFigure[]): [string, { readonly count: number }] {
  const of = (verdict: KpiFigure["verdict"]): number => figures.filter((one) => one.verdict === verdict).length;
  if (of("missed") > 0) return ["kpi.titleMissed", { count: of("missed") }];
  return of("unknown") > 0 ? ["kpi.titleUnknown", { count: of("unknown") }] : ["kpi.titleMet", { count: 0 }];
}

function Figures({ kpi }: { readonly kpi: AlarmKpiView }): ReactNode {
  const { t } = useTranslation("alarms");
  return (
    <>
      <div className="sl-performance-figures">{kpiFigures(kpi).map((figure) => <OneFigure key={figure.id} figure={figure} />)}</div>
      <div className="sl-performance-lists">
        <BusyTable title={t("kpi.busiest")} rows={kpi.busiest} empty={t("kpi.noneAnnounced")} total={kpi.announced} />
        <BusyTable title={t("kpi.chatterers")} rows={kpi.chattering} empty={t("kpi.noneChatters")} />
        <Floods kpi={kpi} />
        <Found kpi={kpi} />
      </div>
      <p className="sl-meta">{t("kpi.note")}</p>
    </>
  );
}

const tones = { met: "good", missed: "warn", unknown: "unknown", none: "plain" } as const;

function OneFigure({ figure }: { readonly figure: KpiFigure }): ReactNode {
  const { t } = useTranslation("alarms");
  const { id, verdict, target, note } = figure;
  const isUnknown = figure.value === null;
  const said = t(`kpi.figure.${id}.${isUnknown ? "unknown" : "note"}`, Object.fromEntries(Object.entries(note).map(([name, value]) => [name, numberText(name, value, t)])));
  const aim = target && t("kpi.target", { value: valueOf({ ...figure, value: target.value }, t), source: target.confidence === "project" ? t("kpi.ownGoal") : target.source, tag: target.confidence.endsWith("verify") ? t("kpi.toVerify") : "" });
  return (
    <Figure
      label={t(`kpi.figure.${id}.label`)} value={isUnknown ? (verdict === "none" ? t("common:notApplicable") : t("kpi.tooLittle")) : valueOf(figure, t)}
      {...(verdict === "none" ? {} : { chip: <StateChip tone={tones[verdict]}>{t(`kpi.verdict.${verdict}`)}</StateChip> })}
      note={<>{said}{aim !== undefined && <><br />{aim}</>}</>}
    />
  );
}

function BusyTable({ title, rows, empty, total }: { readonly title: string; readonly rows: readonly Busy[]; readonly empty: string; readonly total?: number }): ReactNode {
  const { t } = useTranslation("alarms");
  const { text } = useLocale();
  return (
    <section className="sl-card">
      <h2>{title}</h2>
      <DataTable<Busy>
        density="compact" rowKey={(row) => `${row.ruleId} ${row.key}`} dataSource={[...rows]} empty={<Empty title={empty} />}
        columns={[
          { title: t("kpi.col.alarm"), ellipsis: true, render: (_, row) => text(row.ruleTitle) },
          { title: t("kpi.col.key"), width: 140, ellipsis: true, render: (_, row) => row.key },
          { title: t("kpi.col.times"), width: 80, align: "right", render: (_, row) => row.count },
          ...(total === undefined || total === 0 ? [] : [{ title: t("kpi.col.share"), width: 80, align: "right" as const, render: (_: unknown, row: Busy) => `${Math.round((100 * row.count) / total)} %` }]),
        ]}
      />
    </section>
  );
}

function Floods({ kpi }: { readonly kpi: AlarmKpiView }): ReactNode {
  const { t } = useTranslation("alarms");
  const lasted = (flood: AlarmKpiView["floods"][number]): string => durationText(Date.parse(flood.to) - Date.parse(flood.from), t);
  return (
    <section className="sl-card">
      <h2>{t("kpi.floods")}</h2>
      <DataTable<AlarmKpiView["floods"][number]>
        density="compact" rowKey="from" dataSource={[...kpi.floods].reverse()} empty={<Empty title={t("kpi.noFlood")} />}
        columns={[
          { title: t("kpi.col.from"), render: (_, flood) => dateTimeText(flood.from) },
          { title: t("kpi.col.lasted"), width: 140, render: (_, flood) => lasted(flood) },
          { title: t("kpi.col.times"), width: 80, align: "right", render: (_, flood) => flood.announced },
        ]}
      />
    </section>
  );
}

const found = ["true", "false", "test", "maintenance", "duplicate", "unconfirmed", "none"] as const;

/** What people found, and the false share in its three ways. */
function Found({ kpi }: { readonly kpi: AlarmKpiView }): ReactNode {
  const { t } = useTranslation("alarms");
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const share = (one: AlarmKpiView["falseShare"]): string => (one ? t("kpi.interval", { value: percent(one.share), low: percent(one.low), high: percent(one.high), n: one.n }) : t("kpi.tooLittle"));
  const daily = kpi.falsePerSensorDay;
  return (
    <section className="sl-card">
      <h2>{t("kpi.found.title")}</h2>
      <dl className="sl-performance-found">
        {found.map((name) => <div key={name}><dt>{t(`kpi.found.${name}`)}</dt><dd>{kpi.dispositions[name]}</dd></div>)}
      </dl>
      <dl className="sl-performance-ways">
        <dt>{t("kpi.ways.alarms")}</dt><dd>{share(kpi.falseShare)}</dd>
        <dt>{t("kpi.ways.episodes")}</dt><dd>{share(kpi.falseShareOfEpisodes)}</dd>
        <dt>{t("kpi.ways.sensorDay")}</dt><dd>{daily ? t("kpi.dailyInterval", { value: daily.rate.toPrecision(2), low: daily.low.toPrecision(2), high: daily.high.toPrecision(2), days: Math.round(daily.sensorDays) }) : t("kpi.tooLittle")}</dd>
      </dl>
    </section>
  );
}
