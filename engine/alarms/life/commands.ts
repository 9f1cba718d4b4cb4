import type { ErrorCode } from "../../issues/codes/index.ts";
import type { Alarm } from "../alarm.ts";
import { isOpen } from "../alarm.ts";
import { cellOf } from "./table.ts";

/** What a person may tell an alarm. Rights are the caller's to check. */
export type AlarmCommand =
  | { readonly do: "ack"; readonly by: string; readonly generation: number }
  | { readonly do: "reset"; readonly by: string }
  | { readonly do: "shelve"; readonly by: string; readonly until: number; readonly reason: string }
  | { readonly do: "unshelve"; readonly by: string };

/** Longest shelving, ms: 8 h (alarms.md 5, our default). */
export const maxShelveMs = 8 * 3_600_000;

export interface CommandRefusal {
  readonly code: ErrorCode;
  readonly params: { readonly [name: string]: string | number };
}

/** Whether the command is refused, and why; `calm` is the clear condition now (undefined: unknown). */
export function refusalOf(alarm: Alarm | undefined, command: AlarmCommand, calm: boolean | undefined, now: number): CommandRefusal | undefined {
  if (!alarm || !isOpen(alarm)) return { code: command.do === "reset" ? "ALARM_NOT_LATCHED" : "ALARM_NOT_OPEN", params: {} };
  switch (command.do) {
    case "ack": return ackRefusal(alarm, command.generation);
    case "reset": return resetRefusal(alarm, calm);
    case "shelve": return shelveRefusal(alarm, command, now);
    case "unshelve": return alarm.overlays.shelved ? undefined : { code: "ALARM_NOT_SHELVED", params: {} };
  }
}

function ackRefusal(alarm: Alarm, seen: number): CommandRefusal | undefined {
  if (seen !== alarm.generation) return { code: "ALARM_STALE_GENERATION", params: { seen, present: alarm.generation } };
  const cell = cellOf(alarm.state, "ack", alarm);
  return "refuse" in cell ? { code: cell.refuse, params: { by: alarm.ackedBy ?? "" } } : undefined;
}

function resetRefusal(alarm: Alarm, calm: boolean | undefined): CommandRefusal | undefined {
  const cell = cellOf(alarm.state, "reset", alarm);
  if ("refuse" in cell) return { code: cell.refuse, params: {} };
  if (calm === true && !alarm.active) return undefined;
  return { code: calm === undefined ? "ALARM_RESET_UNKNOWN" : "ALARM_RESET_ACTIVE", params: {} };
}

function shelveRefusal(alarm: Alarm, command: { readonly until: number; readonly reason: string }, now: number): CommandRefusal | undefined {
  if (alarm.priority === "P1") return { code: "ALARM_P1_NO_SHELVE", params: {} };
  if (command.reason.trim() === "") return { code: "ALARM_REASON_REQUIRED", params: {} };
  const span = command.until - now;
  return !(span > 0 && span <= maxShelveMs) ? { code: "ALARM_SHELVE_TOO_LONG", params: { maxH: maxShelveMs / 3_600_000 } } : undefined;
}
