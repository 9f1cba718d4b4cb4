import { DisconnectOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { glyphState } from "../alarms/glyphState.ts";
import type { AlarmView } from "../api/types.ts";
import { type Span, toMs, type TrendGap } from "../charts/trendData.ts";
import { PriorityGlyph } from "../components/PriorityGlyph.tsx";
import { RouteLink } from "../components/RouteLink.tsx";
import { Timeline, type TimelineEntry } from "../components/Timeline.tsx";
import { dateTimeText, durationText, fullTimeText } from "../components/time.ts";
import { useLocale } from "../i18n/useLocale.ts";

/** Alarms and gaps of the span, newest on top. */
export function TrendAlarms({ alarms, gaps, span }: { readonly alarms: readonly AlarmView[]; readonly gaps: readonly TrendGap[]; readonly span: Span }): ReactNode {
  const { t } = useTranslation("tags");
  const { text } = useLocale();
  const time = (at: string | number): ReactNode => <time title={fullTimeText(at)}>{dateTimeText(at)}</time>;
  const entries: (TimelineEntry & { readonly at: number })[] = [
    ...alarms.map((alarm) => ({
      at: Date.parse(alarm.raisedAt), id: alarm.id, mark: "event" as const, time: time(alarm.raisedAt),
      title: <RouteLink href={`/alarms?selected=${encodeURIComponent(alarm.id)}${alarm.state === "normal" ? "&tab=history" : ""}`}><PriorityGlyph priority={alarm.priority} state={glyphState(alarm)} size={16} /> {text(alarm.ruleTitle)}</RouteLink>,
      note: [t(`alarms:state.${alarm.state}`), alarm.disposal?.disposition && t(`alarms:disposition.${alarm.disposal.disposition}`)].filter(Boolean).join(" · "),
    })),
    ...gaps.map((gap) => ({
      at: toMs(gap.from), id: `gap ${gap.from}`, mark: "event" as const, time: time(toMs(gap.from)),
      title: <span className="sl-unknown-value"><DisconnectOutlined /> {t("trend.gap")}</span>,
      note: `${t("trend.gapNote", { time: durationText(toMs(gap.to) - toMs(gap.from), t) })} · ${t(`trend.why.${gap.why}`, gap.why)}`,
    })),
  ].filter((entry) => entry.at <= span.to).sort((a, b) => b.at - a.at);
  return (
    <section className="sl-card">
      <header>{t("trend.alarms")} <span className="sl-meta">{t("trend.alarmCount", { count: alarms.length })}</span></header>
      <div className="sl-trend-alarms">{entries.length === 0 ? <p className="sl-muted">{t("trend.noAlarms")}</p> : <Timeline entries={entries} />}</div>
    </section>
  );
}
