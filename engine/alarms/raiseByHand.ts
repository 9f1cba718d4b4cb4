import type { EngineParts } from "./engineParts.ts";
import type { AlarmFacts } from "./life/facts.ts";
import type { StepLog } from "./life/stepLog.ts";

/** Raises an alarm that a person or flow decided; see `AlarmEngine.raiseByHand`. */
export function raiseByHand(engine: EngineParts, ruleId: string, key: string, now: number, log: StepLog): void {
  const live = engine.processes.get(ruleId, key);
  const facts = live?.facts ?? factsByHand(engine, ruleId, key);
  if (!facts) return;
  if (live) {
    engine.advance([live], now, log);
    if (!live.process.head.active) live.process.believe(true, now);
  }
  engine.book.raise({ facts, at: now, edge: null, why: "COMMAND", stillActive: true, masked: engine.book.masks(engine.processes.higherSteps(facts)) }, now, log);
  if (live) engine.wheel.wake(live, live.process.wakeAt());
  else engine.book.clear(facts, now, "COMMAND", false, now, log);
}

function factsByHand(engine: EngineParts, ruleId: string, key: string): AlarmFacts | undefined {
  const rule = engine.rules.get(ruleId);
  return rule && { ruleId, key, tagId: null, areaId: engine.logs.get(key)?.tag.area ?? key, priority: rule.priority, latch: false, ackRequired: true, ladder: null, unit: "", limitId: null };
}
