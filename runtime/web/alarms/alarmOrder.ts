import type { Priority } from "@safeloop/engine";
import type { AlarmView, PriorityCounts } from "../api/types.ts";
import { isUnacked } from "./alarmState.ts";

/** Tabs of the console. An overlay takes an alarm out of `active`, never out of sight. */
export type AlarmTab = "active" | "shelved" | "suppressed" | "outOfService" | "history";

/** The one tab an alarm stands in: the strongest overlay first, closed ones in history. */
export function tabOf(alarm: Pick<AlarmView, "state" | "overlays">): AlarmTab {
  if (alarm.state === "normal") return "history";
  if (alarm.overlays.outOfService) return "outOfService";
  if (alarm.overlays.suppressed) return "suppressed";
  return alarm.overlays.shelved ? "shelved" : "active";
}

/** Priority as a number, 1 worst. */
export function priorityRank(priority: Priority): number {
  return Number(priority.slice(1));
}

/**
 * Console order (screen 7): unacknowledged first, then priority, then newest.
 * Alarms raised at one instant keep a fixed order by id, so that two screens
 * side by side show the same list.
 */
export function compareAlarms(a: AlarmView, b: AlarmView): number {
  return (
    Number(isUnacked(b)) - Number(isUnacked(a)) ||
    priorityRank(a.priority) - priorityRank(b.priority) ||
    Date.parse(b.raisedAt) - Date.parse(a.raisedAt) ||
    (a.id < b.id ? -1 : Number(a.id > b.id))
  );
}

/** A sorted copy in console order. */
export function sortAlarms(alarms: readonly AlarmView[]): AlarmView[] {
  return [...alarms].sort(compareAlarms);
}

/** Unacknowledged alarms that may sound: none that is set aside, and none that a higher step masks. */
export function countSounding(alarms: readonly AlarmView[]): PriorityCounts {
  const counts = { P1: 0, P2: 0, P3: 0, P4: 0 };
  for (const alarm of alarms) {
    if (tabOf(alarm) === "active" && !alarm.masked && isUnacked(alarm)) counts[alarm.priority] += 1;
  }
  return counts;
}

/** How many stand in each tab. */
export function countTabs(alarms: readonly AlarmView[]): { readonly [tab in AlarmTab]: number } {
  const counts = { active: 0, shelved: 0, suppressed: 0, outOfService: 0, history: 0 };
  for (const alarm of alarms) counts[tabOf(alarm)] += 1;
  return counts;
}

/** The worst thing on the list, or undefined on a calm day. */
export function worst(alarms: readonly AlarmView[]): AlarmView | undefined {
  return sortAlarms(alarms.filter((alarm) => tabOf(alarm) === "active"))[0];
}

/** The oldest alarm announced in the window: what the flood may have begun with. */
export function firstOut(alarms: readonly AlarmView[], now: number, windowMs = 600_000): AlarmView | undefined {
  const recent = alarms.filter((alarm) => now - Date.parse(alarm.raisedAt) <= windowMs);
  return recent.reduce<AlarmView | undefined>(
    (first, alarm) => (!first || Date.parse(alarm.raisedAt) < Date.parse(first.raisedAt) ? alarm : first),
    undefined,
  );
}

/** The alarm a group began with: the oldest of those not set aside, where there is more than one. */
export function firstOfGroup(members: readonly AlarmView[]): AlarmView | undefined {
  const open = members.filter((alarm) => tabOf(alarm) === "active");
  return open.length < 2 ? undefined : open.reduce((first, alarm) => (Date.parse(alarm.raisedAt) < Date.parse(first.raisedAt) ? alarm : first));
}
