import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Box, openingView } from "./openingView.ts";

const palette = { width: 264, height: 260 };
const box = (x: number, y: number, isBranch = false): Box => ({ x, y, width: 232, height: 68, isBranch });
/** Where a box comes to lie in the window. */
function shown(one: Box, width: number, boxes: readonly Box[]) {
  const { x, y, zoom } = openingView(boxes, width, palette);
  return { left: one.x * zoom + x, right: (one.x + one.width) * zoom + x, top: one.y * zoom + y };
}
/** A start over a row of branches, and below it a wider part. */
const branching = (count: number, shift: number): readonly Box[] => [box(((count - 1) * 264) / 2, 0), ...Array.from({ length: count }, (_, at) => box(at * 264, 216, true)), box(shift, 600, true)];

describe("how a flow opens", () => {
  it("shows the start and the first branches whole, beside the palette", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: -200, max: 1300 }), fc.integer({ min: 1100, max: 1600 }), (count, shift, width) => {
        const boxes = branching(count, shift);
        for (const one of boxes.slice(0, count + 1)) {
          const { left, right, top } = shown(one, width, boxes);
          expect(left).toBeGreaterThanOrEqual(23.9);
          expect(top).toBeGreaterThanOrEqual(24);
          expect(right).toBeLessThanOrEqual(top < palette.height ? width - palette.width : width);
        }
      }),
    );
  });

  it("is never larger than drawn nor too small to read", () => {
    expect(openingView([box(0, 0)], 1600, palette).zoom).toBe(1);
    expect(openingView(branching(20, 0), 700, palette).zoom).toBe(0.5);
  });

  it("puts a small flow in the middle where the palette leaves room", () => {
    const { left, right } = shown(box(0, 0), 1600, [box(0, 0)]);
    expect(left).toBeCloseTo(1600 - right, 0);
  });

  it("stands still with nothing to show", () => expect(openingView([], 800, palette)).toEqual({ x: 24, y: 24, zoom: 1 }));
});
