import type { TFunction } from "i18next";
import type { AlarmView, MayAct } from "../api/types.ts";
import type { AlarmAct } from "@safeloop/engine";

const words: { readonly [code: string]: string } = {
  ALARM_P1_NO_SHELVE: "alarms:why.P1", P1_NO_SHELVE: "alarms:why.P1", ALARM_NOT_OPEN: "alarms:why.open",
  ALARM_ALREADY_ACKED: "alarms:why.acked", ALARM_NOT_LATCHED: "alarms:why.notLatched",
};

/** The permission each act needs. */
const permissions: { readonly [act in AlarmAct]: string } = { ack: "alarm.ack", shelve: "alarm.shelve", unshelve: "alarm.shelve", reset: "alarm.reset", dispose: "alarm.dispose" };

/**
 * Whether an act is offered, and the reason in words when not. What the server
 * did not allow is not offered. An alarm from the stream was judged for
 * everybody, so the reader's own permission is looked at here.
 */
export function mayDo(alarm: AlarmView, act: AlarmAct, t: TFunction, holds: (permission: string) => boolean): { readonly allowed: boolean; readonly why: string } {
  if (!holds(permissions[act])) return { allowed: false, why: t("alarms:why.permission", { permission: permissions[act] }) };
  const may: MayAct | undefined = alarm.mayAct[act];
  if (may?.allowed) return { allowed: true, why: "" };
  const known = may?.code !== undefined && Object.hasOwn(words, may.code) ? words[may.code] : undefined;
  return { allowed: false, why: may?.why ?? (known ? t(known) : t("alarms:why.unknown", { code: may?.code ?? act })) };
}
