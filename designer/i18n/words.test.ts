import { describe, expect, it } from "vitest";
import en from "./designer.en.ts";
import zh from "./designer.zh.ts";

function flat(words: object, path = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) => (typeof value === "string" ? [[`${path}${key}`, value] as [string, string]] : flat(value as object, `${path}${key}.`)));
}

describe("the designer's words", () => {
  it("exist under the same keys in both languages, with the same values filled in", () => {
    const places = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? "").sort();
    const [left, right] = [new Map(flat(zh)), new Map(flat(en))];
    expect([...right.keys()].sort()).toEqual([...left.keys()].sort());
    for (const [key, text] of left) expect([key, places(right.get(key) ?? "")]).toEqual([key, places(text)]);
  });

  it("hold no Chinese in English", () => {
    for (const [key, text] of flat(en)) expect([key, /[\u4e00-\u9fff]/.test(text)]).toEqual([key, false]);
  });
});
