import { expect, it } from "vitest";
import { namesIn } from "./expressionNames.ts";

it("an expression names its limits by id, and families of them where the tag chooses", () => {
  const { limits, families, texts } = namesIn({ or: [{ ">=": [{ value: ["b"] }, { limit: ["H"] }] }, { ">=": [{ value: [] }, { limit: ["L1", "medium", "L0"] }] }] });
  expect([[...limits], [...families], [...texts]]).toEqual([["H", "L0"], ["L1"], ["b"]]);
});
