import type { Alarm } from "../alarm.ts";
import type { NoticeScene, Silence } from "./notice.ts";

/** Whether a silence is in force and is about the alarm. */
export function silences(one: Silence, alarm: Alarm, scene: Pick<NoticeScene, "now" | "unitsOf">): boolean {
  if (alarm.priority === "P1" || scene.now < one.from || scene.now >= one.until) return false;
  const { area, rule, tag, priorities } = one.matcher;
  const wanted = (asked: string | undefined, has: string | null): boolean => asked === undefined || asked === has;
  if (!wanted(area, alarm.areaId) || !wanted(rule, alarm.ruleId) || !wanted(tag, alarm.tagId)) return false;
  return (priorities === undefined || priorities.includes(alarm.priority)) && scene.unitsOf(alarm).includes(one.orgId);
}
