import type { Words } from "@safeloop/web";
import { describe, expect, it } from "vitest";

type Module = { readonly default: Words };

const zh = import.meta.glob<Module>("./*.zh.ts", { eager: true });
const en = import.meta.glob<Module>("./*.en.ts", { eager: true });

function flat(words: object, path = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) => (typeof value === "string" ? [[`${path}${key}`, value] as [string, string]] : flat(value as object, `${path}${key}.`)));
}

describe.each(Object.keys(zh).map((file) => [file.slice(2, -6), file.replace(".zh.ts", ".en.ts"), file] as const))("the designer's words of %s", (_, enFile, zhFile) => {
  const [chinese, english] = [zh[zhFile]?.default ?? {}, en[enFile]?.default ?? {}];

  it("exist under the same keys in both languages, with the same values filled in", () => {
    const places = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? "").sort();
    const [left, right] = [new Map(flat(chinese)), new Map(flat(english))];
    expect([...right.keys()].sort()).toEqual([...left.keys()].sort());
    for (const [key, text] of left) expect([key, places(right.get(key) ?? "")]).toEqual([key, places(text)]);
  });

  it("hold no Chinese in English", () => {
    for (const [key, text] of flat(english)) expect([key, /[\u4e00-\u9fff]/.test(text)]).toEqual([key, false]);
  });
});
