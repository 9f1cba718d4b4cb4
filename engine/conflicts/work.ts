/** Where work is. A member that is not known is null. Metres on the site's axes; degrees WGS 84. */
export interface Spot {
  readonly x: number | null;
  readonly y: number | null;
  readonly z: number | null;
  readonly lat: number | null;
  readonly lng: number | null;
}

/** When it goes on: half-open, epoch ms. Null: from ever, or without a known end. */
export interface Period {
  readonly from: number | null;
  readonly to: number | null;
}

/** One kind of work of one ticket, as others must reckon with it. */
export interface Work extends Period {
  readonly ticket: string; // id of the submission
  readonly number: string; // as people know it
  readonly kind: string;
  readonly spot: Spot;
  readonly reachM: number | null;
  readonly layers: number | null;
  /** By name; null: the work has one, which is not known. */
  readonly keys: { readonly [name: string]: string | null };
  readonly linked: readonly string[];
}

export const nowhere: Spot = { x: null, y: null, z: null, lat: null, lng: null };

/** True when both go on at some instant. What is not known may be any time. */
export function overlaps(a: Period, b: Period): boolean {
  return (a.from ?? -Infinity) < (b.to ?? Infinity) && (b.from ?? -Infinity) < (a.to ?? Infinity);
}

/** A key as it is compared: two ways to type one name are one name. */
export function keyOf(text: string): string {
  return text.normalize("NFKC").trim().replace(/\s+/g, " ").toUpperCase();
}
