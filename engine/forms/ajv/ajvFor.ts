import type { JsonObject, JsonValue } from "../../model/json.ts";
import { expansionOf } from "../check/checkRefs.ts";
import type { CompiledForm } from "../compiledForm.ts";
import { effectiveSchema } from "../effectiveSchema.ts";
import { compileSchema } from "../schema/compileSchema.ts";
import type { Draft } from "../schema/dialect.ts";
import { makeAjv } from "./makeAjv.ts";

/** Says at once whether data is valid; for the reasons ask the interpreter. */
export type FastValidator = (data: JsonValue) => boolean;

const inherited = Object.getOwnPropertyNames(Object.prototype).map((name) => JSON.stringify(name));

/**
 * True when the schema may name a member that every object inherits
 * (`constructor`): only then does it matter that ajv asks whether each member
 * is the object's own, which is more than half of its work.
 */
function namesInherited(schemaText: string): boolean {
  return inherited.some((name) => schemaText.includes(name));
}

/**
 * Compiles a schema that passed `checkForm` or `compileSchema`. Generates code:
 * for servers only. Schemas with `unevaluated…` go to the interpreter: ajv 8.20
 * takes a member named `constructor` for evaluated, and forgets `contains`.
 */
export function ajvValidator(schema: JsonObject | boolean, draft: Draft = "2020-12"): FastValidator {
  const text = JSON.stringify(schema);
  if (text.includes('"unevaluated')) return compileSchema(schema, { draft }).isValid;
  const validate = makeAjv(draft, namesInherited(text)).compile(schema as JsonObject);
  return (data) => validate(data) === true;
}

const compiled = new WeakMap<CompiledForm, FastValidator>();

/** Beyond this ajv compiles for seconds, and only the interpreter counts its steps. */
const largest = 2_000;

/** The fast validator of a form, compiled once; hand it to `validateSubmission`. */
export function ajvFor(form: CompiledForm): FastValidator {
  const known = compiled.get(form);
  if (known) return known;
  const schema = effectiveSchema(form);
  const made = expansionOf(schema) > largest ? compileSchema(schema).isValid : ajvValidator(schema);
  compiled.set(form, made);
  return made;
}
