import { issue, type Issue } from "../../issues/issue.ts";
import { pointer } from "../../issues/pointer.ts";
import { isObject, own, type JsonObject, type JsonValue } from "../../model/json.ts";
import type { FormDefinition } from "../../model/form.ts";
import { resolveLocal } from "../resolveRef.ts";
import { isTypeName } from "../schema/keywords/values.ts";
import { subschemaKeywords } from "../schema/dialect.ts";
import { formats } from "../formats/index.ts";
import { formLimits } from "./checkLimits.ts";

/** Nodes of a schema with its references written out. */
export const maxExpansion = 20_000;

const refusedKeywords = ["$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor", "$anchor", "$vocabulary"];
const dialect = "https://json-schema.org/draft/2020-12/schema";

/**
 * References stay inside the form and never lead back to themselves, the
 * schema stays small when they are written out (thirty doublings would judge a
 * value 2^30 times), and keywords hold what they must.
 */
export function checkRefs(def: FormDefinition): Issue[] {
  const check = new RefCheck(def.schema);
  const size = check.size(def.schema, "/schema");
  if (check.issues.length === 0 && size > maxExpansion) check.issues.push(issue("FORM_REF_EXPANSION", "/schema", { limit: maxExpansion }));
  if (check.issues.length === 0 && check.properties > formLimits.properties) check.issues.push(issue("FORM_TOO_MANY_PROPERTIES", "/schema", { limit: formLimits.properties }));
  return check.issues;
}

/** Nodes of a schema with its references written out: how much judging one value may cost. */
export function expansionOf(schema: JsonObject): number {
  return new RefCheck(schema).size(schema, "");
}

class RefCheck {
  readonly issues: Issue[] = [];
  properties = 0;
  private readonly sizes = new Map<JsonObject, number>();
  private readonly open = new Set<JsonObject>();

  constructor(private readonly root: JsonObject) {}

  /** Nodes of a subschema once its references are written out, each schema counted once and remembered. */
  size(schema: JsonValue, path: string): number {
    if (!isObject(schema) || this.issues.length > 0) return 1;
    const known = this.sizes.get(schema);
    if (known !== undefined) return known;
    if (this.open.has(schema)) return this.cycle(schema, path);
    this.open.add(schema);
    this.keywords(schema, path);
    const size = Math.min(1 + this.inner(schema, path) + this.reference(schema, path), Number.MAX_SAFE_INTEGER);
    this.open.delete(schema);
    this.sizes.set(schema, size);
    return size;
  }

  private cycle(schema: JsonObject, path: string): number {
    this.issues.push(issue("FORM_REF_CYCLE", path, { ref: String(schema["$ref"] ?? path) }));
    return 1;
  }

  private inner(schema: JsonObject, path: string): number {
    const { one, list, map } = subschemaKeywords["2020-12"];
    let size = 0;
    for (const keyword of one) size += this.part(own(schema, keyword), pointer(path, keyword));
    for (const keyword of list) {
      const items = own(schema, keyword);
      if (Array.isArray(items)) items.forEach((item: unknown, index) => (size += this.part(item, pointer(path, keyword, index))));
    }
    for (const keyword of map) size += this.members(keyword, own(schema, keyword), pointer(path, keyword));
    return size;
  }

  private members(keyword: string, map: unknown, path: string): number {
    if (!isObject(map)) return 0;
    const keys = Object.keys(map);
    if (keyword === "properties") this.properties += keys.length;
    return keys.reduce((size, key) => size + this.part(map[key], pointer(path, key)), 0);
  }

  private part(schema: unknown, path: string): number {
    return isObject(schema) ? this.size(schema, path) : 0;
  }

  private reference(schema: JsonObject, path: string): number {
    const ref = schema["$ref"];
    if (ref === undefined) return 0;
    if (typeof ref !== "string") return this.bad(path, "$ref", "a text / 文本");
    if (!ref.startsWith("#")) return this.report("FORM_REF_REMOTE", path, ref);
    const target = resolveLocal(this.root, ref);
    if (target === undefined) return this.report("FORM_REF_UNRESOLVED", path, ref);
    if (isObject(target) && this.open.has(target)) return this.report("FORM_REF_CYCLE", path, ref);
    return this.part(target, path);
  }

  private report(code: "FORM_REF_REMOTE" | "FORM_REF_UNRESOLVED" | "FORM_REF_CYCLE", path: string, ref: string): number {
    this.issues.push(issue(code, pointer(path, "$ref"), { ref: ref.slice(0, 200) }));
    return 1;
  }

  /** Keywords whose wrong value would silently mean nothing. */
  private keywords(schema: JsonObject, path: string): void {
    for (const keyword of refusedKeywords) {
      if (own(schema, keyword) !== undefined) this.issues.push(issue("FORM_KEYWORD_REFUSED", pointer(path, keyword), { keyword }));
    }
    // A document may have a name; a subschema with one would change what references mean.
    if (schema !== this.root && own(schema, "$id") !== undefined) this.issues.push(issue("FORM_KEYWORD_REFUSED", pointer(path, "$id"), { keyword: "$id" }));
    for (const [keyword, { test, expected }] of Object.entries(keywordShapes)) {
      const value = own(schema, keyword) as JsonValue | undefined;
      if (value !== undefined && !test(value)) this.bad(path, keyword, expected);
    }
    const format = own(schema, "format");
    if (typeof format === "string" && !formats.has(format)) this.issues.push(issue("FORM_FORMAT_UNKNOWN", pointer(path, "format"), { format }));
  }

  private bad(path: string, keyword: string, expected: string): number {
    this.issues.push(issue("FORM_KEYWORD_BAD", pointer(path, keyword), { keyword, expected }));
    return 1;
  }
}

interface Shape {
  readonly test: (value: JsonValue) => boolean;
  readonly expected: string;
}

const isSchema = (value: unknown): boolean => typeof value === "boolean" || isObject(value);
const schema: Shape = { test: isSchema, expected: "a schema / 一个 schema" };
const schemas: Shape = { test: (value) => Array.isArray(value) && value.length > 0 && value.length <= 200 && value.every(isSchema), expected: "a list of 1 to 200 schemas / 1 到 200 个 schema 的列表" };
const schemaMap: Shape = { test: (value) => isObject(value) && Object.values(value).every(isSchema), expected: "schemas by name / 按名称的 schema" };
const count: Shape = { test: (value) => Number.isSafeInteger(value) && Number(value) >= 0, expected: "a whole number from 0 / 非负整数" };
const number: Shape = { test: (value) => typeof value === "number" && Number.isFinite(value), expected: "a number / 数字" };
const names: Shape = { test: (value) => Array.isArray(value) && value.every((one) => typeof one === "string"), expected: "a list of texts / 文本列表" };

const keywordShapes: { readonly [keyword: string]: Shape } = {
  properties: schemaMap, patternProperties: schemaMap, $defs: schemaMap, dependentSchemas: schemaMap,
  allOf: schemas, anyOf: schemas, oneOf: schemas, prefixItems: schemas,
  items: schema, additionalProperties: schema, propertyNames: schema, contains: schema, not: schema, if: schema, then: schema, else: schema,
  unevaluatedItems: schema, unevaluatedProperties: schema,
  minLength: count, maxLength: count, minItems: count, maxItems: count, minProperties: count, maxProperties: count, minContains: count, maxContains: count,
  minimum: number, maximum: number, exclusiveMinimum: number, exclusiveMaximum: number,
  multipleOf: { test: (value) => typeof value === "number" && value >= 1e-12 && value <= 1e12, expected: "a number from 1e-12 to 1e12 / 1e-12 到 1e12 的数字" },
  required: names,
  $schema: { test: (value) => value === dialect, expected: dialect },
  pattern: { test: (value) => typeof value === "string", expected: "a text / 文本" },
  format: { test: (value) => typeof value === "string", expected: "a text / 文本" },
  uniqueItems: { test: (value) => typeof value === "boolean", expected: "true or false / 布尔值" },
  enum: { test: (value) => Array.isArray(value) && value.length > 0 && value.length <= 5_000, expected: "a list of 1 to 5,000 values / 1 到 5000 个值的列表" },
  type: { test: (value) => (Array.isArray(value) ? value.length > 0 && value.every(isTypeName) : isTypeName(value)), expected: "a JSON type name / JSON 类型名" },
};
