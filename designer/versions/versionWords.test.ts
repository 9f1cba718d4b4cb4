import { describe, expect, it } from "vitest";
import { authorName, reasonWords } from "./versionWords.ts";

const t = (key: string, values: Record<string, unknown> = {}): string => [key, ...Object.values(values).map(String)].join(" ");
const system = { id: "system", name: "Safeloop" };
const person = { id: "u-1", name: "陈立" };

describe("a published version in words", () => {
  it("names the pack and its version where a pack brought it", () => {
    expect([authorName(system, t), reasonWords({ by: system, reason: "safeloop-core@1.0.0" }, t)]).toEqual(["versions:system", "versions:fromPack safeloop-core 1.0.0"]);
  });

  it("keeps a person's name and words, whatever they look like", () => {
    expect([authorName(person, t), reasonWords({ by: person, reason: "safeloop-core@1.0.0" }, t)]).toEqual(["陈立", "safeloop-core@1.0.0"]);
  });

  it("keeps other reasons of the product as they are", () => {
    expect(reasonWords({ by: system, reason: "restored" }, t)).toBe("restored");
  });
});
