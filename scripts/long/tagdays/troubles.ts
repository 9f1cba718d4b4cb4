import type { Random } from "../../../examples/demo-plant/random.ts";
import type { Happening, Trouble } from "./happening.ts";
import { metresBetween, points, pointsOf } from "./points.ts";

export const between = (random: Random, low: number, high: number): number => low + random.next() * (high - low);
export const oneOf = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random.next() * list.length)]!;

const plumeM = 22; // the concentration falls by 1/e over this

/** Mean concentration over time: rises, holds, falls back. */
function course(kind: "slow" | "fast", random: Random): { readonly lastsS: number; readonly share: (t: number) => number } {
  const [riseS, holdS, fallS] = kind === "slow" ? [between(random, 180, 1200), between(random, 120, 600), between(random, 60, 120)] : [between(random, 2, 8), between(random, 60, 600), between(random, 20, 60)];
  const rise = (t: number): number => (kind === "slow" ? Math.min(1, t / riseS) : 1 - Math.exp(-t / riseS));
  const ends = (kind === "slow" ? riseS : 4 * riseS) + holdS;
  return { lastsS: ends + 5 * fallS, share: (t) => (t <= 0 ? 0 : t <= ends ? rise(t) : rise(ends) * Math.exp(-(t - ends) / fallS)) };
}

/** A leak near one detector; what its neighbours see falls with the distance and with the wind. */
function leak(kind: "slow" | "fast", start: number, random: Random): Trouble {
  const primary = oneOf(random, pointsOf("combustible"));
  const peak = kind === "slow" ? between(random, 35, 80) : between(random, 45, 160);
  const { lastsS, share } = course(kind, random);
  const reached = pointsOf("combustible").flatMap((point): Happening[] => {
    const metres = metresBetween(points[primary]!, points[point]!);
    const top = point === primary ? peak : peak * Math.exp(-metres / plumeM) * between(random, 0.4, 1);
    const from = start + Math.round(metres / 1.2);
    return top < 1 ? [] : [{ point, kind: "truth", from, to: Math.ceil(from + lastsS), at: (t) => top * share(t - from) }];
  });
  return { kind, primary, reached: [...reached].sort((a, b) => Number(b.point === primary) - Number(a.point === primary)) };
}

/** How far each kind of process leaves its normal value when it really does, and how long that takes. */
const excursions: readonly { readonly measurement: "toxic" | "oxygen" | "pressure" | "temperature" | "level"; readonly by: readonly [number, number]; readonly riseS: readonly [number, number]; readonly holdS: readonly [number, number]; readonly perDay: number }[] = [
  { measurement: "toxic", by: [14, 60], riseS: [5, 120], holdS: [60, 400], perDay: 2 },
  { measurement: "oxygen", by: [-2.2, -5], riseS: [10, 200], holdS: [60, 400], perDay: 1.5 },
  { measurement: "pressure", by: [340, 390], riseS: [30, 300], holdS: [60, 600], perDay: 2 },
  { measurement: "temperature", by: [60, 80], riseS: [600, 1800], holdS: [300, 1200], perDay: 2 },
  { measurement: "level", by: [32, 37], riseS: [1200, 3600], holdS: [600, 1800], perDay: 2 },
];

function excursion(one: (typeof excursions)[number], start: number, random: Random): Trouble {
  const point = oneOf(random, pointsOf(one.measurement));
  const [by, riseS, holdS] = [between(random, ...one.by), between(random, ...one.riseS), between(random, ...one.holdS)];
  const at = (t: number): number => by * Math.max(0, Math.min(1, (t - start) / riseS, 1 - (t - start - riseS - holdS) / riseS));
  return { kind: "process", primary: point, reached: [{ point, kind: "truth", from: start, to: Math.ceil(start + 2 * riseS + holdS), at }] };
}

/** What is really wrong on one day: `leaks` leaks, one after the other, and the excursions of the other kinds. */
export function troublesOf(leaks: number, dayS: number, random: Random): readonly Trouble[] {
  const slot = dayS / Math.max(1, leaks);
  const gas = Array.from({ length: leaks }, (_, k) => leak(random.next() < 0.5 ? "slow" : "fast", Math.round(k * slot + 200 + random.next() * slot * 0.25), random));
  const others = excursions.flatMap((one) => Array.from({ length: Math.floor((one.perDay * dayS) / 86_400 + random.next()) }, () => excursion(one, Math.round(between(random, 600, Math.max(601, dayS - 5400))), random)));
  return [...gas, ...others];
}
