import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonValue } from "../model/json.ts";
import { mergePatch } from "./mergePatch.ts";

describe("JSON merge patch", () => {
  // The examples of RFC 7396, appendix A.
  it.each<[JsonValue, JsonValue, JsonValue]>([
    [{ a: "b" }, { a: "c" }, { a: "c" }],
    [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
    [{ a: "b" }, { a: null }, {}],
    [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
    [{ a: ["b"] }, { a: "c" }, { a: "c" }],
    [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
    [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
    [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
    [["a", "b"], ["c", "d"], ["c", "d"]],
    [{ a: "b" }, ["c"], ["c"]],
    [{ a: "foo" }, null, null],
    [{ a: "foo" }, "bar", "bar"],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: "b", c: null }, { a: "b" }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])("%j patched with %j is %j", (base, patch, result) => {
    expect(mergePatch(base, patch)).toEqual(result);
  });

  it("keeps a member called __proto__ a member", () => {
    const merged = mergePatch({}, JSON.parse('{"__proto__": {"admin": true}}') as JsonValue) as object;
    expect(Object.hasOwn(merged, "__proto__")).toBe(true);
    expect("admin" in {}).toBe(false);
  });

  it("applied twice gives the same as once", () => {
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (base, patch) => {
      const once = mergePatch(base as JsonValue, patch as JsonValue);
      expect(mergePatch(once, patch as JsonValue)).toEqual(once);
    }));
  });
});
