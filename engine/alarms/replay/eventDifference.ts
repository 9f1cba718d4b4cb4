import type { AlarmEvent } from "../alarm.ts";

/** Where two logs of events part. One side is null where it says nothing more. */
export interface EventDifference {
  readonly index: number;
  readonly stored: AlarmEvent | null;
  readonly replayed: AlarmEvent | null;
}

const fields = ["ruleId", "key", "alarmId", "kind", "at", "storedAt", "from", "to", "generation", "why", "by", "id"] as const satisfies readonly (keyof AlarmEvent)[];

/** Names of the fields in which two events differ. */
export function differingFields(a: AlarmEvent, b: AlarmEvent): readonly (typeof fields)[number][] {
  return fields.filter((field) => a[field] !== b[field]);
}

/** The first place where a replayed log is not the stored one, in everything an event says; null where they are equal. */
export function firstDifference(stored: readonly AlarmEvent[], replayed: readonly AlarmEvent[]): EventDifference | null {
  for (let index = 0; index < Math.max(stored.length, replayed.length); index += 1) {
    const [a, b] = [stored[index] ?? null, replayed[index] ?? null];
    if (a === null || b === null || differingFields(a, b).length > 0) return { index, stored: a, replayed: b };
  }
  return null;
}
