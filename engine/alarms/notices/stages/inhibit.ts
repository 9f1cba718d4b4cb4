import { isCovered, type Alarm } from "../../alarm.ts";
import { deviceRuleId, isDeviceRule } from "../../health/kinds.ts";
import type { NoticeScene } from "../notice.ts";
import { perNotice } from "./stage.ts";

const gateway = deviceRuleId("gateway");

/**
 * Waits while an active alarm explains this one: of a rule named in
 * `inhibitedBy`, or the lost gateway of a device fault, on the same key chain.
 * A lost gateway explains missing data, never a value over its limit: a
 * process alarm is inhibited by one only where its rule says so.
 */
export const inhibit = perNotice("inhibit", (subject, _parcel, scene, log) => {
  const { alarm, notice } = subject;
  if (alarm.priority === "P1") return true;
  const parent = parentOf(alarm, scene);
  if (parent) {
    log.hold(subject, { stage: "inhibit", alarmId: parent.id, ruleId: parent.ruleId });
    return false;
  }
  // The parent is over: what it explained and is over too needs no notice of its own.
  if (notice.held?.stage !== "inhibit" || alarm.active || alarm.state.startsWith("latched")) return true;
  log.end(subject, "returned");
  return false;
});

/** A parent that explains the alarm: one that is heard itself, or explained by another that is. Alarms that only explain each other are all heard. */
function parentOf(alarm: Alarm, scene: NoticeScene, path: readonly string[] = [alarm.id]): Alarm | undefined {
  return parentsOf(alarm, scene).find((one) => !path.includes(one.id) && (parentsOf(one, scene).length === 0 || parentOf(one, scene, [...path, one.id]) !== undefined));
}

function parentsOf(alarm: Alarm, scene: NoticeScene): readonly Alarm[] {
  const rules = [...(scene.rule(alarm.ruleId)?.inhibitedBy ?? []), ...(isDeviceRule(alarm.ruleId) && alarm.ruleId !== gateway ? [gateway] : [])];
  if (rules.length === 0) return [];
  const chain = scene.chainOf(alarm);
  return rules.flatMap((id) => scene.activeOf(id)).filter((one) => one.id !== alarm.id && !isCovered(one) && chain.includes(one.key));
}
