import { AlarmEngine, normaliseReading, type AlarmEvent, type AlertRule, type Reading, type Tag, type TagSample } from "@safeloop/engine";
import { usePlatformHash } from "../../runtime/server/platformHash.ts";
import { at, numberOfRule, rules, size, tags, type Transitions } from "./workload.ts";

usePlatformHash(); // as the server does

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
  texts.forEach((text, second) => judgeSecond(engine, batchOf(text, byId, at(pass, second)), at(pass, second), out));
}

function batchOf(text: string, tagsById: ReadonlyMap<string, Tag>, now: number): readonly TagSample[] {
  const readings = JSON.parse(text) as readonly Reading[];
  const batch: TagSample[] = [];
  for (const reading of readings) {
    const tag = tagsById.get(reading.tagId)!;
    const { sample } = normaliseReading(reading, tag, now);
    if (sample) batch.push({ tagId: tag.id, sample });
  }
  return batch;
}

/** An engine that takes text as it comes: so many points, one rule over all of them. */
export class TextEngine {
  readonly #engine = new AlarmEngine();
  readonly #byId: ReadonlyMap<string, Tag>;

  constructor(points: readonly Tag[], rule: AlertRule) {
    this.#byId = new Map(points.map((tag) => [tag.id, tag]));
    this.#engine.setRules([rule], points, Date.now());
  }

  /** What the readings of a text decided. */
  take(text: string, now: number): readonly AlarmEvent[] {
    return [...this.#engine.accept(batchOf(text, this.#byId, now), now).events, ...this.#engine.tick(now).events];
  }
}

function noteAll(events: readonly AlarmEvent[], out: Transitions): void {
  for (const { ruleId, kind, at: ms } of events) if (ruleId.startsWith("high-") && (kind === "raise" || kind === "clear")) out.note(numberOfRule(ruleId), kind, ms);
}

export const readingsOfPass = size.tags * size.seconds;
