import type { Priority } from "@safeloop/engine";
import type { AlarmView } from "../api/types.ts";
import { type AlarmTab, tabOf } from "./alarmOrder.ts";
import { priorities } from "./alarmState.ts";

/** What the address of the console says: shared by a link, kept by Back. */
export interface AlarmFilter {
  readonly tab: AlarmTab;
  readonly area?: string;
  readonly priorities: readonly Priority[];
  readonly group: "none" | "area";
  readonly q?: string;
  readonly selected?: string;
}

const tabs: readonly AlarmTab[] = ["active", "shelved", "suppressed", "outOfService", "history"];

/** Reads the search part of the address; anything unknown falls back to the default view. */
export function filterOf(search: { readonly [key: string]: unknown }): AlarmFilter {
  const tab = tabs.find((one) => one === search["tab"]) ?? "active";
  const asked = String(search["p"] ?? "").split(",");
  return {
    tab,
    priorities: priorities.filter((one) => asked.includes(one)),
    group: search["group"] === "area" ? "area" : "none",
    ...textOf("area", search["area"]),
    ...textOf("q", search["q"]),
    ...textOf("selected", search["selected"]),
  };
}

function textOf<K extends string>(name: K, value: unknown): { [key in K]?: string } {
  return typeof value === "string" && value !== "" ? ({ [name]: value } as { [key in K]?: string }) : {};
}

/** The search part for a filter; defaults are left out so that links stay short. */
export function searchOf(filter: AlarmFilter): { [key: string]: string } {
  const search: { [key: string]: string } = {};
  if (filter.tab !== "active") search["tab"] = filter.tab;
  if (filter.priorities.length > 0) search["p"] = filter.priorities.join(",");
  if (filter.group !== "none") search["group"] = filter.group;
  for (const key of ["area", "q", "selected"] as const) if (filter[key]) search[key] = filter[key];
  return search;
}

/** The alarms the filter shows. */
export function filterAlarms(alarms: readonly AlarmView[], filter: AlarmFilter): AlarmView[] {
  const words = filter.q?.trim().toLowerCase();
  return alarms.filter(
    (alarm) =>
      tabOf(alarm) === filter.tab &&
      (!filter.area || alarm.area?.id === filter.area) &&
      (filter.priorities.length === 0 || filter.priorities.includes(alarm.priority)) &&
      (!words || textsOf(alarm).some((text) => text.toLowerCase().includes(words))),
  );
}

function textsOf(alarm: AlarmView): string[] {
  return [alarm.tagId ?? "", alarm.key, alarm.area?.title.zh ?? "", alarm.area?.title.en ?? "", alarm.ruleTitle.zh, alarm.ruleTitle.en, alarm.message.zh, alarm.message.en];
}

/** How many unacknowledged ones a filter hides: a filtered console must not look calm. */
export function hiddenByFilter(alarms: readonly AlarmView[], filter: AlarmFilter, isNews: (alarm: AlarmView) => boolean): number {
  const shown = new Set(filterAlarms(alarms, { ...filter, tab: "active" }).map((alarm) => alarm.id));
  return alarms.filter((alarm) => tabOf(alarm) === "active" && isNews(alarm) && !shown.has(alarm.id)).length;
}
