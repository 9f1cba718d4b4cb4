import { AlarmEngine, normaliseReading, type AlarmEvent, type Reading, type TagSample } from "@safeloop/engine";
import { at, numberOfRule, rules, size, tags, type Transitions } from "./workload.ts";

/** Our engine with every rule in force, as it is before the first reading. */
export function freshEngine(): AlarmEngine {
  const engine = new AlarmEngine();
  engine.setRules(rules, tags, at(0, 0) - 1000);
  return engine;
}

/** Lets the engine judge one pass, with a tick a second, as the server does. */
export function judgePass(engine: AlarmEngine, pass: number, batches: readonly (readonly TagSample[])[], out: Transitions): void {
  batches.forEach((batch, second) => judgeSecond(engine, batch, at(pass, second), out));
}

function judgeSecond(engine: AlarmEngine, batch: readonly TagSample[], now: number, out: Transitions): void {
  noteAll(engine.accept(batch, now).events, out);
  noteAll(engine.tick(now).events, out);
}

const byId = new Map(tags.map((tag) => [tag.id, tag]));

/** The same from text: parsed, brought into unit and quality, judged. */
export function judgeText(engine: AlarmEngine, pass: number, texts: readonly string[], out: Transitions): void {
  texts.forEach((text, second) => {
    const now = at(pass, second);
    const readings = JSON.parse(text) as readonly Reading[];
    const batch: TagSample[] = [];
    for (const reading of readings) {
      const tag = byId.get(reading.tagId)!;
      const { sample } = normaliseReading(reading, tag, now);
      if (sample) batch.push({ tagId: tag.id, sample });
    }
    judgeSecond(engine, batch, now, out);
  });
}

function noteAll(events: readonly AlarmEvent[], out: Transitions): void {
  for (const { ruleId, kind, at: ms } of events) if (ruleId.startsWith("high-") && (kind === "raise" || kind === "clear")) out.note(numberOfRule(ruleId), kind, ms);
}

export const readingsOfPass = size.tags * size.seconds;
