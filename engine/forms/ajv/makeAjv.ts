import { Ajv, type Options } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { JsonValue } from "../../model/json.ts";
import { compilePattern, isMatcher } from "../../patterns/compilePattern.ts";
import { formats } from "../formats/index.ts";
import { isMultiple } from "../schema/decimal.ts";
import type { Draft } from "../schema/dialect.ts";
import { hasRepeats } from "../schema/keywords/arrays.ts";
import { prefixItems } from "./prefixItems.ts";

/**
 * The linear-time matcher in the shape ajv wants. ajv files patterns under
 * their text, so the object must print as its own pattern: without `toString`
 * every pattern would share the first one's matcher and accept what it accepts.
 */
const linear: NonNullable<NonNullable<Options["code"]>["regExp"]> = Object.assign(
  (source: string, flags: string) => {
    const matcher = compilePattern(source, flags.replace("u", ""));
    if (!isMatcher(matcher)) throw new PatternFault(source);
    return { test: (text: string) => matcher.test(text), toString: () => `/${source}/${flags}` };
  },
  { code: "linearPattern" },
);

/** A schema reached ajv whose patterns were never checked; a bug in the caller. */
export class PatternFault extends Error {
  constructor(source: string) {
    super(`pattern without a linear-time match: ${source.slice(0, 100)}`);
    this.name = "PatternFault";
  }
}

/**
 * ajv set up to mean what our interpreter means: own properties only, one
 * format table, exact decimals, linear patterns, no `$data`, first error only.
 * Without `ownProperties`, what a JSON object inherits counts as a member of it.
 */
export function makeAjv(draft: Draft, ownProperties = true): Ajv {
  const options: Options = {
    strict: false, validateSchema: false, ownProperties, allErrors: false, logger: false,
    addUsedSchema: false, code: { regExp: linear }, messages: false,
  };
  const ajv = draft === "draft-07" ? new Ajv(options) : new Ajv2020(options);
  for (const [name, isOne] of formats) ajv.addFormat(name, isOne);
  ajv.removeKeyword("multipleOf");
  ajv.addKeyword({ keyword: "multipleOf", type: "number", schemaType: "number", validate: (of: number, value: number) => isMultiple(value, of), errors: false });
  ajv.removeKeyword("uniqueItems");
  ajv.addKeyword({ keyword: "uniqueItems", type: "array", schemaType: "boolean", validate: (wanted: boolean, value: JsonValue[]) => !wanted || !hasRepeats(value), errors: false });
  if (draft === "2020-12") {
    ajv.removeKeyword("prefixItems");
    ajv.addKeyword(prefixItems);
  }
  return ajv;
}
