import { BellOutlined, DownloadOutlined, TableOutlined } from "@ant-design/icons";
import { useParams } from "@tanstack/react-router";
import { Button, Segmented, Select } from "antd";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useOrg } from "../admin/useOrg.ts";
import type { TagView } from "../api/types.ts";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { PriorityGlyph } from "../components/PriorityGlyph.tsx";
import { RouteLink } from "../components/RouteLink.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { glyphState } from "../alarms/glyphState.ts";
import { sortAlarms } from "../alarms/alarmOrder.ts";
import { fullTimeText } from "../components/time.ts";
import { useNow } from "../components/useNow.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { labelSearch } from "../search/labelSearch.ts";
import { useMay } from "../session/useMe.ts";
import { tagName } from "./tagLook.ts";
import { saveText, trendCsv } from "./trendCsv.ts";
import { TrendFacts } from "./TrendFacts.tsx";
import { TrendAlarms } from "./TrendAlarms.tsx";
import { TrendMain } from "./TrendMain.tsx";
import { ranges } from "./trendSpan.ts";
import { unitText } from "./unitText.ts";
import { useTag } from "./useTags.ts";
import { mostLines, type Trend, useTrend } from "./useTrend.ts";
import "./tags.css";

/** Screen 8: is this value normal, and where is it going. */
export default function TrendPage(): ReactNode {
  const { t } = useTranslation("tags");
  const { id = "" }: { readonly id?: string } = useParams({ strict: false });
  const { tag, query } = useTag(id);
  if (query.error && !query.data) return <ErrorCard fault={query.error} what={id} onRetry={() => void query.refetch()} />;
  if (tag === undefined) return <Loading rows={10} />;
  if (tag === null) return <Empty title={t("trend.notFound", { id })} action={<RouteLink href="/tags">{t("trend.toList")}</RouteLink>} />;
  return <TagTrend key={tag.id} tag={tag} all={query.data?.items ?? []} />;
}

function TagTrend({ tag, all }: { readonly tag: TagView; readonly all: readonly TagView[] }): ReactNode {
  const { t } = useTranslation("tags");
  const { text } = useLocale();
  const now = useNow();
  const trend = useTrend(tag, all, now);
  const { data: org } = useOrg();
  const areaTitle = text(org?.areas.find((area) => area.id === tag.area)?.title) || tag.area;
  const open = sortAlarms(trend.open)[0];
  return (
    <div className="sl-trend">
      <PageHeader
        crumbs={<><RouteLink href="/tags">{t("trend.crumb")}</RouteLink> / {areaTitle}{tag.asset && ` / ${tag.asset}`}</>}
        title={tagName(tag.id, text(tag.title))}
        chips={open && <RouteLink href={`/alarms?selected=${encodeURIComponent(open.id)}`}><StateChip tone={open.priority === "P1" ? "bad" : "warn"} icon={<PriorityGlyph priority={open.priority} state={glyphState(open)} size={16} />}>{open.priority} {t(`common:priority.${open.priority}`)} · {t(`alarms:state.${open.state}`)}</StateChip></RouteLink>}
        actions={<Actions tag={tag} all={all} trend={trend} />}
      />
      <div className="sl-trend-main">
        <TrendMain tag={tag} trend={trend} now={now} />
        <div className="sl-trend-side">
          <TrendFacts tag={tag} areaTitle={areaTitle} readings={trend.readings} span={trend.span} rules={trend.rules} />
          <TrendAlarms alarms={trend.alarms} gaps={trend.readings?.gaps ?? []} span={trend.span} />
        </div>
      </div>
    </div>
  );
}

function Actions({ tag, all, trend }: { readonly tag: TagView; readonly all: readonly TagView[]; readonly trend: Trend }): ReactNode {
  const { t } = useTranslation("tags");
  const { text } = useLocale();
  const may = useMay();
  const { span, compared, setCompared, setRange, readings } = trend;
  const same = useMemo(() => all.filter((one) => one.id !== tag.id && one.unit === tag.unit), [all, tag.id, tag.unit]);
  const name = (range: string): string => (range.endsWith("d") ? t("trend.days", { n: Number.parseInt(range, 10) }) : t("trend.hours", { n: Number.parseInt(range, 10) }));
  const save = (): void => {
    if (readings) saveText(`${tag.id}-${new Date(span.from).toISOString().slice(0, 16).replace(":", "")}.csv`, trendCsv(tag.id, unitText(tag.unit), readings, (why) => t(`trend.why.${why}`, why)));
  };
  const ruleLink = `/designer/rules?tag=${encodeURIComponent(tag.id)}&from=${new Date(span.from).toISOString()}&to=${new Date(span.to).toISOString()}`;
  return (
    <>
      <Segmented value={span.name || "custom"} onChange={(range) => range !== "custom" && setRange(range)} options={[...Object.keys(ranges).map((value) => ({ value, label: name(value) })), ...(span.name === "" ? [{ value: "custom", label: <span title={`${fullTimeText(span.from)} – ${fullTimeText(span.to)}`}>{t("trend.custom")}</span> }] : [])]} />
      <Select mode="multiple" maxCount={mostLines - 1} maxTagCount={1} value={[...compared]} onChange={setCompared} placeholder={t("trend.compare")} aria-label={t("trend.compare")} title={t("trend.compareUnit", { unit: unitText(tag.unit) })} notFoundContent={t("trend.compareUnit", { unit: unitText(tag.unit) })} popupMatchSelectWidth={false} style={{ minWidth: 112 }} showSearch={labelSearch} options={same.map((one) => ({ value: one.id, label: `${one.id} ${text(one.title)}` }))} />
      <Button icon={<DownloadOutlined />} disabled={!readings} onClick={save}>{t("trend.export")}</Button>
      <Button icon={<TableOutlined />} onClick={() => trend.setView(trend.view === "table" ? "" : "table")}>{t(trend.view === "table" ? "trend.chartView" : "trend.table")}</Button>
      {may("rule.edit") && <a href={ruleLink}><Button type="primary" icon={<BellOutlined />}>{t("trend.rule")}</Button></a>}
    </>
  );
}
