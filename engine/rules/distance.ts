import type { Tag } from "../model/tag.ts";

type Position = NonNullable<Tag["position"]>;

/** Straight distance in metres; a missing height counts as ground level. */
export function distance(a: Position, b: Position): number {
  return Math.hypot(a.x - b.x, a.y - b.y, (a.z ?? 0) - (b.z ?? 0));
}
