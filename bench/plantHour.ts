import { randomFrom } from "../examples/demo-plant/random.ts";
import { Simulator } from "../examples/demo-plant/simulator.ts";
import { tags as demoTags } from "../examples/demo-plant/plant.ts";
import type { SampleValue } from "@safeloop/engine";
import type { LoggedReading } from "../runtime/server/readings/loggedReading.ts";

/** When the readings of the benches begin: on a limit of blocks. */
export const hourFrom = 1_767_225_600_000;

/** Values of tags at 1 Hz for some seconds: tag `t` (from 0) at second `s` stands at `t * seconds + s`. */
export interface PlantHour {
  readonly tags: number;
  readonly seconds: number;
  readonly values: Float64Array;
}

/** Sensors in steps of 0.01: a wandering value with noise of some ten steps on it. */
export function noisyHour(tags: number, seconds: number): PlantHour {
  const random = randomFrom(20_261_128);
  const values = new Float64Array(tags * seconds);
  for (let t = 0; t < tags; t++) {
    let drift = 0;
    const mean = 5 + (t % 97);
    for (let s = 0; s < seconds; s++) {
      drift = drift * 0.97 + 0.05 * random.normal();
      values[t * seconds + s] = Math.round((mean + drift + 0.1 * random.normal()) * 100) / 100;
    }
  }
  return { tags, seconds, values };
}

/** Every bit of the mantissa by chance: nothing can be left out of these. */
export function randomHour(tags: number, seconds: number): PlantHour {
  const random = randomFrom(28);
  return { tags, seconds, values: Float64Array.from({ length: tags * seconds }, () => 100 * (random.next() + random.next() / 2 ** 32)) };
}

/** The readings of one second of an hour, all tags; tag numbers begin with 1. */
export function secondOf({ tags, seconds, values }: PlantHour, s: number): LoggedReading[] {
  return Array.from({ length: tags }, (_, t) => ({ tagNo: t + 1, ts: hourFrom + s * 1000 + (t % 50), v: values[t * seconds + s] ?? 0, q: 0, flags: 0, late: false }));
}

/** What the demo plant sends in some seconds, second by second: its own periods, steps and events. */
export function demoSeconds(seconds: number): LoggedReading[][] {
  const simulator = new Simulator();
  const numbers = new Map(demoTags.map((tag, at) => [tag.id, at + 1]));
  return Array.from({ length: seconds }, (_, s) =>
    simulator.tick(hourFrom + s * 1000).flatMap((batch) => batch.readings.map((one): LoggedReading => ({ tagNo: numbers.get(one.tagId) ?? 0, ts: Date.parse(one.ts), v: one.value as SampleValue, q: 0, flags: 0, late: false }))),
  );
}
