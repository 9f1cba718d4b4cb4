import type { AlarmSummary, AlarmView, PermitRow, TagView, TaskView } from "../api/types.ts";
import { sortAlarms, tabOf } from "../alarms/alarmOrder.ts";
import { isUnacked } from "../alarms/alarmState.ts";
import { laneOf } from "../permits/permitLane.ts";
import { isUnknown, tagLook } from "../tags/tagLook.ts";

/**
 * Whether the area is in order. `unknown` comes before `calm`: with data
 * missing, nothing may be called normal.
 */
export type Overall =
  | { readonly kind: "loading" }
  | { readonly kind: "notMine" } // may not look at alarms: nothing is claimed
  | { readonly kind: "alarm"; readonly alarm: AlarmView; readonly unacked: number }
  | { readonly kind: "unknown"; readonly unknown: number; readonly total: number }
  | { readonly kind: "lost" }
  | { readonly kind: "stopped"; readonly stopped: number }
  | { readonly kind: "overdue"; readonly overdue: number }
  | { readonly kind: "calm"; readonly known: number };

interface OverallInput {
  readonly summary: AlarmSummary | undefined;
  readonly alarms: readonly AlarmView[] | undefined;
  readonly connected: boolean;
  readonly mayView?: boolean;
}

/** The sentence of the page, worst first. */
export function overallOf({ summary, alarms, connected, mayView = true }: OverallInput): Overall {
  if (!mayView) return { kind: "notMine" };
  const open = alarms && sortAlarms(alarms.filter((alarm) => tabOf(alarm) === "active"));
  const unacked = open?.filter(isUnacked) ?? [];
  if (unacked[0]) return { kind: "alarm", alarm: unacked[0], unacked: unacked.length };
  if (!connected) return { kind: "lost" };
  if (!summary || !open) return { kind: "loading" };
  if (open[0]) return { kind: "alarm", alarm: open[0], unacked: 0 };
  const { tags, permits, hazards } = summary;
  if (tags.unknown > 0 || tags.total === 0) return { kind: "unknown", unknown: tags.unknown, total: tags.total };
  if (permits.suspended > 0) return { kind: "stopped", stopped: permits.suspended };
  return hazards.overdue > 0 ? { kind: "overdue", overdue: hazards.overdue } : { kind: "calm", known: tags.known };
}

/** Live permits per kind of work, the most frequent first: "动火 1、受限空间 3". */
export function livePermitKinds(permits: readonly PermitRow[]): readonly { readonly title: PermitRow["form"]["title"]; readonly count: number }[] {
  const kinds = new Map<string, { title: PermitRow["form"]["title"]; count: number }>();
  for (const permit of permits) {
    if (laneOf(permit) !== "live") continue;
    const kind = kinds.get(permit.form.id) ?? { title: permit.form.title, count: 0 };
    kinds.set(permit.form.id, { ...kind, count: kind.count + 1 });
  }
  return [...kinds.values()].sort((a, b) => b.count - a.count);
}

/** Where data is missing: gateways by number of their unknown tags, worst first. */
export function lostGateways(tags: readonly TagView[], now: number): readonly { readonly gateway: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const tag of tags) {
    if (tag.gateway && isUnknown(tagLook(tag, now))) counts.set(tag.gateway, (counts.get(tag.gateway) ?? 0) + 1);
  }
  return [...counts].map(([gateway, count]) => ({ gateway, count })).sort((a, b) => b.count - a.count);
}

/** The five most urgent tasks: overdue first, then by due time, those without one last by age. */
export function urgentTasks(tasks: readonly TaskView[], limit = 5): TaskView[] {
  const due = (task: TaskView): number => (task.dueAt ? Date.parse(task.dueAt) : Number.MAX_SAFE_INTEGER);
  return [...tasks]
    .sort((a, b) => Number(b.overdue) - Number(a.overdue) || due(a) - due(b) || Date.parse(a.openedAt) - Date.parse(b.openedAt))
    .slice(0, limit);
}

/** Who sees what first: a shop-floor role its own work, everyone else the whole site (screen 2). */
export function isFieldRole(roles: readonly { readonly role: string }[]): boolean {
  const field = new Set(["worker", "guardian", "work-leader", "gas-tester", "briefer", "maintainer", "contractor-lead", "reporter", "applicant", "power-supplier"]);
  return roles.length > 0 && roles.every(({ role }) => field.has(role));
}
