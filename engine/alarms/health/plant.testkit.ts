import type { Tag } from "../../model/tag.ts";
import { gasTag } from "../../testing/alarmBench.ts";
import { AlarmEngine } from "../alarmEngine.ts";
import type { TagSample } from "../intake.ts";
import { normaliseReading } from "../reading.ts";

/** Repeatable numbers in [0, 1). */
export function chance(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 12_345) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A normal deviate (Box and Muller). */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
}

/** How a sensor behaves when it is sound: where it rests, its noise, its day, its resolution; what the process does to it. */
export interface SensorKind {
  readonly tag: Partial<Tag>;
  readonly rest: number;
  readonly noise: number;
  readonly day: number; // amplitude of the daily swing
  readonly step: number; // the process steps by up to this every eight hours or so; 0 for never
  readonly leak: boolean; // a leak every five days or so: up to 40 within minutes, gone within the hour
}

export const kinds = {
  combustible: { tag: {}, rest: 2, noise: 0.3, day: 0.5, step: 0, leak: true },
  toxic: { tag: { measurement: "toxic", unit: "ppm" }, rest: 1, noise: 0.2, day: 0.2, step: 0, leak: true },
  oxygen: { tag: { measurement: "oxygen", unit: "%[vol]", range: { min: 0, max: 25 } }, rest: 20.9, noise: 0.03, day: 0.05, step: 0, leak: false },
  pressure: { tag: { measurement: "pressure", unit: "kPa" }, rest: 40, noise: 0.2, day: 1, step: 15, leak: false },
  temperature: { tag: { measurement: "temperature", unit: "Cel" }, rest: 45, noise: 0.1, day: 6, step: 4, leak: false },
  current: { tag: { measurement: "current", unit: "A" }, rest: 50, noise: 0.5, day: 1, step: 20, leak: false },
} as const satisfies { readonly [name: string]: SensorKind };

/** One sensor of a kind, second by second: what a sound one would say. */
export function sound(kind: SensorKind, seed: number): (s: number) => number {
  const random = chance(seed);
  let shift = 0;
  let leakAt = -Infinity;
  let last = 0;
  return (s) => {
    const passed = s - last;
    last = s;
    if (kind.step > 0 && random() < passed / 28_800) shift = (random() - 0.5) * 2 * kind.step;
    if (kind.leak && s - leakAt > 7200 && random() < passed / 432_000) leakAt = s;
    const into = s - leakAt;
    const leak = into < 600 ? into / 15 : into < 2400 ? 40 : into < 3000 ? (3000 - into) / 15 : 0;
    const v = kind.rest + shift + leak + kind.day * Math.sin((2 * Math.PI * s) / 86_400) + kind.noise * normal(random);
    return Math.round(v * 1000) / 1000;
  };
}

/** Feeds an engine second by second and keeps the device alarms it raises as `fault tag@second`. */
export class Plant {
  readonly engine = new AlarmEngine();
  readonly found: { readonly fault: string; readonly tag: string; readonly at: number }[] = [];
  readonly epoch = Date.parse("2026-09-21T00:00:00Z");

  constructor(readonly tags: readonly Tag[]) {
    this.engine.setRules([], tags, this.epoch);
  }

  /** Readings of one instant, in seconds; undefined is silence. */
  send(s: number, values: readonly (readonly [tag: Tag, value: number | string | undefined])[]): void {
    const now = this.epoch + s * 1000;
    const batch = values.flatMap(([tag, value]): TagSample[] => {
      const sample = value === undefined ? null : normaliseReading({ tagId: tag.id, ts: now, value }, tag, now).sample;
      return sample ? [{ tagId: tag.id, sample }] : [];
    });
    for (const step of [this.engine.accept(batch, now), this.engine.tick(now)]) {
      for (const event of step.events) if (event.kind === "raise" && event.ruleId.startsWith("device:")) this.found.push({ fault: event.ruleId.slice("device:".length), tag: event.key, at: (event.storedAt - this.epoch) / 1000 });
    }
  }
}

export function sensor(id: string, kind: SensorKind, more: Partial<Tag> = {}): Tag {
  return gasTag(id, { ...kind.tag, ...more });
}
