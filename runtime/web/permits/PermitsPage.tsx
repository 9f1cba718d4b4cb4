import { FullscreenOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, Segmented, Select } from "antd";
import type { TFunction } from "i18next";
import { type ReactNode, useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useOrg } from "../admin/useOrg.ts";
import { useOpenAlarms } from "../alarms/useAlarms.ts";
import type { PermitConflict } from "@safeloop/engine";
import type { AlarmView, PermitRow } from "../api/types.ts";
import { useSiteArea } from "../app/frame/useSiteArea.ts";
import { useUrlState } from "../app/useUrlState.ts";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { LostLine } from "../components/LostLine.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { RouteLink } from "../components/RouteLink.tsx";
import { useNow } from "../components/useNow.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { useMay } from "../session/useMe.ts";
import { PlanCard } from "../start/PlanCard.tsx";
import { useTags } from "../tags/useTags.ts";
import { isWall, wallHeight } from "../theme/mode.ts";
import { ConflictCard } from "./ConflictCard.tsx";
import { filterPermits, kindsOf } from "./permitFilter.ts";
import { laneOf, nextDeadline, urgencyOf } from "./permitLane.ts";
import { NextDeadlines } from "./NextDeadlines.tsx";
import { PermitLanes } from "./PermitLanes.tsx";
import { PermitTable } from "./PermitTable.tsx";
import { usePermitConflicts } from "./usePermitConflicts.ts";
import { usePermits } from "./usePermits.ts";
import { whereOf } from "../alarms/whereOf.ts";
import "../start/start.css";
import "./permits.css";

/** Screen 9: which jobs are live, and do any endanger each other. */
export default function PermitsPage(): ReactNode {
  const { t } = useTranslation("permits");
  const { text } = useLocale();
  const may = useMay();
  const { data, error, refetch } = usePermits();
  const { data: org } = useOrg();
  const [view, setView] = useUrlState("view", "board");
  const filter = useFilter();
  const all = data?.items;
  const permits = useMemo(() => filterPermits(all ?? [], filter.value), [all, filter.value]);
  const titles = useMemo(() => new Map((org?.areas ?? []).map((area) => [area.id, text(area.title)])), [org, text]);
  const areaTitle = (id: string | undefined): string => (id === undefined ? "" : (titles.get(id) ?? id));
  const conflicts = useConflictsIn(filter.value.area);
  const empty = (all?.length ?? 0) > 0
    ? <Empty title={t("filtered")} action={<Button onClick={filter.clear}>{t("common:act.clear")}</Button>} />
    : <Empty title={t("none")} {...(may("submission.create") ? { action: <RouteLink href="/new">{t("apply")}</RouteLink> } : {})} />;
  return (
    <div className="sl-board" data-view={view}>
      <PageHeader title={<Headline permits={data && permits} conflicts={conflicts.items?.length} />} actions={<Actions view={view} onView={setView} />} />
      <LostLine what={t("lost")} />
      <Filters permits={all ?? []} areas={[...titles]} filter={filter} />
      {error && !data ? <ErrorCard fault={error} what={t("list")} onRetry={() => void refetch()} /> : !data ? <Loading rows={8} /> : view === "list" ? <PermitTable permits={permits} areaTitle={areaTitle} empty={empty} /> : permits.length === 0 && !conflicts.items?.length ? <section className="sl-card">{empty}</section> : <Board permits={permits} area={filter.value.area} conflicts={conflicts} />}
    </div>
  );
}

function Headline({ permits, conflicts }: { readonly permits: readonly PermitRow[] | undefined; readonly conflicts: number | undefined }): ReactNode {
  const { t } = useTranslation("permits");
  const now = useNow();
  return <>{headline(permits, conflicts, now, t)}</>;
}

function headline(permits: readonly PermitRow[] | undefined, conflicts: number | undefined, now: number, t: TFunction): string {
  if (!permits) return t("permits:titleLoading");
  const live = permits.filter((permit) => laneOf(permit) === "live").length;
  const stopped = permits.filter((permit) => laneOf(permit) === "stopped").length;
  const over = permits.filter((permit) => urgencyOf(nextDeadline(permit), now) === "over").length;
  const first = live + stopped === 0 ? t("permits:titleNone") : t("permits:title", { live: live + stopped, stopped });
  return [first, conflicts && t("permits:conflict.some", { count: conflicts }), over > 0 && t("permits:overCount", { count: over })].filter(Boolean).join(" · ");
}

interface BoardConflicts {
  readonly items: readonly PermitConflict[] | undefined;
  readonly fault: unknown;
  readonly retry: () => void;
}

/** The conflicts of an area: one of the two is there, or it is not known where they are. */
function useConflictsIn(area: string): BoardConflicts {
  const { data, error, refetch } = usePermitConflicts();
  const items = useMemo(() => data?.filter(({ a, b }) => area === "" || a.areaId === area || b.areaId === area || (a.areaId === undefined && b.areaId === undefined)), [data, area]);
  return { items, fault: error, retry: () => void refetch() };
}

function useFilter() {
  const siteArea = useSiteArea();
  const [kind, setKind] = useUrlState("kind");
  const [area, setArea] = useUrlState("area", siteArea);
  const [q, setQ] = useUrlState("q");
  const value = useMemo(() => ({ kind, area: area === "all" ? "" : area, q }), [kind, area, q]);
  return { value, setKind, setArea, setQ, clear: () => { setKind(""); setArea("all"); setQ(""); } };
}

function Filters({ permits, areas, filter }: { readonly permits: readonly PermitRow[]; readonly areas: readonly (readonly [string, string])[]; readonly filter: ReturnType<typeof useFilter> }): ReactNode {
  const { t } = useTranslation("permits");
  const { text } = useLocale();
  if (isWall()) return null;
  return (
    <div className="sl-board-filters">
      <Input.Search data-filter allowClear placeholder={t("search")} aria-label={t("search")} defaultValue={filter.value.q} onSearch={filter.setQ} style={{ width: 220 }} />
      <Select aria-label={t("kind")} value={filter.value.kind} onChange={filter.setKind} popupMatchSelectWidth={false} options={[{ value: "", label: t("allKinds") }, ...kindsOf(permits).map((form) => ({ value: form.id, label: text(form.title) }))]} style={{ minWidth: 140 }} />
      <Select aria-label={t("area")} value={filter.value.area} onChange={(area: string) => filter.setArea(area === "" ? "all" : area)} popupMatchSelectWidth={false} options={[{ value: "", label: t("allAreas") }, ...areas.map(([value, label]) => ({ value, label }))]} style={{ minWidth: 140 }} />
    </div>
  );
}

function Actions({ view, onView }: { readonly view: string; readonly onView: (view: string) => void }): ReactNode {
  const { t } = useTranslation("permits");
  const may = useMay();
  if (isWall()) return null;
  return (
    <>
      <Segmented value={view} onChange={onView} options={[{ value: "board", label: t("board") }, { value: "list", label: t("list") }]} />
      <Button icon={<FullscreenOutlined />} onClick={() => location.assign("/permits?wall=1")}>{t("wall")}</Button>
      {may("submission.create") && <RouteLink href="/new"><Button type="primary" icon={<PlusOutlined />}>{t("apply")}</Button></RouteLink>}
    </>
  );
}

function Board({ permits, area, conflicts }: { readonly permits: readonly PermitRow[]; readonly area: string; readonly conflicts: BoardConflicts }): ReactNode {
  const may = useMay();
  const { data: alarms } = useOpenAlarms(may("alarm.view"));
  const { text } = useLocale();
  const causeText = useCallback((id: string): string | undefined => {
    const alarm = alarms?.items.find((one) => one.id === id);
    return alarm && `${whereOf(alarm, text)} ${text(alarm.ruleTitle)}`;
  }, [alarms, text]);
  return (
    <div className="sl-board-parts">
      <PermitLanes permits={permits} causeText={causeText} />
      <Below permits={permits} area={area} alarms={alarms?.items ?? noAlarms} conflicts={conflicts} />
    </div>
  );
}

const noAlarms: readonly AlarmView[] = [];

/** What ticks as a whole: the plan, conflicts, and what runs out next. */
function Below({ permits, area, alarms, conflicts }: { readonly permits: readonly PermitRow[]; readonly area: string; readonly alarms: readonly AlarmView[]; readonly conflicts: BoardConflicts }): ReactNode {
  const { t } = useTranslation("permits");
  const may = useMay();
  const now = useNow();
  const { data: org } = useOrg();
  const { data: tags } = useTags([], may("tag.read"));
  const inArea = <T,>(items: readonly T[] = [], areaOf: (item: T) => string | undefined): readonly T[] => (area === "" ? items : items.filter((item) => areaOf(item) === area));
  return (
    <>
      <PlanCard title={t("position")} areas={inArea(org?.areas, (one) => one.id)} tags={inArea(tags?.items, (tag) => tag.area)} alarms={inArea(alarms, (alarm) => alarm.area?.id)} permits={permits} conflicts={conflicts.items ?? []} now={now} mostHeight={isWall() ? Math.max(240, wallHeight() / 2 - 120) : 420} isQuiet />
      <div className="sl-board-side">
        <ConflictCard conflicts={conflicts.items} fault={conflicts.fault} onRetry={conflicts.retry} now={now} />
        <NextDeadlines permits={permits} now={now} />
      </div>
    </>
  );
}
