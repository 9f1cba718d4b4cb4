import { ClockCircleFilled, CloseCircleFilled, ExclamationCircleFilled } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { PermitRow } from "../api/types.ts";
import { countdownText, durationText, fullTimeText } from "../components/time.ts";
import { laneOf, nextDeadline, urgencyOf } from "./permitLane.ts";

const day = 86_400_000;

/** Shape and word of what runs out; the colour alone says nothing. */
const marks: { readonly [urgency: string]: ReactNode } = { near: <ClockCircleFilled />, soon: <ExclamationCircleFilled />, over: <CloseCircleFilled /> };

/** The next deadline of a permit, with a mark in its last 60 and 15 minutes; for a suspended one how long it has been so, unless the deadline is asked for. */
export function PermitTime({ permit, now, isDeadline = false }: { readonly permit: PermitRow; readonly now: number; readonly isDeadline?: boolean }): ReactNode {
  const { t } = useTranslation("permits");
  const deadline = nextDeadline(permit);
  if (!isDeadline && laneOf(permit) === "stopped" && permit.life) return <span className="sl-meta" title={fullTimeText(permit.life.since)}>{t("suspendedFor", { time: breakText(now - Date.parse(permit.life.since), t) })}</span>;
  if (!deadline) return null;
  const left = deadline.at - now;
  const time = Math.abs(left) > day ? durationText(Math.abs(left), t) : countdownText(Math.abs(left));
  const urgency = urgencyOf(deadline, now);
  return (
    <time className={`sl-meta sl-deadline sl-deadline-${urgency}`} dateTime={new Date(deadline.at).toISOString()} title={fullTimeText(deadline.at)}>
      {marks[urgency]} {t(`deadline.${deadline.kind}`)} <b>{left <= 0 ? t("over", { time }) : time}</b>{(urgency === "near" || urgency === "soon") && <span className="sl-deadline-word">{t(`within.${urgency}`)}</span>}
    </time>
  );
}

/** The clock of a break: seconds count where minutes decide over a new sample. */
function breakText(ms: number, t: ReturnType<typeof useTranslation>["t"]): string {
  return ms < day ? countdownText(ms) : durationText(ms, t);
}
