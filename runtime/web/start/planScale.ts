import type { Plan, Point } from "./planModel.ts";

export interface PlanScale {
  readonly width: number;
  readonly height: number;
  readonly pxPerM: number;
  /** Pixels of a place in metres: x to the east, y to the south. */
  readonly place: (point: Point) => Point;
}

const margin = { x: 24, top: 44, bottom: 20 };

/** Fits the extent into the given width, at most `mostHeight` high. */
export function scaleOf(extent: NonNullable<Plan["extent"]>, width: number, mostHeight: number): PlanScale {
  const pxPerM = Math.min((width - 2 * margin.x) / extent.w, (mostHeight - margin.top - margin.bottom) / extent.h);
  const left = (width - extent.w * pxPerM) / 2;
  return {
    width,
    height: extent.h * pxPerM + margin.top + margin.bottom,
    pxPerM,
    place: ({ x, y }) => ({ x: left + (x - extent.x) * pxPerM, y: margin.top + (y - extent.y) * pxPerM }),
  };
}

/** A radius at which no two circles of the given centres touch, within 14 and 50 pixels. */
export function circleRadius(centres: readonly Point[]): number {
  let nearest = Number.POSITIVE_INFINITY;
  centres.forEach((a, i) => centres.slice(i + 1).forEach((b) => { nearest = Math.min(nearest, Math.hypot(a.x - b.x, a.y - b.y)); }));
  return Math.max(14, Math.min(50, nearest / 2.5));
}

/** The path of an arc from 12 o'clock clockwise over `share` of the circle. */
export function arcPath(cx: number, cy: number, r: number, share: number): string {
  const part = Math.min(0.9999, Math.max(0, share));
  const angle = part * 2 * Math.PI;
  return `M${cx} ${cy - r}A${r} ${r} 0 ${part > 0.5 ? 1 : 0} 1 ${(cx + r * Math.sin(angle)).toFixed(2)} ${(cy - r * Math.cos(angle)).toFixed(2)}`;
}

/** The compass point (0 north … 7 north-west) a wind of this many degrees comes from. */
export function compassOf(degrees: number): number {
  return Math.round((((degrees % 360) + 360) % 360) / 45) % 8;
}
