import { useNavigate } from "@tanstack/react-router";
import { Button, Input, Select } from "antd";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useOrg } from "../admin/useOrg.ts";
import type { TagView } from "../api/types.ts";
import { useSiteArea } from "../app/frame/useSiteArea.ts";
import { useUrlState } from "../app/useUrlState.ts";
import { Age } from "../components/Age.tsx";
import { DataTable } from "../components/DataTable.tsx";
import { Empty } from "../components/Empty.tsx";
import { Loading } from "../components/Loading.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { RouteLink } from "../components/RouteLink.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { useNow } from "../components/useNow.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { useMay } from "../session/useMe.ts";
import { filterTags } from "./tagFilter.ts";
import { countTags, tagLook } from "./tagLook.ts";
import { orderOf, orderTags, type TagOrder } from "./tagOrder.ts";
import { TagValue } from "./TagValue.tsx";
import { unitText } from "./unitText.ts";
import { mostWatched, useTags } from "./useTags.ts";
import "./tags.css";

/** Rows shown at first and by each "more": a plant has hundreds of tags, and every second each row shown is drawn anew. */
const pageRows = 50;

/** All tags with what they say now; what has no data is said in the first line and stands on top. */
export default function TagsPage(): ReactNode {
  const { t } = useTranslation("tags");
  const { text } = useLocale();
  const may = useMay();
  const navigate = useNavigate();
  const now = useNow();
  const filter = useTagFilter();
  const [watched, setWatched] = useState<readonly string[]>([]);
  const { data, error, refetch } = useTags(watched);
  const { data: org } = useOrg();
  const titles = useMemo(() => new Map((org?.areas ?? []).map((area) => [area.id, text(area.title)])), [org, text]);
  const all = data?.items;
  const [order, setOrder] = useState<TagOrder>();
  const [asked, setAsked] = useState(pageRows);
  const rows = orderTags(filterTags(all ?? [], filter.value, now), order);
  const shown = rows.slice(0, asked);
  const first = shown.slice(0, mostWatched).map((tag) => tag.id).sort().join(",");
  useEffect(() => setWatched(first === "" ? [] : first.split(",")), [first]);
  const empty = (all?.length ?? 0) > 0
    ? <Empty title={t("filtered")} action={<Button onClick={filter.clear}>{t("common:act.clear")}</Button>} />
    : <Empty title={t("empty")} {...(may("tag.edit") ? { action: <RouteLink href="/admin/tags">{t("toAdmin")}</RouteLink> } : {})} />;
  return (
    <div className="sl-tags">
      <PageHeader title={all ? <Headline tags={all} now={now} /> : t("loading")} />
      <Filters tags={all ?? []} areas={[...titles]} filter={filter} />
      {!data && !error ? <Loading rows={10} /> : (
        <section className="sl-card">
          <DataTable<TagView>
            rowKey="id" dataSource={shown} total={rows.length} onMore={shown.length < rows.length ? () => setAsked(asked + pageRows) : undefined} empty={empty} scroll={{ x: 1160 }} fault={data ? null : error} onRetry={() => void refetch()}
            onOpen={(tag) => void navigate({ to: `/tags/${encodeURIComponent(tag.id)}` as never })}
            onChange={(_, __, sorter) => setOrder(orderOf(sorter))}
            columns={[
              { title: t("col.id"), dataIndex: "id", width: 130, fixed: "left", key: "id", sorter: true, render: (id: string) => <b>{id}</b> },
              { title: t("col.title"), ellipsis: true, render: (_, tag) => text(tag.title) },
              { title: t("col.value"), width: 150, align: "right", render: (_, tag) => <TagValue tag={tag} now={now} /> },
              { title: t("col.age"), width: 120, render: (_, tag) => (tag.latest ? <Age at={tag.latest.ts} /> : t("quality.never")) },
              { title: t("col.quality"), width: 120, render: (_, tag) => <QualityChip tag={tag} now={now} /> },
              { title: t("col.measurement"), width: 120, ellipsis: true, render: (_, tag) => t(`m.${tag.measurement}`) },
              { title: t("col.range"), width: 130, render: (_, tag) => (tag.range ? `${tag.range.min}–${tag.range.max} ${unitText(tag.unit)}` : t("common:notApplicable")) },
              { title: t("col.area"), width: 130, ellipsis: true, render: (_, tag) => titles.get(tag.area) ?? tag.area },
              { title: t("col.alarms"), width: 90, align: "right", key: "alarms", sorter: true, render: (_, tag) => (tag.alarms > 0 ? <RouteLink href={`/alarms?q=${encodeURIComponent(tag.id)}`}>{t("alarmCount", { count: tag.alarms })}</RouteLink> : "") },
            ]}
          />
        </section>
      )}
    </div>
  );
}

function Headline({ tags, now }: { readonly tags: readonly TagView[]; readonly now: number }): ReactNode {
  const { t } = useTranslation("tags");
  const counts = countTags(tags, now);
  if (counts.total === 0) return t("titleNone");
  return counts.unknown > 0 ? <span className="sl-unknown-value">{t("titleLost", { ...counts })}</span> : t("title", { ...counts });
}

function QualityChip({ tag, now }: { readonly tag: TagView; readonly now: number }): ReactNode {
  const { t } = useTranslation("tags");
  const { kind } = tagLook(tag, now);
  if (kind === "known") return <span className="sl-muted">{t("quality.known")}</span>;
  return <StateChip tone={kind === "uncertain" ? "warn" : "unknown"}>{t(`quality.${kind}`)}</StateChip>;
}

function useTagFilter() {
  const siteArea = useSiteArea();
  const [q, setQ] = useUrlState("q");
  const [area, setArea] = useUrlState("area", siteArea);
  const [measurement, setMeasurement] = useUrlState("measurement");
  const [state, setState] = useUrlState("state");
  const value = { q, area: area === "all" ? "" : area, measurement, state };
  return { value, setQ, setArea, setMeasurement, setState, clear: () => { setQ(""); setArea("all"); setMeasurement(""); setState(""); } };
}

function Filters({ tags, areas, filter }: { readonly tags: readonly TagView[]; readonly areas: readonly (readonly [string, string])[]; readonly filter: ReturnType<typeof useTagFilter> }): ReactNode {
  const { t } = useTranslation("tags");
  const measurements = [...new Set(tags.map((tag) => tag.measurement))];
  return (
    <div className="sl-tag-filters">
      <Input.Search data-filter allowClear placeholder={t("search")} aria-label={t("search")} defaultValue={filter.value.q} onSearch={filter.setQ} style={{ width: 220 }} />
      <Select aria-label={t("state.label")} value={filter.value.state} onChange={filter.setState} options={["", "unknown", "alarm", "known"].map((value) => ({ value, label: t(`state.${value || "all"}`) }))} style={{ minWidth: 120 }} />
      <Select aria-label={t("area")} value={filter.value.area} onChange={(area: string) => filter.setArea(area === "" ? "all" : area)} popupMatchSelectWidth={false} options={[{ value: "", label: t("allAreas") }, ...areas.map(([value, label]) => ({ value, label }))]} style={{ minWidth: 130 }} />
      <Select aria-label={t("measurement")} value={filter.value.measurement} onChange={filter.setMeasurement} popupMatchSelectWidth={false} options={[{ value: "", label: t("allMeasurements") }, ...measurements.map((value) => ({ value, label: t(`m.${value}`) }))]} style={{ minWidth: 130 }} />
    </div>
  );
}
