import type { EngineParts } from "../engineParts.ts";
import type { AlarmFacts } from "../life/facts.ts";
import type { StepLog } from "../life/stepLog.ts";
import { factsOfFault, factsOfGateway } from "../ruleFacts.ts";

/** Raises and clears the device alarms of silent tags and gateways. */
export function judgeSilence(engine: EngineParts, now: number, log: StepLog): void {
  if (!engine.watch.mayChange(now)) return;
  engine.lane.catchUpHeard();
  const found = engine.watch.judge(engine.logs, now);
  if (found.raise.length > 0 || found.clear.length > 0 || found.urgent.length > 0) log.silence = true;
  for (const { fault, key } of found.clear) engine.book.clear(silenceFacts(engine, fault, key, false), now, "CONDITION", false, now, log);
  for (const { fault, key, at, urgent } of found.raise) {
    engine.book.raise({ facts: silenceFacts(engine, fault, key, urgent), at, edge: null, why: "TIMER", stillActive: true, masked: false }, now, log);
  }
  for (const key of found.urgent) engine.book.changePriority(silenceFacts(engine, "dropout", key, true), true, now, now, log);
}

function silenceFacts(engine: EngineParts, fault: "dropout" | "gateway", key: string, urgent: boolean): AlarmFacts {
  const tag = engine.logs.get(key)?.tag;
  if (fault === "dropout" && tag) return factsOfFault("dropout", tag, urgent ? "P2" : "P3");
  const child = [...engine.logs.values()].find((one) => one.tag.gateway === key);
  return factsOfGateway(key, child?.tag.area ?? "");
}
