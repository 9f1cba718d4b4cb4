import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rowsInView } from "./rowWindow.ts";

describe("the rows of a long list that are drawn", () => {
  it("are those in sight and a few around them, never more, wherever the list stands", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 3000 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 8 }), (count, rowHeight, height, where, spare) => {
      const scrollTop = where * Math.max(0, count * rowHeight - height);
      const { first, end } = rowsInView(scrollTop, height, rowHeight, count, spare);
      for (let row = 0; row < count; row++) {
        const isSeen = (row + 1) * rowHeight > scrollTop && row * rowHeight < scrollTop + height;
        if (isSeen) expect(row >= first && row < end).toBe(true);
      }
      expect(end - first).toBeLessThanOrEqual(Math.ceil(height / rowHeight) + 1 + 2 * spare);
      expect([first >= 0, first <= end, end <= count]).toEqual([true, true, true]);
    }));
  });
  it("are none of an empty list, and survive a list that shrank under its scroll", () => {
    expect(rowsInView(0, 400, 100, 0)).toEqual({ first: 0, end: 0 });
    expect(rowsInView(90_000, 400, 100, 5)).toEqual({ first: 5, end: 5 });
    expect(rowsInView(-40, 400, 100, 50)).toEqual({ first: 0, end: 7 });
  });
});
