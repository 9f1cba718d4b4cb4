import { hashText, useTextHash } from "@safeloop/engine";
import fc from "fast-check";
import { createHash } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { usePlatformHash } from "./platformHash.ts";

describe("the platform's SHA-256", () => {
  afterAll(usePlatformHash);

  it("gives the digits of the engine's own for every text", () => {
    const texts = fc.sample(fc.string({ unit: "binary", maxLength: 200 }), 300);
    const own = texts.map(hashText);
    usePlatformHash();
    expect(texts.map(hashText)).toEqual(own);
    expect(hashText("安全闭环")).toBe(createHash("sha256").update("安全闭环", "utf8").digest("hex"));
  });
  it("is not taken when it is none", () => {
    expect(() => useTextHash((text) => createHash("sha1").update(text).digest("hex"))).toThrow("this SHA-256 is none");
    expect(() => useTextHash((text) => createHash("sha256").update(text, "latin1").digest("hex"))).toThrow();
    expect(hashText("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  });
});
