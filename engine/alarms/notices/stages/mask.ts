import type { Alarm } from "../../alarm.ts";
import { perNotice } from "./stage.ts";

/** Waits while a higher step of the ladder speaks for the alarm, or an overlay lies over it. */
export const mask = perNotice("mask", (subject, _parcel, scene, log) => {
  const why = whyOf(subject.alarm);
  if (why === undefined || subject.alarm.priority === "P1") return true;
  log.hold(subject, { stage: "mask", why });
  return false;
});

function whyOf({ masked, overlays }: Alarm): "masked" | "shelved" | "suppressed" | "outOfService" | undefined {
  if (overlays.outOfService) return "outOfService";
  if (overlays.suppressed) return "suppressed";
  if (overlays.shelved) return "shelved";
  return masked ? "masked" : undefined;
}
