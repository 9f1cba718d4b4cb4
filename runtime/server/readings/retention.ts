import { isGas, type Measurement, type Tag } from "@safeloop/engine";

/** How long raw readings are kept, ms: of all points, of safety points, of points by what they measure. */
export interface Retention {
  readonly all: number;
  readonly safety?: number;
  readonly of?: { readonly [measurement in Measurement]?: number };
}

const day = 86_400_000;

/** Without a setting: a month, and three of safety points, whose readings an inquiry asks for first. */
export const defaultRetention: Retention = { all: 30 * day, safety: 90 * day };
export const demoRetention: Retention = { all: day };

/** Whether readings of what a point measures are kept here: of forms the forms are. A kind that is missing would never be let go of. */
const isStored: { readonly [measurement in Measurement]: boolean } = {
  combustible: true, toxic: true, oxygen: true, pressure: true, flow: true, temperature: true, level: true, vibration: true, "wind-speed": true, "wind-direction": true, current: true, power: true, dust: true, sound: true, speed: true, quantity: true,
  state: true, "video-event": true, position: true, "log-event": true, "permit-count": true, "people-count": true, "alarm-count": true, "record-count": true, "form-report": false,
};

/** What points measure whose readings are stored. */
export const storedMeasurements: readonly Measurement[] = (Object.keys(isStored) as Measurement[]).filter((one) => isStored[one]);

/** The class of a point as its blocks carry it: what it measures, and `!` where people's safety hangs on it (gas always does). */
export function readingClassOf({ measurement, safety }: Pick<Tag, "measurement" | "safety">): string {
  return `${measurement}${safety === true || isGas(measurement) ? "!" : ""}`;
}

/** Every class a block may carry; null is a block of before there were classes. */
export const readingClasses: readonly (string | null)[] = [null, ...storedMeasurements.flatMap((one) => (isGas(one) ? [`${one}!`] : [one, `${one}!`]))];

/** How long raw readings of a class are kept, ms: what is said of its measurement, else of its safety, else of all. Without a class as long as anything is. */
export function keptMs(cls: string | null, { all, safety, of = {} }: Retention): number {
  if (cls === null) return Math.max(all, safety ?? 0, ...Object.values(of));
  const isSafety = cls.endsWith("!");
  return of[(isSafety ? cls.slice(0, -1) : cls) as Measurement] ?? (isSafety ? (safety ?? all) : all);
}
