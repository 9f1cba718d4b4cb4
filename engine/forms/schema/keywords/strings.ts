import { pointer } from "../../../issues/pointer.ts";
import { compilePattern, isMatcher } from "../../../patterns/compilePattern.ts";
import { maxMatchedLength } from "../../../patterns/limits.ts";
import { formats } from "../../formats/index.ts";
import type { KeywordCompiler, KeywordTable } from "../node.ts";

/** Characters as Unicode code points, which is what JSON Schema counts. */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let at = 0; at + 1 < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xd800 && unit <= 0xdbff && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      length -= 1;
      at += 1;
    }
  }
  return length;
}

const minLength: KeywordCompiler = (limit) => {
  if (typeof limit !== "number") return undefined;
  return (value, run, path) => typeof value !== "string" || lengthOf(value) >= limit || run.fail(path, "VALUE_TOO_SHORT", { limit });
};

const maxLength: KeywordCompiler = (limit) => {
  if (typeof limit !== "number") return undefined;
  return (value, run, path) => typeof value !== "string" || value.length <= limit || lengthOf(value) <= limit || run.fail(path, "VALUE_TOO_LONG", { limit });
};

const pattern: KeywordCompiler = (source, context) => {
  if (typeof source !== "string") return undefined;
  const matcher = compilePattern(source);
  if (!isMatcher(matcher)) {
    context.report({ ...matcher, path: pointer(context.at, "pattern") });
    return (value, run, path) => typeof value !== "string" || run.fail(path, "VALUE_PATTERN", { pattern: source });
  }
  return (value, run, path) => {
    if (typeof value !== "string") return true;
    if (!matcher.fits(value)) return run.fail(path, "VALUE_TEXT_LIMIT", { limit: maxMatchedLength });
    return matcher.test(value) || run.fail(path, "VALUE_PATTERN", { pattern: source });
  };
};

const format: KeywordCompiler = (name, context) => {
  const isOne = typeof name === "string" ? formats.get(name) : undefined;
  if (!isOne || !context.assertFormats) return undefined;
  return (value, run, path) => typeof value !== "string" || isOne(value) || run.fail(path, "VALUE_FORMAT", { format: String(name) });
};

export const stringKeywords: KeywordTable = { minLength, maxLength, pattern, format };
