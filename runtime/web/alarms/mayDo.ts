import type { TFunction } from "i18next";
import type { AlarmView, MayAct } from "../api/types.ts";
import type { AlarmAct } from "./alarmState.ts";

const words: { readonly [code: string]: string } = {
  ALARM_P1_NO_SHELVE: "alarms:why.P1", P1_NO_SHELVE: "alarms:why.P1", ALARM_NOT_OPEN: "alarms:why.open",
  ALARM_ALREADY_ACKED: "alarms:why.acked", ALARM_NOT_LATCHED: "alarms:why.notLatched",
};

/** Whether an act is offered, and the reason in words when not. What the server did not allow is not offered. */
export function mayDo(alarm: AlarmView, act: AlarmAct, t: TFunction): { readonly allowed: boolean; readonly why: string } {
  const may: MayAct | undefined = alarm.mayAct[act];
  if (may?.allowed) return { allowed: true, why: "" };
  const known = may?.code !== undefined && Object.hasOwn(words, may.code) ? words[may.code] : undefined;
  return { allowed: false, why: may?.why ?? (known ? t(known) : t("alarms:why.unknown", { code: may?.code ?? act })) };
}
