import type { AlarmState, Priority } from "@safeloop/engine";
import type { AlarmView, PersonRef } from "../api/types.ts";

export type Disposition = "true" | "false" | "test" | "maintenance" | "duplicate";
export const dispositions: readonly Disposition[] = ["true", "false", "test", "maintenance", "duplicate"];

export const priorities: readonly Priority[] = ["P1", "P2", "P3", "P4"];

const needsAck: ReadonlySet<string> = new Set<AlarmState>(["unack", "rtn-unack", "latched-unack"]);
const stillTrue: ReadonlySet<string> = new Set<AlarmState>(["unack", "ack"]);

type Stated = Pick<AlarmView, "state">;

/** True while somebody has still to acknowledge it. */
export function isUnacked(alarm: Stated): boolean {
  return needsAck.has(alarm.state);
}

/** True while the condition is (or may be: data lost) still there. */
export function isActive(alarm: Stated): boolean {
  return stillTrue.has(alarm.state);
}

/** True once the condition went and only a reset ends the alarm. */
export function isLatched(alarm: Stated): boolean {
  return alarm.state.startsWith("latched");
}

/** A person field of the contract is an id-and-name pair or a bare name. */
export function personName(who: string | PersonRef | null | undefined): string {
  if (who === null || who === undefined) return "";
  return typeof who === "string" ? who : who.name;
}
