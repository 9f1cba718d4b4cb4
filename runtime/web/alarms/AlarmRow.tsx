import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { DisconnectOutlined } from "@ant-design/icons";
import type { AlarmView, TagView } from "../api/types.ts";
import { PriorityGlyph } from "../components/PriorityGlyph.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { clockText, countdownText, dateTimeText, fullTimeText } from "../components/time.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { limitText, sourceText } from "../tags/unitText.ts";
import { AlarmValue, alarmLook } from "./AlarmValue.tsx";
import { tabOf } from "./alarmOrder.ts";
import { outOfServiceText } from "./outOfServiceText.ts";
import { isUnacked, personName } from "./alarmState.ts";
import { glyphState } from "./glyphState.ts";
import { whereOf } from "./whereOf.ts";

const day = 86_400_000;

export interface AlarmRowProps {
  readonly alarm: AlarmView;
  readonly tag: TagView | undefined;
  readonly now: number;
  readonly isSelected: boolean;
  readonly isFirstOut: boolean;
  readonly onSelect: (id: string) => void;
}

/** One line of the console: 44 px, glyph and word for priority, state in words, value with unknown look, limit with its source on hover. */
export function AlarmRow({ alarm, tag, now, isSelected, isFirstOut, onSelect }: AlarmRowProps): ReactNode {
  const { t } = useTranslation("alarms");
  const { text } = useLocale();
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: "nearest" });
  }, [isSelected]);
  const raised = Date.parse(alarm.raisedAt);
  const end = alarm.state === "normal" && alarm.clearedAt ? Date.parse(alarm.clearedAt) : now;
  return (
    <div ref={row} role="row" aria-selected={isSelected} className={`sl-alarm-row${isUnacked(alarm) ? " sl-alarm-news" : ""}`} onClick={() => onSelect(alarm.id)}>
      <span role="cell" className="sl-alarm-priority"><PriorityGlyph priority={alarm.priority} state={glyphState(alarm)} size={22} /> {alarm.priority} {t(`common:priority.${alarm.priority}`)}</span>
      <span role="cell" className="sl-alarm-state">{t(`state.${alarm.state}`)}</span>
      <time role="cell" dateTime={alarm.raisedAt} title={fullTimeText(alarm.raisedAt)}>{now - raised > day ? dateTimeText(alarm.raisedAt) : clockText(alarm.raisedAt)}</time>
      <span role="cell" className="sl-num sl-muted">{end - raised > day ? `${Math.floor((end - raised) / day)} d` : countdownText(end - raised)}</span>
      <b role="cell" className="sl-cut" title={alarm.key}>{whereOf(alarm, text)}</b>
      <span role="cell" className="sl-alarm-text"><span className="sl-cut" title={text(alarm.message)}>{text(alarm.ruleTitle) || text(alarm.message)}</span><Note alarm={alarm} isFirstOut={isFirstOut} /></span>
      <span role="cell" className="sl-num"><AlarmValue look={alarmLook(alarm, tag, now)} /></span>
      <span role="cell" className="sl-muted sl-cut" title={alarm.limit ? sourceText(alarm.limit, t("common:source.verify")) : undefined}>{limitText(alarm.limit)}</span>
    </div>
  );
}

/** The second line: what stands beside the state, at most one short line. */
function Note({ alarm, isFirstOut }: { readonly alarm: AlarmView; readonly isFirstOut: boolean }): ReactNode {
  const { t } = useTranslation("alarms");
  const parts = [
    isFirstOut && t("badge.first"),
    alarm.masked && t("overlay.masked"),
    alarm.overlays.shelved && tabOf(alarm) === "shelved" && `${t("overlay.shelved", { until: clockText(alarm.overlays.shelved.until) })} · ${personName(alarm.overlays.shelved.by)} · ${alarm.overlays.shelved.reason}`,
    alarm.overlays.outOfService && outOfServiceText(t, alarm.overlays.outOfService),
    alarm.ackedAt && !isUnacked(alarm) && `${personName(alarm.ackedBy)} ${clockText(alarm.ackedAt)}`,
    ...alarm.badges.filter((badge) => badge !== "dataLost").map((badge) => t(`badge.${badge}`, badge)),
    alarm.latch && t("badge.latch"),
    alarm.permitsStopped[0] && t("panel.stopped", { number: alarm.permitsStopped.map((one) => one.number).join(" ") }),
  ].filter((part, index, all): part is string => typeof part === "string" && all.indexOf(part) === index);
  const isLost = alarm.badges.includes("dataLost");
  if (parts.length === 0 && !isLost) return null;
  return <span className="sl-meta sl-cut">{isLost && <StateChip tone="unknown" icon={<DisconnectOutlined />}>{t("badge.dataLost")}</StateChip>} {parts.join(" · ")}</span>;
}
