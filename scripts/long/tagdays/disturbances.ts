import type { Random } from "../../../examples/demo-plant/random.ts";
import { nothing, type Happening } from "./happening.ts";
import { metresBetween, points, pointsOf } from "./points.ts";
import { between, oneOf } from "./troubles.ts";

const day = 86_400;
const spanOf = (at: number): number => (points[at]!.tag.range?.max ?? 1) - (points[at]!.tag.range?.min ?? 0);
const isGas = (at: number): boolean => ["combustible", "toxic"].includes(points[at]!.tag.measurement);
const everyPoint = points.map((_, at) => at);

/** So many a day and point, each at its own instant. */
function scattered(perDay: number, dayS: number, random: Random, among: readonly number[], make: (point: number, from: number) => readonly Happening[]): Happening[] {
  const count = Math.floor(((perDay * dayS) / day) * among.length + random.next());
  return Array.from({ length: count }, () => make(oneOf(random, among), Math.floor(random.next() * dayS))).flat();
}

/** Electrical spikes: up to most of the span, mostly one sample, rarely three, one in a thousand up to six. */
function spike(point: number, from: number, random: Random): Happening[] {
  const draw = random.next();
  const lasts = draw < 0.78 ? 1 : draw < 0.95 ? 2 : draw < 0.999 ? 3 : Math.round(between(random, 4, 6));
  const period = points[point]!.tag.periodS;
  const by = between(random, 0.1, 0.95) * spanOf(point) * (isGas(point) || random.next() < 0.5 ? 1 : -1);
  return [{ point, kind: "fault", from, to: from + (period > 1 ? period : lasts), at: () => by }];
}

/** A hand-held radio keyed near the detectors: all within its reach jump at once, in bursts of one to three seconds. */
function radio(point: number, from: number, random: Random): Happening[] {
  const hit = pointsOf("combustible").concat(pointsOf("toxic")).filter((one) => metresBetween(points[one]!, points[point]!) < 35 && random.next() < 0.7);
  const bursts = Array.from({ length: 1 + Math.floor(random.next() * 4) }, (_, k) => ({ from: from + k * Math.round(between(random, 4, 20)), lasts: 1 + Math.floor(random.next() * 3) }));
  return hit.flatMap((one) => {
    const by = between(random, 0.1, 0.7) * spanOf(one);
    return bursts.map((burst): Happening => ({ point: one, kind: "fault", from: burst.from, to: burst.from + burst.lasts, at: () => by }));
  });
}

/** The supply of a gateway dips: a few bad seconds on all its points, then each warms up from an offset of its own. */
function powerDip(from: number, random: Random): Happening[] {
  const gateway = `GW-${Math.floor(random.next() * 6)}`;
  const lasts = 1 + Math.floor(random.next() * 4);
  return everyPoint.filter((one) => points[one]!.tag.gateway === gateway).flatMap((point): Happening[] => {
    const [top, tau] = [random.normal() * 0.03 * spanOf(point), between(random, 5, 20)];
    const back = from + lasts;
    return [{ point, kind: random.next() < 0.5 ? "bad" : "silent", from, to: back, at: nothing }, { point, kind: "fault", from: back, to: back + Math.ceil(5 * tau), at: (t) => top * Math.exp(-(t - back) / tau) }];
  });
}

/** Rain over the open plant: gas sensors shift a little and become restless for an hour or two. */
function rain(from: number, random: Random): Happening[] {
  const lasts = Math.round(between(random, 1800, 7200));
  return everyPoint.filter(isGas).map((point): Happening => {
    const [shift, restless] = [between(random, 0, 0.02) * spanOf(point), 0.012 * spanOf(point)];
    return { point, kind: "fault", from, to: from + lasts, at: () => shift + restless * random.normal() };
  });
}

/** Calibration: half the span of test gas for one to two minutes. */
function calibration(point: number, from: number, random: Random): Happening[] {
  const lasts = Math.round(between(random, 60, 120));
  return [{ point, kind: "test", from, to: from + lasts, at: () => 0.55 * spanOf(point) }];
}

/** A pump starts: a surge in the pressure that is over in seconds. */
function surge(point: number, from: number, random: Random): Happening[] {
  const [by, lasts] = [between(random, 0.15, 0.4) * spanOf(point), Math.round(between(random, 2, 9))];
  return [{ point, kind: "fault", from, to: from + lasts, at: (t) => by * Math.exp(-(t - from) / (lasts / 2)) }];
}

/** Sampling and draining let a little gas out: seen, and no leak. */
function puff(point: number, from: number, random: Random): Happening[] {
  const [top, lasts] = [between(random, 0.02, 0.09) * spanOf(point), Math.round(between(random, 30, 120))];
  return [{ point, kind: "puff", from, to: from + lasts, at: (t) => top * Math.sin((Math.PI * (t - from)) / lasts) }];
}

function still(kind: "silent" | "frozen", low: number, high: number, random: Random): (point: number, from: number) => Happening[] {
  return (point, from) => [{ point, kind, from, to: from + Math.round(between(random, low, high)), at: nothing }];
}

/** Everything that disturbs the instruments on one day though nothing is wrong. Rates are per point and day unless said. */
export function disturbancesOf(dayS: number, random: Random): readonly Happening[] {
  const gas = everyPoint.filter(isGas);
  const site = [0]; // once for the whole plant
  return [
    ...scattered(3, dayS, random, everyPoint, (point, from) => spike(point, from, random)),
    ...scattered(12, dayS, random, site, (_, from) => radio(oneOf(random, gas), from, random)),
    ...scattered(1, dayS, random, site, (_, from) => powerDip(from, random)),
    ...scattered(0.5, dayS, random, site, (_, from) => rain(from, random)),
    ...scattered(0.05, dayS, random, gas, (point, from) => calibration(point, from, random)),
    ...scattered(4, dayS, random, pointsOf("pressure"), (point, from) => surge(point, from, random)),
    ...scattered(1, dayS, random, gas, (point, from) => puff(point, from, random)),
    ...scattered(0.3, dayS, random, everyPoint, still("silent", 5, 600, random)),
    ...scattered(20, dayS, random, everyPoint, still("silent", 1, 2, random)),
    ...scattered(0.02, dayS, random, everyPoint, still("frozen", 600, 10_800, random)),
  ];
}
