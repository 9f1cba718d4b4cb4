import type { Measurement, Tag } from "@safeloop/engine";

/** How the instrument of a point behaves in a calm plant; all in the point's unit. */
export interface Instrument {
  readonly base: number;
  readonly noise: number; // standard deviation from sample to sample
  readonly wander: number; // slow coming and going around the base
  readonly daily: number; // by the hour of the day
  readonly bias: number; // zero errors of instruments of this kind, standard deviation
  readonly driftPerDay: number; // upward creep of the one in twelve that ages
  readonly lagS: number; // first-order response
  readonly step: number; // resolution
}

export interface Point {
  readonly tag: Tag;
  readonly instrument: Instrument;
  readonly x: number;
  readonly y: number;
}

interface Kind {
  readonly measurement: Measurement;
  readonly prefix: string;
  readonly unit: string;
  readonly range: { readonly min: number; readonly max: number };
  readonly periodS: number;
  readonly count: number; // of 200
  readonly instrument: Instrument;
}

const kinds: readonly Kind[] = [
  { measurement: "combustible", prefix: "GT", unit: "%[LEL]", range: { min: 0, max: 100 }, periodS: 1, count: 60, instrument: { base: 1, noise: 0.5, wander: 0.6, daily: 0.6, bias: 1, driftPerDay: 0.8, lagS: 4.5, step: 0.1 } },
  { measurement: "toxic", prefix: "HT", unit: "mg/m3", range: { min: 0, max: 100 }, periodS: 1, count: 16, instrument: { base: 0.4, noise: 0.2, wander: 0.25, daily: 0.2, bias: 0.3, driftPerDay: 0.2, lagS: 8, step: 0.1 } },
  { measurement: "oxygen", prefix: "OT", unit: "%", range: { min: 0, max: 25 }, periodS: 1, count: 12, instrument: { base: 20.9, noise: 0.03, wander: 0.06, daily: 0.08, bias: 0.1, driftPerDay: -0.03, lagS: 5, step: 0.01 } },
  { measurement: "pressure", prefix: "PT", unit: "kPa", range: { min: 0, max: 1000 }, periodS: 1, count: 24, instrument: { base: 600, noise: 2, wander: 12, daily: 8, bias: 3, driftPerDay: 1, lagS: 0.5, step: 0.5 } },
  { measurement: "temperature", prefix: "TT", unit: "Cel", range: { min: 0, max: 200 }, periodS: 5, count: 40, instrument: { base: 110, noise: 0.2, wander: 2, daily: 2, bias: 0.7, driftPerDay: 0.1, lagS: 15, step: 0.1 } },
  { measurement: "level", prefix: "LT", unit: "%", range: { min: 0, max: 100 }, periodS: 5, count: 48, instrument: { base: 62, noise: 0.25, wander: 4, daily: 2, bias: 0.4, driftPerDay: 0.05, lagS: 2, step: 0.1 } },
];

/** Two hundred points of a plant: detectors stand some 18 m apart in rows, so that a leak reaches several. */
export const points: readonly Point[] = kinds.flatMap((kind) => Array.from({ length: kind.count }, (_, k): Point => {
  const [x, y] = [(k % 10) * 18 + (k % 3), Math.floor(k / 10) * 20 + (k % 2) * 3];
  const id = `${kind.prefix}-${String(k + 1).padStart(3, "0")}`;
  return {
    x, y, instrument: kind.instrument,
    tag: { id, title: { zh: id, en: id }, measurement: kind.measurement, unit: kind.unit, range: kind.range, area: `A${Math.floor(x / 45)}`, orgId: "S1", gateway: `GW-${k % 6}`, periodS: kind.periodS, position: { x, y, z: 1 }, safety: kind.periodS === 1 },
  };
}));

export function pointsOf(measurement: Measurement): readonly number[] {
  return points.flatMap((point, at) => (point.tag.measurement === measurement ? [at] : []));
}

export function metresBetween(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
