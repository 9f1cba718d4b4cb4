import type { AlarmEvent } from "../alarm.ts";

/** One span from raise to clear. */
export interface Episode {
  readonly key: string;
  readonly raisedAt: number;
  readonly clearedAt: number | null;
  readonly amended: boolean;
}

/** The episodes that a list of alarm events tells of, by raise time; corrections applied. */
export function episodesOf(events: readonly AlarmEvent[], ruleId: string): readonly Episode[] {
  const done: Episode[] = [];
  const open = new Map<string, Episode>();
  for (const event of events) {
    if (event.ruleId !== ruleId) continue;
    const current = open.get(event.key);
    if (event.kind === "raise") open.set(event.key, { key: event.key, raisedAt: event.at, clearedAt: null, amended: event.why === "AMENDED" });
    else if (event.kind === "amend" && current) open.set(event.key, { ...current, raisedAt: event.at, amended: true });
    else if (event.kind === "clear" && current) {
      open.delete(event.key);
      if (event.why !== "AMENDED") done.push({ ...current, clearedAt: event.at });
    }
  }
  return [...done, ...open.values()].sort((a, b) => a.raisedAt - b.raisedAt);
}
