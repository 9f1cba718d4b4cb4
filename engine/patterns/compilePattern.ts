import { RE2JS } from "re2js";
import { issue, type Issue } from "../issues/issue.ts";
import { maxMatchedLength, maxPatternLength } from "./limits.ts";
import { splitLookAhead } from "./lookAhead.ts";
import { plainPattern } from "./plainPattern.ts";
import { translate } from "./translate.ts";
import { PatternRefused, refuse } from "./unsupported.ts";

/** A pattern that matches in time linear in the text. */
export interface Matcher {
  readonly source: string;
  /**
   * True when the pattern is found anywhere in `text`. A text over 65,536
   * characters is not matched at all and gives false: ask `fits` first.
   */
  test(text: string): boolean;
  /** False when `text` is too long to be matched. */
  fits(text: string): boolean;
}

/**
 * Compiles an ECMAScript pattern to a linear-time matcher, or says in an Issue
 * which construct has none. Flags: `i`, `s`, and `u`, which is always meant.
 */
export function compilePattern(source: string, flags = ""): Matcher | Issue {
  const key = `${flags}/${source}`;
  const known = cache.get(key);
  if (known) return known;
  const made = build(source, flags);
  if (cache.size >= cacheSize) cache.delete(cache.keys().next().value as string);
  cache.set(key, made);
  return made;
}

/** True when `compilePattern` gave a matcher. */
export function isMatcher(value: Matcher | Issue): value is Matcher {
  return "test" in value;
}

// Patterns come from a bounded number of published definitions; the cache is bounded anyway.
const cache = new Map<string, Matcher | Issue>();
const cacheSize = 2_000;

function build(source: string, flags: string): Matcher | Issue {
  try {
    return matcherOf(source, flags);
  } catch (error) {
    if (error instanceof PatternRefused) return refusal(source, error.refusal.construct, error.refusal.hint);
    if (isSyntaxError(error)) return refusal(source, error.message, "");
    throw error;
  }
}

function refusal(source: string, construct: string, hint: string): Issue {
  return issue("FORM_PATTERN_BAD", "", { pattern: source.slice(0, 200), construct: construct.slice(0, 200), hint });
}

/** re2js says what it refuses by its own error class, named so. */
function isSyntaxError(error: unknown): error is Error {
  return error instanceof Error && /^RE2JS/.test(error.name);
}

function matcherOf(source: string, flags: string): Matcher {
  if (source.length > maxPatternLength) refuse(`more than ${maxPatternLength} characters`);
  if (/[^isu]/.test(flags)) refuse(`the flags ${flags.slice(0, 10)}`);
  const { rest, ahead } = splitLookAhead(source);
  const main = compileOne(rest, flags); // also for a plain row: it refuses what has no linear match
  const plain = plainPattern(source, flags);
  const fits = (text: string): boolean => text.length <= maxMatchedLength;
  if (plain) return { source, fits, test: (text) => text.length <= maxMatchedLength && plain.test(text) };
  const others = ahead.map((one) => ({ pattern: compileOne(one.source, flags), wanted: one.wanted }));
  const test = (text: string): boolean => fits(text) && main.test(text) && others.every((one) => one.pattern.test(text) === one.wanted);
  return { source, fits, test };
}

function compileOne(source: string, flags: string): RE2JS {
  const text = translate(source, { dotAll: flags.includes("s") });
  return RE2JS.compile(text, flags.includes("i") ? RE2JS.CASE_INSENSITIVE : 0);
}
