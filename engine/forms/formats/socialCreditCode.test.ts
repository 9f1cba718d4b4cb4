import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSocialCreditCode } from "./socialCreditCode.ts";

// The sample code of the standard in common use, and published codes of companies.
const real = ["91350100M000100Y43", "91310000132200821H", "91440300708461136T", "914403001922038216"];
const alphabet = [..."0123456789ABCDEFGHJKLMNPQRTUWXY"];

describe("unified social credit codes", () => {
  it("pass with their check character", () => {
    expect(real.filter((code) => !isSocialCreditCode(code))).toEqual([]);
  });

  it("do not pass with any one character after the region changed, nor with two unlike neighbours of them swapped", () => {
    fc.assert(fc.property(fc.constantFrom(...real), fc.integer({ min: 8, max: 17 }), fc.constantFrom(...alphabet), (code, at, other) => {
      const changed = code.slice(0, at) + other + code.slice(at + 1);
      expect(isSocialCreditCode(changed)).toBe(changed === code);
      const swapped = at === 17 ? code : code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2);
      expect(isSocialCreditCode(swapped)).toBe(swapped === code);
    }));
  });

  it("are 18 characters, upper case, without I, O, S, V and Z", () => {
    for (const code of ["", "91310000132200821", "91310000132200821H0", "91310000132200821h", "9131000013220082ZH", "I1310000132200821H"]) expect(isSocialCreditCode(code), code).toBe(false);
  });
});
