import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold, noSpelling, squeeze } from "./prepare.ts";
import { spelling } from "./spelling.ts";
import { isFound, WordIndex } from "./wordIndex.ts";

const found = (text: string, typed: string): boolean => isFound([text], typed, spelling);
const index = (texts: readonly string[]): WordIndex<string> => new WordIndex(texts, (text) => [text], spelling);

/** All ways to type a text: of each sign itself, a reading or the beginning of one; the last reading may be unfinished. Slow and plain. */
function waysOf(text: string): ReadonlySet<string> {
  const signs = [...squeeze(fold(text))];
  const beginnings = (reading: string): string[] => (/^[zcs]h/.test(reading) ? [reading.slice(0, 1), reading.slice(0, 2)] : [reading.slice(0, 1)]);
  let ways = new Set<string>();
  for (let from = 0; from < signs.length; from += 1) {
    let sofar = [""];
    for (const sign of signs.slice(from)) {
      const readings = spelling(sign);
      for (const way of sofar) for (const reading of readings) for (let n = 1; n <= reading.length; n += 1) ways = ways.add(way + reading.slice(0, n));
      sofar = sofar.flatMap((way) => [sign, ...readings, ...readings.flatMap(beginnings)].map((piece) => way + piece));
      for (const way of sofar) ways.add(way);
    }
  }
  return ways;
}

const name = fc.array(fc.constantFrom("动", "火", "作", "业", "重", "长", "绿", "张", "T", "1", "0", "-", " "), { minLength: 1, maxLength: 4 }).map((signs) => signs.join(""));
const typing = fc.array(fc.constantFrom("d", "o", "n", "g", "h", "u", "z", "y", "c", "t", "1", "0", "-", "火", "dong", "huo", "zhang", "lv"), { minLength: 1, maxLength: 4 }).map((signs) => signs.join(""));

describe("what is typed finds", () => {
  it("a Chinese name by its initials, its readings, and a mixture of them and the name", () => {
    for (const typed of ["dhzy", "donghuo", "dongh", "dhuo", "动火zy", "zuoye", "DHZY", "ｄｈｚｙ"]) expect([typed, found("二级动火作业票", typed)]).toEqual([typed, true]);
    for (const typed of ["hdzy", "dongo", "dhzx"]) expect([typed, found("二级动火作业票", typed)]).toEqual([typed, false]);
  });
  it("every reading a character has, ü as v or u, zh as z", () => {
    expect(["zhongliang", "chongliang", "zl", "zhl"].map((typed) => found("重量", typed))).toEqual([true, true, true, true]);
    expect(["lvhua", "luhua", "lh"].map((typed) => found("绿化", typed))).toEqual([true, true, true]);
  });
  it("rare characters of names", () => {
    expect(found("王喆曌", "wangzhezhao")).toBe(true);
  });
  it("an id with and without its dashes", () => {
    expect(["gt-103", "gt103", "103"].map((typed) => found("GT-103", typed))).toEqual([true, true, true]);
  });
  it("all words in any order, in any of the texts", () => {
    expect(isFound(["王强", "wangqiang", "安全员"], "aqy wq", spelling)).toBe(true);
    expect(isFound(["王强", "wangqiang"], "wq aqy", spelling)).toBe(false);
  });
  it("only what is written while there are no readings", () => {
    expect(isFound(["动火作业"], "dh", noSpelling)).toBe(false);
    expect(isFound(["动火作业"], "火作", noSpelling)).toBe(true);
  });
  it("exactly what contains it as written, by readings or by initials (law)", () => {
    fc.assert(fc.property(name, typing, (text, typed) => {
      const says = fold(text).trim().includes(typed) || (squeeze(typed) !== "" && waysOf(text).has(squeeze(typed)));
      expect([text, typed, found(text, typed)]).toEqual([text, typed, says]);
    }), { numRuns: 2_000 });
  });
  it("a name by any way it may be typed (law)", () => {
    fc.assert(fc.property(name.filter((text) => squeeze(fold(text)) !== ""), fc.nat(), (text, n) => {
      const ways = [...waysOf(text)];
      expect(found(text, ways[n % ways.length] ?? "")).toBe(true);
    }), { numRuns: 500 });
  });
});

describe("the index", () => {
  it("puts the name itself first, then what begins with it, what contains it, readings, and parts with gaps", () => {
    expect(index(["点火操作", "动火", "一级动火票", "动火作业", "登高平台火警"]).find("动火", 9)).toEqual(["动火", "动火作业", "一级动火票"]);
    expect(index(["大理石厂储油区 h", "带好安全帽", "动火作业"]).find("dh", 9)).toEqual(["动火作业", "带好安全帽", "大理石厂储油区 h"]);
  });
  it("finds English by the initials of its words", () => {
    expect(index(["Hot work permit", "Shower"]).find("hwp", 9)).toEqual(["Hot work permit"]);
  });
  it("gives nothing for nothing, and no more than asked", () => {
    expect(index(["动火"]).find("  ", 9)).toEqual([]);
    expect(index(["动火", "动火二", "动火三"]).find("dh", 2)).toEqual(["动火", "动火二"]);
  });
  it("gives what a look at each thing gives (law)", () => {
    fc.assert(fc.property(fc.uniqueArray(name, { maxLength: 8 }), typing, (texts, typed) => {
      const seen = new Set(index(texts).find(typed, 99));
      for (const text of texts.filter((one) => found(one, typed))) expect(seen.has(text)).toBe(true);
    }));
  });
});
