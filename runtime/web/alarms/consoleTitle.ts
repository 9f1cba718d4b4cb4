import type { TFunction } from "i18next";
import type { AlarmSummary, AlarmView } from "../api/types.ts";
import { tabOf } from "./alarmOrder.ts";
import { isUnacked } from "./alarmState.ts";

/** The console in one sentence. "No alarms" is only said with a connection and with what is not known. */
export function consoleTitle(alarms: readonly AlarmView[] | undefined, summary: AlarmSummary | undefined, isLive: boolean, t: TFunction): string {
  const open = alarms?.filter((alarm) => tabOf(alarm) === "active");
  const news = open?.filter(isUnacked).length ?? 0;
  if (news > 0) return t("alarms:title.news", { count: news });
  if (!isLive) return t("alarms:title.lost");
  if (!open) return t("alarms:title.loading");
  if (open.length > 0) return t("alarms:title.active", { count: open.length });
  if (!summary) return t("alarms:title.loading");
  return summary.tags.unknown > 0 || summary.tags.total === 0 ? t("alarms:title.unknown", { unknown: summary.tags.unknown }) : t("alarms:title.calmKnown", { known: summary.tags.known });
}
