import type { ErrorCode } from "../../issues/codes/index.ts";
import type { Alarm, AlarmState } from "../alarm.ts";

export type LifeEvent = "raise" | "clear" | "ack" | "reset";

/** What an event does in a state: go to a state (with or without announcing), nothing, or refuse. */
export type LifeCell =
  | { readonly to: AlarmState; readonly announce?: true }
  | { readonly nothing: true }
  | { readonly refuse: ErrorCode };

const nothing: LifeCell = { nothing: true };
const raised: LifeCell = { to: "unack", announce: true };

/** The life cycle of alarms.md 5. `clear` of an alarm that latches is the second table. */
const table: { readonly [S in AlarmState]: { readonly [E in LifeEvent]: LifeCell } } = {
  "normal": { raise: raised, clear: nothing, ack: { refuse: "ALARM_NOT_OPEN" }, reset: { refuse: "ALARM_NOT_LATCHED" } },
  "unack": { raise: nothing, clear: { to: "rtn-unack" }, ack: { to: "ack" }, reset: { refuse: "ALARM_RESET_ACTIVE" } },
  "ack": { raise: nothing, clear: { to: "normal" }, ack: { refuse: "ALARM_ALREADY_ACKED" }, reset: { refuse: "ALARM_RESET_ACTIVE" } },
  "rtn-unack": { raise: raised, clear: nothing, ack: { to: "normal" }, reset: { refuse: "ALARM_NOT_LATCHED" } },
  "latched-unack": { raise: raised, clear: nothing, ack: { to: "latched-ack" }, reset: { refuse: "ALARM_ACK_FIRST" } },
  "latched-ack": { raise: raised, clear: nothing, ack: { refuse: "ALARM_ALREADY_ACKED" }, reset: { to: "normal" } },
};

const latchedClear: { readonly [state: string]: LifeCell } = { unack: { to: "latched-unack" }, ack: { to: "latched-ack" } };

/** The cell for an alarm, or for none yet (`normal`). */
export function cellOf(state: AlarmState, event: LifeEvent, alarm: Pick<Alarm, "latch" | "ackRequired"> | undefined): LifeCell {
  if (event !== "clear" || !alarm) return table[state][event];
  if (alarm.latch) return latchedClear[state] ?? table[state].clear;
  if (state === "unack" && !alarm.ackRequired) return { to: "normal" };
  return table[state].clear;
}
