import { isOpen, type Alarm } from "./alarm.ts";
import type { EngineParts } from "./engineParts.ts";
import { processId } from "./life/facts.ts";
import type { StepLog } from "./life/stepLog.ts";
import { factsOfRecovery } from "./ruleFacts.ts";

/** Takes the stored alarms over after a recovery; see `AlarmEngine.adoptAlarms`. */
export function adoptAlarms(engine: EngineParts, alarms: readonly Alarm[], now: number, log: StepLog): void {
  engine.lane.closeAll();
  const differing: Alarm[] = [];
  const known = new Map(alarms.map((alarm) => [processId(alarm.ruleId, alarm.key), alarm]));
  for (const id of [...engine.book.alarms.keys()]) if (!known.has(id)) engine.book.alarms.delete(id);
  for (const [id, alarm] of known) {
    engine.book.alarms.set(id, alarm);
    engine.book.opened.set(id, Math.max(0, alarm.ordinal));
    const live = engine.processes.all.get(id);
    if (!live || live.process.head.active === (isOpen(alarm) && alarm.active)) continue;
    differing.push(alarm);
    if (!live.process.head.active) live.process.believe(true, now);
  }
  engine.watch.adopt(alarms.filter((alarm) => isOpen(alarm) && alarm.active));
  // Whichever of the two says danger is believed: a record that was calm is raised again.
  for (const live of engine.processes.all.values()) {
    if (!live.process.head.active || engine.book.of(live.facts)?.active === true) continue;
    engine.book.raise({ facts: live.facts, at: live.process.head.t, edge: null, why: "RECOVERY", stillActive: true, masked: engine.book.masks(engine.processes.higherSteps(live.facts)) }, now, log);
  }
  for (const alarm of differing) engine.book.raise({ facts: factsOfRecovery(alarm), at: now, edge: null, why: "RECOVERY", stillActive: true, masked: false }, now, log);
}
