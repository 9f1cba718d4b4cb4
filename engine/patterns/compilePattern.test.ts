import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cpuMs } from "../forms/cpuTime.testkit.ts";
import { compilePattern, isMatcher, type Matcher } from "./compilePattern.ts";
import { plainPattern } from "./plainPattern.ts";
import { maxMatchedLength } from "./limits.ts";

function matcher(source: string, flags = ""): Matcher {
  const made = compilePattern(source, flags);
  if (!isMatcher(made)) throw new Error(JSON.stringify(made));
  return made;
}

function refusal(source: string): string {
  const made = compilePattern(source);
  if (isMatcher(made)) throw new Error(`accepted ${source}`);
  expect(made.code).toBe("FORM_PATTERN_BAD");
  return String(made.params["construct"]);
}

const piece = fc.oneof(
  fc.constantFrom("a", "b", "动", "😀", ".", "\\d", "\\w", "\\s", "\\S", "\\D", "\\W", "[ab]", "[^a]", "[\\s\\d]", "[^\\S]", "\\u0041", "\\u{1F600}", "\\x41", "\\n", "\\.", "[a-c-]", "\\b", "^", "$", "\\p{Lu}", "\\P{L}", "\\p{Script=Han}", "[\\u00a0-\\u2028]", "(?<n>a)", "-", "\\/"),
);
const anyPattern: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof({ maxDepth: 3 }, piece,
    fc.array(tie("node"), { maxLength: 3 }).map((parts) => parts.join("")),
    fc.tuple(tie("node"), fc.constantFrom("*", "+", "?", "{2}", "{1,2}", "*?", "{0,}")).map(([inner, count]) => `(?:${inner})${count}`),
    fc.tuple(tie("node"), tie("node")).map(([left, right]) => `(${left}|${right})`),
    fc.tuple(tie("node"), tie("node"), fc.constantFrom("?!", "?=")).map(([ahead, rest, mark]) => `^(${mark}${ahead})(?:${rest})`)),
})).node;
const anyText = fc.array(fc.constantFrom("a", "b", "c", "A", "动", "😀", "1", " ", "\n", "\u2028", "\u00a0", "\ufeff", "-", "_", "/", "É"), { maxLength: 6 }).map((chars) => chars.join(""));

describe("patterns", () => {
  it("match what the platform's engine matches", () => {
    let judged = 0;
    fc.assert(fc.property(anyPattern, anyText, (source, text) => {
      const made = compilePattern(source);
      fc.pre(isMatcher(made));
      const native = nativePattern(source);
      fc.pre(native !== undefined);
      judged += 1;
      expect([source, text, made.test(text)]).toEqual([source, text, native.test(text)]);
    }), { numRuns: 5_000 });
    expect(judged).toBeGreaterThan(3_000);
  });

  it.each([
    ["^(?!\\s*$).+", ["x", " x"], ["", "   "]],
    ["^(?!0000)\\d{4}$", ["0001"], ["0000", "123"]],
    ["^(?=.*\\d)(?=.*[a-z]).{4,}$", ["abc1"], ["abcd", "1234", "a1"]],
    ["^1[3-9]\\d{9}$", ["13800138000"], ["12800138000"]],
    ["^[\\u4e00-\\u9fa5]{2,4}$", ["李娜"], ["Li", "李"]],
    ["^a$", ["a"], ["a\n"]],
    ["a{,2}", ["a{,2}"], ["aa"]],
    ["[[]", ["["], ["x"]],
    ["[^]", ["\n"], [""]],
    ["[]", [], ["", "a"]],
  ])("%s tells right from wrong", (source, right, wrong) => {
    right.forEach((text) => expect([text, matcher(source).test(text)]).toEqual([text, true]));
    wrong.forEach((text) => expect([text, matcher(source).test(text)]).toEqual([text, false]));
  });

  it.each([
    ["a(?=b)", "look-ahead"], ["^(?!a)b|c", "| beside a look-ahead"], ["(?<=a)b", "look-behind"], ["(a)\\1", "a back-reference"],
    ["(?<n>a)\\k<n>", "a back-reference"], ["a{1001}", "a repeat of more than 1000"], ["((a{100}){100}){100}", "counted repeats"],
    ["(a", "an unclosed group"], ["a)", "an unmatched )"], ["[a", "an unclosed ["], ["a**", "two repeats"], ["*a", "nothing to repeat"],
    ["\\p{Emoji}", "\\p{Emoji}"], ["(".repeat(300) + ")".repeat(300), "nested too deeply"], ["x".repeat(9_000), "more than 8192"],
  ])("%s is refused, with the construct named", (source, construct) => {
    expect(refusal(source)).toContain(construct);
  });

  it.each(["^(a+)+$", "(a|a)*$", "(.*)*x", "^(\\w+\\s?)*$", "(a?){30}a{30}"])("%s stays fast on its worst text", (source) => {
    const text = `${"a".repeat(50_000)}!`; // the platform's engine would not return at all
    expect(cpuMs(() => void matcher(source).test(text))).toBeLessThan(2_000);
  });

  it("do not look at a text that is too long", () => {
    const long = "a".repeat(maxMatchedLength + 1);
    expect([matcher("^a+$").fits(long), matcher("^a+$").test(long)]).toEqual([false, false]);
    expect(matcher("^a+$").test("a".repeat(maxMatchedLength))).toBe(true);
  });

  it.each([
    ["^1[3-9]\\d{9}$", true], ["^[A-Z]{2}-\\d{4}$", true], ["^[\\u4e00-\\u9fa5]{2,4}$", false], ["^[李王]{2,4}$", true], ["^\\d+$", true], ["^[^\\s]*$", true],
    ["^\\d+\\d+$", false], ["^(a+)+$", false], ["\\d{4}$", false], ["^a|b$", false], ["^.*$", false], ["^[a-z]*[0-9]?$", false],
  ])("only a plain row is given to the platform's engine: %s %s", (source, plain) => {
    expect(plainPattern(source, "") !== undefined).toBe(plain);
  });

  it("keep their flags apart", () => {
    expect([matcher("^abc$").test("ABC"), matcher("^abc$", "i").test("ABC")]).toEqual([false, true]);
    expect([matcher("a.b").test("a\nb"), matcher("a.b", "s").test("a\nb")]).toEqual([false, true]);
  });
});

function nativePattern(source: string): RegExp | undefined {
  try {
    return new RegExp(source, "u");
  } catch {
    return undefined; // Annex B only: no one reading to compare with
  }
}
