import { describe, expect, test } from "vitest";
import { askedTerms, termsOf } from "./terms.ts";

/** The index in small: every asked term is there, or begins one that is there. */
function finds(stored: string, asked: string): boolean {
  const terms = termsOf([stored]);
  return askedTerms(asked).every(({ term, prefix }) => terms.some((one) => (prefix ? one.startsWith(term) : one === term)));
}

describe("search terms", () => {
  test("two Chinese characters inside a sentence are found", () => {
    expect(finds("二级动火作业票", "动火")).toBe(true);
    expect(finds("二级动火作业票", "火动")).toBe(false);
  });
  test("a single Chinese character is found, also the last one", () => {
    expect(finds("储罐区动火", "火")).toBe(true);
    expect(finds("储罐区动火", "罐")).toBe(true);
    expect(finds("储罐区动火", "水")).toBe(false);
  });
  test("a number is found by its beginning and by its parts", () => {
    expect(finds("S1-HW-20260714-019", "S1-HW-2026")).toBe(true);
    expect(finds("S1-HW-20260714-019", "019")).toBe(true);
    expect(finds("S1-HW-20260714-019", "19")).toBe(false);
  });
  test("only the last word may be unfinished", () => {
    expect(finds("T-103 valve leak", "t-103 valve l")).toBe(true);
    expect(finds("T-103 valve leak", "val leak")).toBe(false);
    expect(finds("T-103 valve leak", "l")).toBe(false);
  });
  test("full-width letters and capitals are the same as plain ones", () => {
    expect(finds("ＬＥＬ 探测器", "lel")).toBe(true);
  });
  test("signs and emoji are found", () => {
    expect(finds("👾 🙇 `⁄€‹›ﬁﬂ‡°·‚", "👾")).toBe(true);
    expect(finds("<script>alert(0)</script>", "<script>alert(0)</script>")).toBe(true);
  });
  test("a blank text asks for nothing", () => {
    expect(askedTerms(" \u2003\t")).toEqual([]);
  });
  test("terms hold nothing but letters and digits", () => {
    for (const term of termsOf(["' OR 1=1 --\"*()", "\u0000\ud800"])) expect(term).toMatch(/^[a-z0-9]+$/);
  });
});
