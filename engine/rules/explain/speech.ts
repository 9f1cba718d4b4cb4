import type { I18nText } from "../../model/text.ts";
import type { JsonLogic } from "../../model/logic.ts";
import type { Limit } from "../../model/limit.ts";
import type { Tag } from "../../model/tag.ts";

/** What an operator may use to say itself. */
export interface Speech {
  readonly args: readonly JsonLogic[];
  /** Argument `at` in words, measured terms with what they are worth now. */
  readonly said: (at: number) => I18nText;
  /** The same without values: a condition that is judged for many samples or points. */
  readonly plain: (at: number) => I18nText;
  /** How an input is called: the reading itself, or the tag an alias means. */
  readonly input: (alias: string | undefined) => I18nText;
  /** What people call a field of an input; the name itself where the input does not say. */
  readonly field: (name: string | undefined, alias: string | undefined) => I18nText;
  /** True when the rule is about forms. */
  readonly isReport: boolean;
  /** The title of a work calendar. */
  readonly calendar: (id: string | undefined) => I18nText | undefined;
  readonly limit: (id: string) => Limit | undefined;
  readonly limitIds: readonly string[];
  /** The tag the rule is about, when it is about one. */
  readonly own: Tag | undefined;
}

/** The same words in both languages: signs, numbers, ids. */
export function same(words: string): I18nText {
  return { zh: words, en: words };
}

/** Puts parts into the places `{name}` of a sentence in both languages. */
export function phrase(zh: string, en: string, parts: { readonly [name: string]: I18nText | string } = {}): I18nText {
  const fill = (text: string, lang: keyof I18nText): string => text.replace(/\{(\w+)\}/g, (_, name: string) => partIn(parts[name], lang));
  return { zh: fill(zh, "zh").replaceAll("） ", "）"), en: fill(en, "en") };
}

function partIn(part: I18nText | string | undefined, lang: keyof I18nText): string {
  return part === undefined ? "" : typeof part === "string" ? part : part[lang];
}

/** Several parts as a list. */
export function listed(parts: readonly I18nText[], zh = "；", en = "; "): I18nText {
  return { zh: parts.map((part) => part.zh).join(zh), en: parts.map((part) => part.en).join(en) };
}

/** A length of time: `45 s`, `2.5 min`, `3 h`, `7 d`. */
export function span(seconds: number): string {
  if (!Number.isFinite(seconds)) return "∞";
  if (seconds < 120) return `${trimmed(seconds)} s`;
  if (seconds < 7_200) return `${trimmed(seconds / 60)} min`;
  return seconds < 172_800 ? `${trimmed(seconds / 3_600)} h` : `${trimmed(seconds / 86_400)} d`;
}

/** A number as people read it: no more than six digits that mean something. */
export function trimmed(value: number): string {
  return String(Number(value.toPrecision(6)));
}
