import { describe, expect, it } from "vitest";
import { pointOf } from "./pointCode.ts";

describe("the code on a point plate", () => {
  it("gives area and equipment of our own address", () => {
    expect(pointOf("https://safe.example/snap?area=tank-a&asset=P-103A")).toEqual({ area: "tank-a", text: "P-103A" });
  });
  it("may be a bare equipment number", () => {
    expect(pointOf("P-103A")).toEqual({ text: "P-103A" });
  });
  it.each(["https://evil.test/login", "javascript:alert(1)", "你好", ""])("is not a point: %s", (code) => {
    expect(pointOf(code)).toBeUndefined();
  });
});
