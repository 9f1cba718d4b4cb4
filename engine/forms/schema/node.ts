import type { JsonObject, JsonValue } from "../../model/json.ts";
import type { Issue } from "../../issues/issue.ts";
import type { Located, Resource } from "./schemaIndex.ts";
import type { PathStep, Seen, Validation } from "./validation.ts";

/** One keyword made ready: true when the value keeps it. */
export type Check = (value: JsonValue, run: Validation, path: PathStep | null, seen: Seen | null) => boolean;

/** What a keyword gets to build its check. */
export interface KeywordContext {
  readonly schema: JsonObject;
  readonly resource: Resource;
  /** JSON Pointer of the schema in its document, for Issues. */
  readonly at: string;
  readonly assertFormats: boolean;
  /** A subschema of this schema, compiled. */
  sub(schema: JsonValue, ...steps: readonly (string | number)[]): Check;
  /** What a reference names, compiled when first used. */
  reference(reference: string): { readonly check: Check; readonly located: Located } | undefined;
  /** A located schema, compiled when first used. */
  located(located: Located): Check;
  report(issue: Issue): void;
}

/** Builds the check of one keyword; undefined when the keyword says nothing here. */
export type KeywordCompiler = (value: JsonValue, context: KeywordContext) => Check | undefined;

export type KeywordTable = { readonly [keyword: string]: KeywordCompiler };
