import { Segmented } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Area, PermitConflict } from "@safeloop/engine";
import { useUrlState } from "../app/useUrlState.ts";
import type { AlarmView, PermitRow, TagView } from "../api/types.ts";
import { Empty } from "../components/Empty.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { useMay } from "../session/useMe.ts";
import { isInField } from "../permits/permitLane.ts";
import { tagLook } from "../tags/tagLook.ts";
import { PlanLegend } from "./PlanLegend.tsx";
import { PlanList } from "./PlanList.tsx";
import { planOf } from "./planModel.ts";
import { PlanPanel } from "./PlanPanel.tsx";
import { type PlanPick, PlanPicture } from "./PlanPicture.tsx";
import { compassOf } from "./planScale.ts";
import { RouteLink } from "../components/RouteLink.tsx";
import { useWidth } from "./useWidth.ts";

export interface PlanCardProps {
  readonly areas: readonly Area[];
  readonly tags: readonly TagView[];
  readonly alarms: readonly AlarmView[];
  readonly permits: readonly PermitRow[];
  /** Works that endanger each other; drawn as lines. */
  readonly conflicts?: readonly PermitConflict[];
  readonly now: number;
  readonly mostHeight: number;
  readonly title?: string;
  readonly isQuiet?: boolean;
}

/** The plan with its list twin; a pick opens the side panel. Narrow screens begin with the list. */
export function PlanCard({ areas, tags, alarms, permits, conflicts, now, mostHeight, title, isQuiet = false }: PlanCardProps): ReactNode {
  const { t } = useTranslation("start");
  const { text } = useLocale();
  const [place, width] = useWidth<HTMLDivElement>();
  const [view, setView] = useUrlState("plan");
  const [pick, setPick] = useState<PlanPick | undefined>(undefined);
  const plan = useMemo(() => planOf({ areas, tags, alarms, permits, ...(conflicts ? { conflicts } : {}), now }), [areas, tags, alarms, permits, conflicts, now]);
  const shown = view === "" ? (width > 0 && width < 480 ? "list" : "picture") : view;
  const alarmOf = useMemo(() => new Map([...plan.tags, ...plan.tanks].flatMap(({ tag, alarm }) => (alarm ? [[tag.id, alarm] as const] : []))), [plan]);
  const titles = useMemo(() => new Map(areas.map((area) => [area.id, text(area.title)])), [areas, text]);
  const { extent } = plan;
  return (
    <section className="sl-card sl-plan-card">
      <header>
        {title ?? t("plan.title")} <Wind tags={tags} now={now} />
        <PlanLegend isQuiet={isQuiet} hasConflicts={conflicts !== undefined} />
        <Segmented size="small" value={shown} onChange={setView} options={[{ value: "picture", label: t("plan.picture") }, { value: "list", label: t("plan.list") }]} />
      </header>
      <div ref={place} className="sl-plan-place">
        {shown === "list"
          ? <PlanList tags={tags} alarmOf={(id) => alarmOf.get(id)} permits={permits.filter(isInField)} conflicts={conflicts ?? []} areaTitle={(id) => (id === undefined ? "" : (titles.get(id) ?? id))} now={now} isNarrow={width < 480} onPick={setPick} />
          : extent === undefined ? <NoPlan /> : width > 0 && <PlanPicture plan={{ ...plan, extent }} width={width} mostHeight={mostHeight} isQuiet={isQuiet} onPick={setPick} />}
        {shown === "picture" && plan.unplaced.tags + plan.unplaced.permits > 0 && <p className="sl-meta sl-plan-note">{t("plan.unplaced", plan.unplaced)}</p>}
        {shown === "picture" && plan.conflicts.unplaced > 0 && <p className="sl-plan-note">{t("plan.unplacedConflicts", { count: plan.conflicts.unplaced })}</p>}
      </div>
      <PlanPanel pick={pick} areas={areas} tags={tags} alarms={alarms} permits={permits} now={now} onClose={() => setPick(undefined)} />
    </section>
  );
}

function NoPlan(): ReactNode {
  const { t } = useTranslation("start");
  const may = useMay();
  return <Empty title={t("plan.empty")} {...(may("org.edit") ? { action: <RouteLink href="/admin/org">{t("plan.toAdmin")}</RouteLink> } : {})} />;
}

/** The wind where it is measured and known; nothing at all where it is not. */
function Wind({ tags, now }: { readonly tags: readonly TagView[]; readonly now: number }): ReactNode {
  const { t } = useTranslation("start");
  const known = (measurement: TagView["measurement"]): { readonly value: number; readonly unit: string } | undefined => {
    const tag = tags.find((one) => one.measurement === measurement);
    const look = tag && tagLook(tag, now);
    return tag && look?.kind === "known" ? { value: Number(look.value), unit: tag.unit } : undefined;
  };
  const [direction, speed] = [known("wind-direction"), known("wind-speed")];
  if (!direction || !speed) return null;
  return <span className="sl-meta sl-plan-wind">{t("plan.wind", { direction: t(`wind.${compassOf(direction.value)}`), speed: `${speed.value} ${speed.unit}` })}</span>;
}
