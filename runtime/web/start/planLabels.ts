import type { Point } from "./planModel.ts";

/** A rectangle on the plan, in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Words that belong to a glyph at (x, y). */
export interface PlanLabel extends Point {
  readonly id: string;
  readonly width: number;
}

const height = 18;
const gap = 14; // from the middle of a glyph to its edge, and a little air

export function boxAt({ x, y }: Point, width: number, tall: number): Box {
  return { left: x - width / 2, top: y - tall / 2, right: x + width / 2, bottom: y + tall / 2 };
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Below, above, right, left, then one line farther. */
function spotsOf({ x, y, width }: PlanLabel): readonly Point[] {
  const rows = [gap + height / 2, gap + height * 1.5];
  return [...rows.flatMap((dy) => [{ x, y: y + dy }, { x, y: y - dy }]), { x: x + gap + width / 2, y }, { x: x - gap - width / 2, y }];
}

/** The middle of each label where it covers nothing that is taken and no label before it; a label without such a place has none: list and console still say it. */
export function placeLabels(labels: readonly PlanLabel[], taken: readonly Box[], planWidth: number): ReadonlyMap<string, Point> {
  const placed = new Map<string, Point>();
  const used = [...taken];
  for (const label of labels) {
    const spot = spotsOf(label).find((point) => {
      const box = boxAt(point, label.width, height);
      return box.left >= 0 && box.right <= planWidth && !used.some((other) => overlaps(box, other));
    });
    if (!spot) continue;
    placed.set(label.id, spot);
    used.push(boxAt(spot, label.width, height));
  }
  return placed;
}
