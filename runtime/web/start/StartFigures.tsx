import { DisconnectOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AlarmSummary, PermitRow, TagView, TaskView } from "../api/types.ts";
import { Figure } from "../components/Figure.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { ageText } from "../components/time.ts";
import { priorities } from "../alarms/alarmState.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { workKind } from "../permits/permitLane.ts";
import { livePermitKinds, lostGateways } from "./figures.ts";

export interface StartFiguresProps {
  readonly summary: AlarmSummary | undefined;
  readonly permits: readonly PermitRow[] | undefined;
  readonly tags: readonly TagView[] | undefined;
  readonly tasks: readonly TaskView[] | undefined;
  readonly updatedAt: number;
  readonly isLive: boolean;
  readonly mayAlarms: boolean;
  readonly now: number;
}

/** Five numbers, each with what it is made of, its age, and the list behind it. Nothing known yet is "—", never 0. */
export function StartFigures(props: StartFiguresProps): ReactNode {
  const { t } = useTranslation("start");
  const { summary, now, updatedAt, isLive } = props;
  const age = updatedAt > 0 ? t("asOf", { age: ageText(now - updatedAt, t) }) : "";
  // The counts come with the alarm summary: who may not see it is told so, instead of waiting for ever.
  const none = props.mayAlarms ? <span className="sl-muted">{t("common:notApplicable")}</span> : <span className="sl-meta">{t("noRight")}</span>;
  const note = (text: string): string => [text, isLive ? "" : age].filter((part) => part !== "").join(" · ");
  return (
    <div className="sl-figures" title={age}>
      <Unacked summary={summary} none={none} note={note} />
      <Permits {...props} none={none} note={note} />
      <Figure label={t("figure.hazards")} value={summary ? summary.hazards.open : none} unit={t("figure.hazardsUnit")} note={summary && note(t("figure.hazardNote", { today: summary.hazards.dueToday, overdue: summary.hazards.overdue }))} to="/hazards" />
      <Mine {...props} none={none} note={note} />
      <Tags {...props} none={none} note={note} />
    </div>
  );
}

interface Part {
  readonly none: ReactNode;
  readonly note: (text: string) => string;
}

function Unacked({ summary, none, note }: Part & { readonly summary: AlarmSummary | undefined }): ReactNode {
  const { t } = useTranslation("start");
  const counts = summary?.unacked;
  const total = counts && priorities.reduce((sum, priority) => sum + counts[priority], 0);
  const list = counts && priorities.filter((priority) => counts[priority] > 0).map((priority) => `${priority} ${counts[priority]}`).join(" · ");
  return <Figure label={t("figure.unacked")} value={total ?? none} unit={t("figure.unackedUnit")} note={counts && note(list || t("figure.none"))} to="/alarms" />;
}

function Permits({ summary, permits, none, note }: Part & StartFiguresProps): ReactNode {
  const { t } = useTranslation("start");
  const { text, locale } = useLocale();
  const kinds = permits && livePermitKinds(permits).slice(0, 2).map(({ title, count }) => `${workKind(text(title))} ${count}`).join(locale === "en" ? ", " : "、");
  const value = summary && <>{summary.permits.live}<span className="sl-muted"> / </span>{summary.permits.suspended}</>;
  return <Figure label={t("figure.permits")} value={value ?? none} unit={t("figure.permitsUnit")} note={kinds !== undefined && note(kinds === "" ? t("figure.noLive") : t("figure.kinds", { list: kinds }))} to="/permits" />;
}

function Mine({ summary, tasks, none, note }: Part & StartFiguresProps): ReactNode {
  const { t } = useTranslation("start");
  const overdue = tasks?.filter((task) => task.overdue).length;
  return <Figure label={t("figure.mine")} value={summary?.tasks.mine ?? tasks?.length ?? none} unit={t("figure.mineUnit")} note={overdue !== undefined && note(overdue > 0 ? t("figure.mineNote", { overdue }) : t("figure.mineNone"))} to="/inbox" />;
}

function Tags({ summary, tags, now, none, note }: Part & StartFiguresProps): ReactNode {
  const { t } = useTranslation("start");
  const { locale } = useLocale();
  const counts = summary?.tags;
  const lost = (counts?.unknown ?? 0) > 0 || counts?.total === 0;
  const gateways = tags && lostGateways(tags, now).slice(0, 2).map(({ gateway }) => gateway).join(locale === "en" ? ", " : "、");
  const words = !counts ? "" : counts.total === 0 ? t("figure.noTags") : !lost ? t("figure.allKnown") : gateways ? t("figure.gateway", { count: counts.unknown, gateways }) : t("figure.lost", { count: counts.unknown });
  return (
    <Figure
      label={t("figure.tags")} value={counts?.known ?? none} unit={counts ? `/ ${counts.total}` : ""} note={counts && note(words)} to="/tags?state=unknown"
      chip={lost ? <StateChip tone="unknown" icon={<DisconnectOutlined />}>{t("figure.cannot")}</StateChip> : undefined}
    />
  );
}
