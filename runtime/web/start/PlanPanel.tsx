import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Area } from "@safeloop/engine";
import type { AlarmView, PermitRow, TagView } from "../api/types.ts";
import { glyphState } from "../alarms/glyphState.ts";
import { Age } from "../components/Age.tsx";
import { PriorityGlyph } from "../components/PriorityGlyph.tsx";
import { RiskGlyph } from "../components/RiskGlyph.tsx";
import { SidePanel } from "../components/SidePanel.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { PermitChip } from "../permits/PermitChip.tsx";
import { TagValue } from "../tags/TagValue.tsx";
import { isUnknown, tagLook, tagName } from "../tags/tagLook.ts";
import { RouteLink } from "../components/RouteLink.tsx";
import type { PlanPick } from "./PlanPicture.tsx";
import { whereOf } from "../alarms/whereOf.ts";

export interface PlanPanelProps {
  readonly pick: PlanPick | undefined;
  readonly areas: readonly Area[];
  readonly tags: readonly TagView[];
  readonly alarms: readonly AlarmView[];
  readonly permits: readonly PermitRow[];
  readonly now: number;
  readonly onClose: () => void;
}

/** What was picked on the plan, with the way to its page. */
export function PlanPanel(props: PlanPanelProps): ReactNode {
  const { pick, onClose } = props;
  const { text } = useLocale();
  const tag = pick?.kind === "tag" ? props.tags.find((one) => one.id === pick.id) : undefined;
  const permit = pick?.kind === "permit" ? props.permits.find((one) => one.id === pick.id) : undefined;
  const area = pick?.kind === "area" ? props.areas.find((one) => one.id === pick.id) : undefined;
  const title = tag ? tagName(tag.id, text(tag.title)) : permit ? permit.number : text(area?.title);
  return (
    <SidePanel title={title} open={pick !== undefined} onClose={onClose}>
      {tag && <TagPart {...props} tag={tag} />}
      {permit && <PermitPart permit={permit} />}
      {area && <AreaPart {...props} area={area} />}
    </SidePanel>
  );
}

function TagPart({ tag, alarms, now }: PlanPanelProps & { readonly tag: TagView }): ReactNode {
  const { t } = useTranslation("start");
  return (
    <div className="sl-plan-panel">
      <p className="sl-plan-panel-value"><TagValue tag={tag} now={now} /> {tag.latest && <span className="sl-meta"><Age at={tag.latest.ts} /></span>}</p>
      <AlarmLines alarms={alarms.filter((alarm) => alarm.tagId === tag.id)} />
      <RouteLink className="sl-button" href={`/tags/${encodeURIComponent(tag.id)}`}>{t("panel.trend")}</RouteLink>
    </div>
  );
}

function AlarmLines({ alarms }: { readonly alarms: readonly AlarmView[] }): ReactNode {
  const { t } = useTranslation("start");
  const { text } = useLocale();
  if (alarms.length === 0) return <p className="sl-muted">{t("panel.noAlarm")}</p>;
  return <ul className="sl-plain">{alarms.map((alarm) => <li key={alarm.id}><PriorityGlyph priority={alarm.priority} state={glyphState(alarm)} /> <RouteLink href={`/alarms?selected=${encodeURIComponent(alarm.id)}`}>{whereOf(alarm, text)} {text(alarm.ruleTitle)}</RouteLink> <span className="sl-meta">{t(`alarms:state.${alarm.state}`)}</span></li>)}</ul>;
}

function PermitPart({ permit }: { readonly permit: PermitRow }): ReactNode {
  const { t } = useTranslation("start");
  const { text } = useLocale();
  return (
    <div className="sl-plan-panel">
      <p><PermitChip permit={permit} /> {text(permit.form.title)}</p>
      <p>{permit.title}</p>
      <p className="sl-meta">{[...permit.holders, ...permit.guardians].map((person) => person.name).join(" · ")}</p>
      <RouteLink className="sl-button" href={`/submissions/${permit.id}`}>{t("panel.open")}</RouteLink>
    </div>
  );
}

function AreaPart({ area, tags, alarms, permits, now }: PlanPanelProps & { readonly area: Area }): ReactNode {
  const { t } = useTranslation("start");
  const own = tags.filter((tag) => tag.area === area.id);
  const unknown = own.filter((tag) => isUnknown(tagLook(tag, now))).length;
  return (
    <div className="sl-plan-panel">
      <p><RiskGlyph level={area.risk} /> {[area.hazardClass && t(`admin:hazardClass.${area.hazardClass}`, area.hazardClass), area.gasZone].filter(Boolean).join(" · ")}</p>
      <p className={unknown > 0 ? "sl-unknown-value" : ""}>{own.length === 0 ? t("plan.areaNone") : unknown > 0 ? t("plan.areaState", { total: own.length, unknown }) : t("plan.areaKnown", { total: own.length })}</p>
      <AlarmLines alarms={alarms.filter((alarm) => alarm.area?.id === area.id)} />
      <h3>{t("panel.areaPermits")}</h3>
      <ul className="sl-plain">{permits.filter((permit) => permit.areaId === area.id).map((permit) => <li key={permit.id}><PermitChip permit={permit} /> <RouteLink href={`/submissions/${permit.id}`}>{permit.number}</RouteLink></li>)}</ul>
    </div>
  );
}
