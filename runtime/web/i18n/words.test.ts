import { describe, expect, it } from "vitest";
import { allWords } from "./allWords.ts";
import type { Words } from "./i18n.ts";

function flat(words: Words, prefix = ""): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === "string") all.set(`${prefix}${key}`, value);
    else flat(value, `${prefix}${key}.`).forEach((text, inner) => all.set(inner, text));
  }
  return all;
}

const placeholders = (text: string): string[] => [...text.matchAll(/\{\{(\w+)/g)].map((match) => match[1] ?? "").sort();
const cjk = /[\u3400-\u9fff\uff00-\uffef\u3000-\u303f]/;

describe.each(Object.entries(allWords))("the words of %s", (_noun, { zh, en }) => {
  const [chinese, english] = [flat(zh), flat(en)];
  it("have the same keys in both languages", () => {
    expect([...english.keys()].filter((key) => !/_(one|other)$/.test(key)).sort()).toEqual([...chinese.keys()].filter((key) => !/_(one|other)$/.test(key)).sort());
  });
  it("have no Chinese left in English", () => {
    expect([...english].filter(([, text]) => cjk.test(text))).toEqual([]);
  });
  it("use the same values in both languages", () => {
    const different = [...chinese].filter(([key, text]) => english.has(key) && placeholders(text).join() !== placeholders(english.get(key) ?? "").join());
    expect(different).toEqual([]);
  });
  it("neither beg nor shout", () => {
    expect([...chinese, ...english].filter(([, text]) => /您|抱歉|哦|啦|[!！]|\bOops\b|successfully/.test(text))).toEqual([]);
  });
});
