import type { Reading } from "@safeloop/engine";
import { randomFrom, type Random } from "../../../examples/demo-plant/random.ts";
import { disturbancesOf } from "./disturbances.ts";
import type { Happening, Trouble } from "./happening.ts";
import { points, type Point } from "./points.ts";
import { troublesOf } from "./troubles.ts";

/** One day of the plant as it really was. */
export interface PlantDay {
  readonly seconds: number;
  readonly troubles: readonly Trouble[];
  readonly tests: readonly Happening[]; // calibrations
  /** What is really at a point at a second: gas of leaks, deviation of the process; in its unit. */
  truthAt(point: number, t: number): number;
}

interface Sensor {
  readonly point: Point;
  readonly at: number;
  readonly zero: number;
  readonly creep: number; // per second
  readonly queue: readonly Happening[]; // by start
  next: number;
  active: Happening[];
  wander: number;
  gust: number; // log of the turbulence of a plume
  felt: number; // after the lag
  last: number;
}

/** The day drawn from a seed: what is wrong, what disturbs, and each second's readings. */
export class SimulatedDay implements PlantDay {
  readonly troubles: readonly Trouble[];
  readonly tests: readonly Happening[];
  readonly #random: Random;
  readonly #sensors: readonly Sensor[];
  readonly #truths: readonly (readonly Happening[])[];

  constructor(readonly seconds: number, leaks: number, seed: number) {
    this.#random = randomFrom(seed);
    this.troubles = troublesOf(leaks, seconds, this.#random);
    const truths = this.troubles.flatMap((trouble) => trouble.reached);
    const all = [...truths, ...disturbancesOf(seconds, this.#random)];
    this.tests = all.filter((one) => one.kind === "test");
    this.#truths = points.map((_, at) => truths.filter((one) => one.point === at));
    const age = (at: number): number => (this.#random.next() < 1 / 12 ? this.#random.next() * 10 * points[at]!.instrument.driftPerDay : 0);
    this.#sensors = points.map((point, at) => ({
      point, at, zero: this.#random.normal() * point.instrument.bias + age(at), creep: (point.instrument.driftPerDay * (this.#random.next() < 1 / 12 ? 1 : 0)) / 86_400,
      queue: all.filter((one) => one.point === at).sort((a, b) => a.from - b.from), next: 0, active: [], wander: 0, gust: 0, felt: 0, last: point.instrument.base,
    }));
  }

  truthAt(point: number, t: number): number {
    return this.#truths[point]!.reduce((sum, one) => (t >= one.from && t < one.to ? sum + one.at(t) : sum), 0);
  }

  /** The readings of second `t`, each with when it arrives (seconds): one in two thousand comes up to five seconds late. */
  readings(t: number, epoch: number): { readonly reading: Reading; readonly point: number; readonly arrives: number }[] {
    const out: { reading: Reading; point: number; arrives: number }[] = [];
    for (const sensor of this.#sensors) {
      const { tag } = sensor.point;
      if ((t + sensor.at) % tag.periodS !== 0) continue;
      const read = this.#read(sensor, t);
      if (read === undefined) continue;
      const arrives = t + (this.#random.next() < 0.0005 ? 1 + Math.floor(this.#random.next() * 5) : 0);
      out.push({ point: sensor.at, arrives, reading: { tagId: tag.id, ts: epoch + t * 1000, value: read, ...(read === null ? { quality: "bad" } : {}) } });
    }
    return out;
  }

  #read(sensor: Sensor, t: number): number | null | undefined {
    while (sensor.next < sensor.queue.length && sensor.queue[sensor.next]!.from <= t) sensor.active.push(sensor.queue[sensor.next++]!);
    if (sensor.active.length > 0) sensor.active = sensor.active.filter((one) => one.to > t);
    const { instrument, tag } = sensor.point;
    const sum = { truth: 0, held: 0, fault: 0 };
    for (const one of sensor.active) {
      if (one.kind === "truth") sum.truth += one.at(t);
      else if (one.kind === "puff" || one.kind === "test") sum.held += one.at(t);
      else if (one.kind === "fault") sum.fault += one.at(t);
    }
    const gusty = this.#gust(sensor, sum.truth);
    sensor.felt += (gusty + sum.held - sensor.felt) * (1 - Math.exp(-tag.periodS / instrument.lagS));
    sensor.wander += -sensor.wander * (tag.periodS / 1800) + this.#random.normal() * instrument.wander * Math.sqrt((2 * tag.periodS) / 1800);
    if (sensor.active.some((one) => one.kind === "silent")) return undefined;
    if (sensor.active.some((one) => one.kind === "bad")) return null;
    if (sensor.active.some((one) => one.kind === "frozen")) return sensor.last;
    const calm = instrument.base + sensor.zero + sensor.creep * t + sensor.wander + instrument.daily * Math.sin((2 * Math.PI * t) / 86_400);
    const value = calm + sensor.felt + sum.fault + this.#random.normal() * instrument.noise;
    const { min, max } = tag.range ?? { min: 0, max: 100 };
    const low = min - 0.02 * (max - min); // an output goes a little below zero and up to its saturation
    sensor.last = Math.round(Math.min(max * 1.1, Math.max(low, value)) / instrument.step) * instrument.step;
    return sensor.last;
  }

  /** Gas comes in gusts: a quarter around its mean, over some seven seconds. Other processes do not. */
  #gust(sensor: Sensor, truth: number): number {
    if (truth === 0 || !["combustible", "toxic"].includes(sensor.point.tag.measurement)) return truth;
    sensor.gust = 0.87 * sensor.gust + 0.5 * this.#random.normal();
    const s = 0.25;
    return truth * Math.exp(s * sensor.gust - (s * s) / 2);
  }
}
