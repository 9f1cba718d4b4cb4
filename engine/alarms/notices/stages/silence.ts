import { silences } from "../silences.ts";
import { perNotice } from "./stage.ts";

/** Waits while a silence is about the alarm; `silences` never says so of P1. */
export const silence = perNotice("silence", (subject, _parcel, scene, log) => {
  const found = scene.silences.find((one) => silences(one, subject.alarm, scene));
  if (!found) return true;
  log.hold(subject, { stage: "silence", silenceId: found.id, until: found.until });
  return false;
});
