import type { Measurement, Tag } from "../model/tag.ts";
import { unitOf } from "./units/table.ts";
import { convertValue } from "./units/unit.ts";

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
const levelStuckS = 14_400; // and only when a connected tag moved
const zeroIsLegal: ReadonlySet<Measurement> = new Set(["combustible", "toxic", "current", "power", "vibration", "flow"]);
const slewShares: { readonly [measurement: string]: number } = {
  pressure: 0.2, flow: 0.2, temperature: 0.05, level: 0.02, vibration: 0.5, "wind-speed": 0.3, "wind-direction": 0.3, current: 1, power: 1,
};
const countedJump = 0.03; // of span: what a gas value must jump by to be looked at [P]
const gases: ReadonlySet<Measurement> = new Set(["combustible", "toxic", "oxygen"]);

/** How long an unmoving raw value is believable, in seconds; 0 means any time. Level has its own. */
export function stuckAfterS(tag: Tag): number {
  return tag.mayBeConstant ? 0 : (stuckSeconds[tag.measurement] ?? 0);
}

/** The same for a level, which counts only while a connected tag moves: an idle tank is legal. */
export function levelStuckAfterS(tag: Tag): number {
  return tag.measurement === "level" && !tag.mayBeConstant && (tag.connected ?? []).length > 0 ? levelStuckS : 0;
}

/** True when zero may stay for ever: of a gas detector, a machine at rest. */
export function mayStayZero(measurement: Measurement): boolean {
  return zeroIsLegal.has(measurement);
}

/** True when a connected tag tells that an unmoving value is legal: a stopped machine does not vibrate, a vane in a calm does not turn. */
export function restsWithOthers(measurement: Measurement): boolean {
  return measurement === "vibration" || measurement === "wind-direction";
}

/** Below this wind speed, in the tag's unit, a cup wheel stands still (0.5 m/s); −∞ for other points. */
export function calmBelow(tag: Tag): number {
  return tag.measurement === "wind-speed" ? (convertValue(0.5, unitOf("m/s"), unitOf(tag.unit)) ?? -Infinity) : -Infinity;
}

/** True for kinds whose noise is watched beside their value. */
export function hasNoiseTest(measurement: Measurement): boolean {
  return measurement === "oxygen";
}

/** Oxygen, combustible and toxic gas: what is doubtful may still raise (alarms.md 6). */
export function isGas(measurement: Measurement): boolean {
  return gases.has(measurement);
}

/** How a jump is judged: faster than `perS` (tag unit per second) or larger than `atLeast` (tag unit); null where no jump is too fast. */
export function jumpLimits(tag: Tag): { readonly perS: number; readonly atLeast: number; readonly countedOnly: boolean } | null {
  if (!tag.range) return null;
  const span = tag.range.max - tag.range.min;
  const share = slewShares[tag.measurement];
  if (share !== undefined) return { perS: share * span, atLeast: 0, countedOnly: false };
  return isGas(tag.measurement) ? { perS: 0, atLeast: countedJump * span, countedOnly: true } : null;
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
