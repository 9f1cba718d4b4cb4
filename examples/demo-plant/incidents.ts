import { tags } from "./plant.ts";

/**
 * Scripted incidents. Each changes what the instruments say, never what the
 * system should conclude: the plant sends readings and raw events, no alarms.
 */
export interface Incident {
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly lastsS: number;
  /** What a tag reads `t` seconds into the incident; undefined leaves it alone. */
  value?(tagId: string, t: number, normal: number): number | undefined;
  /** True while a gateway is cut off. */
  isSilent?(gateway: string, t: number): boolean;
  /** A raw event of a camera at whole second `t`. */
  event?(tagId: string, t: number): { readonly [field: string]: unknown } | undefined;
}

/** Rises to `peak` along a first-order curve, holds, then falls back. */
function plume(t: number, delayS: number, peak: number, riseS: number, holdS: number): number {
  const since = t - delayS;
  if (since <= 0) return 0;
  if (since <= holdS) return peak * (1 - Math.exp(-since / riseS));
  return peak * Math.exp(-(since - holdS) / (riseS * 2));
}

/** Concentration falls with distance from the source; three tank diameters away little is left. */
function leak(name: string, tank: string, source: string, peak: number): Incident {
  const at = tags.find((tag) => tag.id === source) ?? { x: 0, y: 0 };
  const reach = new Map(
    tags.filter((tag) => tag.measurement === "combustible").map((tag) => [tag.id, Math.exp(-Math.hypot(tag.x - at.x, tag.y - at.y) / 22)] as const),
  );
  return {
    name,
    title: { zh: `${tank} 泄漏`, en: `Leak at ${tank}` },
    lastsS: 240,
    value(tagId, t, normal) {
      const share = reach.get(tagId);
      return share === undefined || share < 0.02 ? undefined : Math.min(100, normal + plume(t, 6 * (1 - share), peak * share, 4, 120));
    },
  };
}

function stuck(tagId: string): Incident {
  return { name: "sensor stuck", title: { zh: `${tagId} 卡死`, en: `${tagId} stuck` }, lastsS: 1800, value: (id) => (id === tagId ? 7.3 : undefined) };
}

function gatewayLost(gateway: string): Incident {
  return { name: "gateway lost", title: { zh: `${gateway} 断线`, en: `${gateway} lost` }, lastsS: 120, isSilent: (id) => id === gateway };
}

function noHelmet(camera: string): Incident {
  return {
    name: "no helmet",
    title: { zh: `${camera} 未戴安全帽`, en: `${camera} no helmet` },
    lastsS: 12,
    event: (id, t) => (id === camera && t < 6 ? { type: "no-helmet", confidence: 0.82 + 0.02 * (t % 3), bbox: [412, 160, 96, 210], modelVersion: "demo-1" } : undefined),
  };
}

/** By name, as typed, scheduled or pressed. */
export const incidents: readonly Incident[] = [
  leak("leak at T-103", "T-103", "GT-1203", 60),
  leak("leak at T-101", "T-101", "GT-1201", 34),
  stuck("GT-1205"),
  gatewayLost("GW-06"),
  noHelmet("CAM-01"),
];

export function incidentNamed(name: string): Incident | undefined {
  return incidents.find((incident) => incident.name.toLowerCase() === name.trim().toLowerCase());
}
