import type { KeywordCompiler, KeywordTable } from "../node.ts";
import { isMultiple } from "../decimal.ts";

type Holds = (value: number, limit: number) => boolean;

function bound(code: "VALUE_TOO_SMALL" | "VALUE_TOO_LARGE", op: string, holds: Holds): KeywordCompiler {
  return (limit) => {
    if (typeof limit !== "number") return undefined;
    return (value, run, path) => typeof value !== "number" || holds(value, limit) || run.fail(path, code, { limit, op });
  };
}

const multipleOf: KeywordCompiler = (of) => {
  if (typeof of !== "number" || !(of > 0)) return undefined;
  return (value, run, path) => typeof value !== "number" || isMultiple(value, of) || run.fail(path, "VALUE_MULTIPLE", { of });
};

export const numberKeywords: KeywordTable = {
  minimum: bound("VALUE_TOO_SMALL", "≥", (value, limit) => value >= limit),
  exclusiveMinimum: bound("VALUE_TOO_SMALL", ">", (value, limit) => value > limit),
  maximum: bound("VALUE_TOO_LARGE", "≤", (value, limit) => value <= limit),
  exclusiveMaximum: bound("VALUE_TOO_LARGE", "<", (value, limit) => value < limit),
  multipleOf,
};
