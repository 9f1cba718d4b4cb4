import type { Alarm } from "../../alarm.ts";
import { channelsFor } from "../channels.ts";
import type { NoticeScene, Parcel, PendingNotice, Subject } from "../notice.ts";
import type { NoticeLog } from "../noticeLog.ts";
import { gatherMs } from "../policy.ts";
import type { NoticeStage } from "./stage.ts";

/** What a rule may group its notices by; `ruleShape` knows the names. */
const groupings: { readonly [name: string]: (alarm: Alarm) => string } = {
  area: (alarm) => alarm.areaId,
  rule: (alarm) => alarm.ruleId,
  tag: (alarm) => alarm.tagId ?? "",
  key: (alarm) => alarm.key,
};
const usual = ["area", "rule"];

/**
 * Gathers notices of one kind for a moment, so that a flood is read and not
 * scrolled; the next notice of the same group waits a minute. What a parent or
 * a silence held comes out as one group at its end. P1 goes alone, at once.
 */
export const group: NoticeStage = {
  id: "group",
  run(parcels, scene, log) {
    const out = new Map<string, Subject[]>();
    const alone: Parcel[] = [];
    const come = new Set<string>(); // groups whose moment has come
    for (const subject of parcels.flatMap((parcel) => parcel.subjects)) {
      const { alarm, notice } = subject;
      if (alarm.priority === "P1" || channelsFor(alarm.priority, notice.step).length === 0) alone.push({ subjects: [subject], group: null });
      else if (isGathered(subject, scene, log, come)) push(out, releasedBy(notice) ?? groupOf(subject, scene), subject);
    }
    for (const name of come) log.groups.set(name, { openedAt: null, sentAt: log.groups.get(name)?.sentAt ?? null });
    return [...alone, ...[...out].map(([name, subjects]) => ({ subjects, group: name }))];
  },
};

/** What held the notice past this stage and has ended. */
function releasedBy({ held }: PendingNotice): string | undefined {
  if (held?.stage === "inhibit") return `inhibit ${held.alarmId}`;
  return held?.stage === "silence" ? `silence ${held.silenceId}` : undefined;
}

function groupOf({ alarm, notice }: Subject, scene: NoticeScene): string {
  const by = scene.rule(alarm.ruleId)?.groupBy ?? usual;
  return [alarm.priority, notice.step, ...by.map((name) => groupings[name]?.(alarm) ?? "")].join(" ");
}

function isGathered(subject: Subject, scene: NoticeScene, log: NoticeLog, come: Set<string>): boolean {
  const { alarm, notice } = subject;
  if (notice.held && notice.held.stage !== "group" && notice.held.stage !== "mask") return true; // it has waited here before
  const name = groupOf(subject, scene);
  const clock = log.groups.get(name) ?? { openedAt: null, sentAt: null };
  const openedAt = clock.openedAt ?? notice.at;
  log.groups.set(name, { ...clock, openedAt });
  const due = Math.max(openedAt + gatherMs.of[alarm.priority], (clock.sentAt ?? Number.NEGATIVE_INFINITY) + gatherMs.update);
  if (scene.now >= due) {
    come.add(name);
    return true;
  }
  log.hold(subject, { stage: "group", group: name, until: due });
  return false;
}

function push(map: Map<string, Subject[]>, key: string, subject: Subject): void {
  const list = map.get(key);
  if (list) list.push(subject);
  else map.set(key, [subject]);
}
