import type { Issue } from "../issues/issue.ts";
import type { JsonObject, JsonValue } from "../model/json.ts";
import { compileSchema, type SchemaOptions, type SchemaValidator } from "./schema/compileSchema.ts";
import type { Draft } from "./schema/dialect.ts";

const compiled = { "draft-07": new WeakMap<object, SchemaValidator>(), "2020-12": new WeakMap<object, SchemaValidator>() };

/** The validator of a schema object, compiled once per object and draft. */
export function schemaValidator(schema: JsonObject, options: SchemaOptions & { readonly draft?: Draft } = {}): SchemaValidator {
  const cache = compiled[options.draft ?? "2020-12"];
  const known = options.registry || options.formats ? undefined : cache.get(schema);
  if (known) return known;
  const made = compileSchema(schema, options);
  if (!options.registry && !options.formats) cache.set(schema, made);
  return made;
}

/**
 * Judges data by our own JSON Schema interpreter: no `eval`, no network, the
 * same in server and browser. What is wrong with the schema itself comes first.
 */
export function validateSchema(schema: JsonObject | boolean, data: JsonValue, options: SchemaOptions = {}): Issue[] {
  const validator = typeof schema === "boolean" ? compileSchema(schema, options) : schemaValidator(schema, options);
  return validator.issues.length > 0 ? [...validator.issues] : validator.validate(data);
}
