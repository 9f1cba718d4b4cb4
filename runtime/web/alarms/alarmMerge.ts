import type { AlarmView } from "../api/types.ts";
import { sortAlarms } from "./alarmOrder.ts";
import { isUnacked } from "./alarmState.ts";

/** Newer of two views of one alarm: a late answer never overwrites a fresher event. */
export function newerAlarm(a: AlarmView | undefined, b: AlarmView): AlarmView {
  return a && (a.version > b.version || (a.version === b.version && a.generation > b.generation)) ? a : b;
}

/** A list with one alarm put in or replaced. */
export function withAlarm(list: readonly AlarmView[], alarm: AlarmView): AlarmView[] {
  const others = list.filter((one) => one.id !== alarm.id);
  return [...others, newerAlarm(list.find((one) => one.id === alarm.id), alarm)];
}

/** What was not there before: id and generation together, so that a re-announced alarm is news again. */
export function newsOf(alarms: readonly AlarmView[], seen: ReadonlySet<string>): AlarmView[] {
  return sortAlarms(alarms.filter((alarm) => isUnacked(alarm) && !alarm.masked && !seen.has(`${alarm.id}:${alarm.generation}`)));
}
