import { isObject, type Issue, type JsonObject, type JsonValue, pointerSteps, validateSchema } from "@safeloop/engine";
import { createErrorHandler, type CustomValidator, type ErrorTransformer, type RJSFSchema, type RJSFValidationError, toErrorSchema, type UiSchema, unwrapErrorHandler, validationDataMerge, type ValidationData, type ValidatorType } from "@rjsf/utils";
import { currentLocale } from "../i18n/i18n.ts";
import { issueText } from "./issueText.ts";

/** Data without members set to undefined: rjsf clears a field that way, JSON has no such value. */
export function clean(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map((item) => clean(item ?? null));
  if (!isObject(value)) return (value ?? null) as JsonValue;
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined).map(([key, member]) => [key, clean(member)]));
}

const joined = new WeakMap<object, WeakMap<object, JsonObject>>();

/** A sub-schema with the root's `$defs`, so that its references resolve. Cached per root and sub-schema. */
function withDefs(schema: RJSFSchema, root: RJSFSchema): JsonObject {
  if (schema.$defs !== undefined || root.$defs === undefined) return schema;
  const ofRoot = joined.get(root) ?? new WeakMap<object, JsonObject>();
  joined.set(root, ofRoot);
  const known = ofRoot.get(schema);
  if (known !== undefined) return known;
  const made = { ...schema, $defs: root.$defs } as unknown as JsonObject;
  ofRoot.set(schema, made);
  return made;
}

/** A missing member is reported at the member, where its field is. */
function steps(issue: Issue): readonly string[] {
  const missing = issue.params["key"];
  return issue.code === "VALUE_MISSING" && typeof missing === "string" ? [...pointerSteps(issue.path), missing] : pointerSteps(issue.path);
}

function errorOf(issue: Issue): RJSFValidationError {
  const property = steps(issue).map((step) => `.${step}`).join("");
  const message = issueText(issue, currentLocale());
  return { name: issue.code, property, message, params: issue.params, stack: `${property} ${message}` };
}

function check(schema: JsonObject, data: unknown): RJSFValidationError[] {
  return validateSchema(schema, clean(data)).map(errorOf);
}

function customErrors(data: unknown, custom: CustomValidator | undefined, ui: UiSchema | undefined, errorSchema: ValidationData<unknown>["errorSchema"]): ValidationData<unknown>["errorSchema"] | undefined {
  if (typeof custom !== "function") return undefined;
  return unwrapErrorHandler(custom(data, createErrorHandler(data), ui, errorSchema));
}

/** rjsf's validator on the engine's own interpreter: no `eval`, the same verdict as the server. */
export const validator: ValidatorType = {
  isValid: (schema, data, root) => (typeof schema === "boolean" ? schema : validateSchema(withDefs(schema, root), clean(data)).length === 0),
  rawValidation: <Result = unknown>(schema: RJSFSchema, data?: unknown) => ({ errors: check(schema, data) as Result[] }),
  validateFormData: (data, schema, custom?: CustomValidator, transform?: ErrorTransformer, ui?: UiSchema) => {
    const found = check(schema, data);
    const errors = typeof transform === "function" ? transform(found, ui) : found;
    const base: ValidationData<unknown> = { errors, errorSchema: toErrorSchema(errors) };
    const extra = customErrors(data, custom, ui, base.errorSchema);
    return extra === undefined ? base : validationDataMerge(base, extra);
  },
  reset: () => undefined,
};
