import type { TFunction } from "i18next";
import type { AlarmView } from "../api/types.ts";
import { dateTimeText } from "../components/time.ts";

/** Until when an alarm is out of service, and by which approval. `t` has the words of the alarm console. */
export function outOfServiceText(t: TFunction<"alarms">, { until, number }: NonNullable<AlarmView["overlays"]["outOfService"]>): string {
  return [t("overlay.outOfService", { until: dateTimeText(until) }), number && t("overlay.bypass", { number })].filter(Boolean).join(" · ");
}
