import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changesBetween } from "./diff.ts";

describe("what changed between two revisions", () => {
  it("is nothing for equal definitions, whatever the order of keys", () => {
    fc.assert(
      fc.property(fc.object(), (value) => {
        expect(changesBetween(value, JSON.parse(JSON.stringify(value)))).toEqual([]);
      }),
    );
  });

  it("names the leaf that changed and nothing else", () => {
    expect(changesBetween({ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } })).toEqual([{ path: "/a/c", before: 2, after: 3 }]);
  });

  it("compares list elements by their id", () => {
    const before = [{ id: "x", n: 1 }, { id: "y", n: 2 }];
    expect(changesBetween(before, [{ id: "n", n: 0 }, ...before])).toEqual([{ path: "/n", after: { id: "n", n: 0 } }]);
  });

  it("tells a mere change of order", () => {
    expect(changesBetween([{ id: "x" }, { id: "y" }], [{ id: "y" }, { id: "x" }])).toEqual([{ path: "", before: ["x", "y"], after: ["y", "x"] }]);
  });
});
