import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DiffLine, lineDiff } from "./lineDiff.ts";

const texts = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 30 });
const shown = (lines: readonly DiffLine[]): string => lines.map((one) => (one.is === "gap" ? `…${one.count}` : `${{ same: " ", old: "-", new: "+" }[one.is]}${one.text}`)).join("\n");

describe("the difference of two texts", () => {
  it("makes the one of the other, whatever they are", () => {
    fc.assert(fc.property(texts, texts, (before, after) => {
      const lines = lineDiff(before, after);
      const [old, next] = [[...before], [...after]] as (string | undefined)[][];
      for (const one of lines) {
        if (one.is === "gap") continue;
        if (one.old !== undefined) expect(before[one.old - 1]).toBe(one.text);
        if (one.new !== undefined) expect(after[one.new - 1]).toBe(one.text);
        if (one.is === "old" && old) old[(one.old ?? 0) - 1] = undefined;
        if (one.is === "new" && next) next[(one.new ?? 0) - 1] = undefined;
      }
      expect(old?.filter((one) => one !== undefined)).toEqual(next?.filter((one) => one !== undefined));
    }), { numRuns: 500 });
  });

  it("is as short as it can be, and leaves out what is far from any change", () => {
    const long = Array.from({ length: 20 }, (_, at) => `line ${at}`);
    expect(shown(lineDiff(long, long.map((one) => (one === "line 9" ? "LINE" : one))))).toBe("…6\n line 6\n line 7\n line 8\n-line 9\n+LINE\n line 10\n line 11\n line 12\n…7");
    expect(lineDiff(["a", "b", "c", "a", "b", "b", "a"], ["c", "b", "a", "b", "a", "c"]).filter((one) => one.is === "old" || one.is === "new")).toHaveLength(5);
    expect(lineDiff(long, long)).toEqual([{ is: "gap", count: 20 }]);
  });
});
