import type { AlarmView } from "../api/types.ts";
import type { GlyphState } from "../components/PriorityGlyph.tsx";
import { tabOf } from "./alarmOrder.ts";

/** How an alarm's state is drawn on its priority glyph; an overlay is drawn over the state. */
export function glyphState(alarm: AlarmView): GlyphState {
  const tab = tabOf(alarm);
  if (tab === "outOfService") return "out-of-service";
  if (tab === "suppressed" || tab === "shelved") return tab;
  if (alarm.state === "unack") return "unacked";
  if (alarm.state === "rtn-unack") return "cleared-unacked";
  return alarm.state.startsWith("latched") ? "latched" : "acked";
}
