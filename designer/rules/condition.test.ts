import type { JsonLogic } from "@safeloop/engine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conditionOf, logicOf } from "./condition.ts";

const fixtures: readonly JsonLogic[] = [
  { ">=": [{ value: [] }, { limit: ["H"] }] },
  { "<": [{ value: ["b"] }, 5] },
  { and: [{ ">=": [{ value: [] }, { limit: ["H"] }] }, { "==": [{ event: ["type"] }, "no-helmet"] }] },
  { or: [{ ">": [{ rise: [30] }, { limit: ["rise"] }] }, { "!": [{ "==": [{ value: [] }, 1] }] }] },
  { kOfN: [2, "near", { ">=": [{ value: [] }, { limit: ["H"] }] }, 60] },
  { ">=": [{ count: [604800, { "==": [{ event: ["kind"] }, "leak"] }] }, 3] },
  { ">=": [{ count: [604800] }, { limit: ["times"] }] },
  { ">=": [{ count: [604800, { ">=": [{ event: ["lel"] }, { limit: ["H"] }] }] }, 3] },
  { "<": [{ latest: ["lel"] }, { limit: ["H"] }] },
  { ">": [1, 2, 3] },
  true,
];

describe("a condition in the builder", () => {
  it.each(fixtures)("%j comes back exactly", (logic) => expect(logicOf(conditionOf(logic))).toEqual(logic));

  it("comes back exactly for any JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(logicOf(conditionOf(value as JsonLogic))).toEqual(value);
      }),
    );
  });

  it("shows a comparison in words and keeps what it has no words for", () => {
    expect(conditionOf(fixtures[0]!)).toMatchObject({ kind: "compare", op: ">=", term: { kind: "value" }, operand: { kind: "limit", id: "H" } });
    expect(conditionOf(fixtures[4]!)).toMatchObject({ kind: "raw" });
  });
});
