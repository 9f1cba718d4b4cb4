import type { Spot } from "./work.ts";

/** How a distance was found: in space, on the plan (a height is not known), or not at all. */
export type DistanceBasis = "3-D" | "plan" | "unknown";

export interface Distance {
  readonly m: number | null; // metres
  readonly basis: DistanceBasis;
}

const earthM = 6_371_008.8; // mean radius
const radians = Math.PI / 180;

/** Metres on the plan: on the site's axes where both are marked there, else on the globe; null when neither is known of both. */
export function planDistance(a: Spot, b: Spot): number | null {
  if (a.x !== null && a.y !== null && b.x !== null && b.y !== null) return Math.hypot(a.x - b.x, a.y - b.y);
  if (a.lat !== null && a.lng !== null && b.lat !== null && b.lng !== null) return onGlobe(a.lat, a.lng, b.lat, b.lng);
  return null;
}

/** Metres in space where both heights are known, else on the plan. */
export function distanceOf(a: Spot, b: Spot): Distance {
  const plan = planDistance(a, b);
  if (plan === null) return { m: null, basis: "unknown" };
  return a.z === null || b.z === null ? { m: plan, basis: "plan" } : { m: Math.hypot(plan, a.z - b.z), basis: "3-D" };
}

/** Haversine. */
function onGlobe(lat1: number, lng1: number, lat2: number, lng2: number): number {
  const half = Math.sin(((lat2 - lat1) * radians) / 2) ** 2 + Math.cos(lat1 * radians) * Math.cos(lat2 * radians) * Math.sin(((lng2 - lng1) * radians) / 2) ** 2;
  return 2 * earthM * Math.asin(Math.min(1, Math.sqrt(half)));
}
