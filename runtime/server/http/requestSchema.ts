import { issue, type Issue } from "@safeloop/engine";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import type { Route } from "../context.ts";

// ajv-formats is CommonJS: its types say `.default`, at run time the import is the function itself.
const addFormats = addFormatsModule as unknown as (ajv: Ajv2020) => void;

function validator(coerce: boolean): Ajv2020 {
  // API shapes only, never authored schemas. Reports all errors; the reply carries at most 100 of them.
  const ajv = new Ajv2020({ allErrors: true, coerceTypes: coerce, useDefaults: coerce, strict: true, strictRequired: false, allowUnionTypes: true, verbose: false });
  addFormats(ajv);
  return ajv;
}

const strict = validator(false);
const coercing = validator(true); // params and query arrive as text

function issueOf(error: ErrorObject, at: string): Issue {
  const params = error.params as { readonly [name: string]: unknown };
  const path = at + error.instancePath;
  switch (error.keyword) {
    case "required":
      return issue("REQUEST_FIELD_MISSING", `${path}/${String(params["missingProperty"])}`, { field: String(params["missingProperty"]) });
    case "additionalProperties":
    case "unevaluatedProperties":
      return issue("REQUEST_FIELD_UNKNOWN", `${path}/${String(params["additionalProperty"] ?? params["unevaluatedProperty"])}`, { field: String(params["additionalProperty"] ?? params["unevaluatedProperty"]) });
    case "type":
      return issue("REQUEST_FIELD_TYPE", path, { expected: String(params["type"]) });
    default:
      return issue("REQUEST_FIELD_VALUE", path, { rule: error.keyword, limit: String(params["limit"] ?? params["format"] ?? params["pattern"] ?? params["allowedValues"] ?? params["allowedValue"] ?? "") });
  }
}

/** What is wrong with a part of a body whose shape another part decides. Paths begin with `at`. */
export function shapeIssues(schema: object, value: unknown, at: string): readonly Issue[] {
  const validate = strict.compile(schema); // Ajv keeps what it has compiled
  return validate(value) ? [] : (validate.errors ?? []).map((error) => issueOf(error, at));
}

export interface RequestParts {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

type Compiled = readonly (readonly [part: keyof RequestParts, at: string, validate: ValidateFunction])[];

function compile({ schema }: Route): Compiled {
  return [
    ...(schema?.body ? [["body", "", strict.compile(schema.body)] as const] : []),
    ...(schema?.query ? [["query", "/query", coercing.compile(schema.query)] as const] : []),
    ...(schema?.params ? [["params", "/params", coercing.compile(schema.params)] as const] : []),
  ];
}

/**
 * Lists what is wrong with a request, body first. The schemas of a route are
 * compiled at its first request: all together they would be half a second of
 * every start, which a killed server does not have. One that cannot be
 * compiled refuses the request; a test holds that all can.
 */
export function requestChecker(route: Route): (parts: RequestParts) => readonly Issue[] {
  let compiled: Compiled | undefined;
  return (parts) => {
    compiled ??= compile(route);
    return compiled.flatMap(([part, at, validate]) => (validate(parts[part]) ? [] : (validate.errors ?? []).map((error) => issueOf(error, at))));
  };
}
