import type { Measurement, Tag } from "../model/tag.ts";

/** Seconds after which a count is no longer known, whatever the rule says (alarms.md 2). */
export const countHoldS = 60;

const platformCounts = ["permit-count", "alarm-count", "record-count"] as const;

/** What the platform counts in areas itself. */
export type CountedMeasurement = (typeof platformCounts)[number];

/** True for points the platform counts. */
export function isPlatformCount(measurement: Measurement | undefined): measurement is CountedMeasurement {
  return platformCounts.some((one) => one === measurement);
}

/** True for points that count what is in an area. */
export function isCount(measurement: Measurement): boolean {
  return measurement === "people-count" || isPlatformCount(measurement);
}

/** The point of an area: its only one of that measurement and, where given, label. */
export function areaPoint(tags: readonly Tag[], areaId: string, measurement: Measurement, label: string | undefined): Tag | undefined {
  const found = tags.filter((tag) => tag.area === areaId && tag.measurement === measurement && (label === undefined || (tag.labels ?? []).includes(label)));
  return found.length === 1 ? found[0] : undefined;
}
