import type { Measurement, Tag } from "../model/tag.ts";

const objects: ReadonlySet<Measurement> = new Set(["video-event", "position", "log-event", "form-report"]);
const highDanger: ReadonlySet<Measurement> = new Set(["combustible", "toxic"]);
const fast: ReadonlySet<Measurement> = new Set(["combustible", "toxic", "oxygen", "video-event", "position"]);

/** True for points whose value is a number with a unit. */
export function isNumeric(measurement: Measurement): boolean {
  return measurement !== "state" && !objects.has(measurement);
}

/** True for points whose reading is an object of fields. */
export function isEvent(measurement: Measurement): boolean {
  return objects.has(measurement);
}

/**
 * True for filled forms. The platform keeps them itself: no report came in that
 * it does not have, so silence is known to be silence and a gap hides nothing.
 */
export function isReport(tag: Tag): boolean {
  return tag.measurement === "form-report";
}

/** Gas kinds: past the top of the range is danger, not only a fault (alarms.md 2 and 6). */
export function highIsDanger(measurement: Measurement): boolean {
  return highDanger.has(measurement);
}

/** Gas, fire and person points: their alarms may not be slow (catalogue 5.3). */
export function mustBeFast(measurement: Measurement): boolean {
  return fast.has(measurement);
}

// alarms.md 6, table of measurements; heartbeat 60 s for state and event points.
const stuckSeconds: { readonly [measurement: string]: number } = {
  combustible: 600, toxic: 600, oxygen: 3600, pressure: 600, flow: 600, temperature: 1800, vibration: 600, "wind-speed": 1800, "wind-direction": 1800, current: 1800, power: 1800,
};
const zeroIsLegal: ReadonlySet<Measurement> = new Set(["combustible", "toxic", "current", "power", "vibration", "flow"]);

/** How long an unmoving raw value is believable, in seconds; 0 means any time. Level needs a connected tag and is not judged here. */
export function stuckAfterS(tag: Tag): number {
  return tag.mayBeConstant ? 0 : (stuckSeconds[tag.measurement] ?? 0);
}

/** True when this very value may stay for ever: the zero of a gas detector, a machine at rest, no wind (< 0.5 m/s). */
export function mayRest(tag: Tag, value: number): boolean {
  if (tag.measurement === "wind-speed") return value < 0.5;
  return value === 0 && zeroIsLegal.has(tag.measurement);
}

/** Seconds without a reading after which a value is no longer believed: max(3 × period, 30 s) unless the tag says so; ∞ for forms. */
export function staleAfterS(tag: Tag): number {
  return tag.staleAfterS ?? dropoutAfterS(tag);
}

/** Seconds of silence that make a dropout; ∞ for forms, which nobody expects at any time. */
export function dropoutAfterS(tag: Tag): number {
  if (isReport(tag)) return Number.POSITIVE_INFINITY;
  const period = isNumeric(tag.measurement) ? tag.periodS : Math.max(tag.periodS, 60);
  return Math.max(3 * period, 30);
}
