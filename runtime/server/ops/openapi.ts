import { type ErrorCode, errorCodes } from "@safeloop/engine";
import type { Route } from "../context.ts";
import { productVersion } from "./version.ts";

const problem = {
  type: "object",
  required: ["type", "title", "status", "code", "detail", "params"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string", enum: Object.keys(errorCodes) as ErrorCode[] },
    detail: { type: "string", description: "In the language of Accept-Language (zh-CN by default)" },
    params: { type: "object" },
    issues: { type: "array", items: { type: "object" } },
    ref: { type: "string" },
  },
} as const;

interface ObjectSchema {
  readonly properties?: { readonly [name: string]: object };
  readonly required?: readonly string[];
}

function parametersOf(schema: object | undefined, place: "path" | "query"): object[] {
  const { properties = {}, required = [] } = (schema ?? {}) as ObjectSchema;
  return Object.entries(properties).map(([name, one]) => ({ name, in: place, required: place === "path" || required.includes(name), schema: one }));
}

/** Path parameters that a route names but does not describe. */
function plainParameters(route: Route): object[] {
  const described = Object.keys(((route.schema?.params ?? {}) as ObjectSchema).properties ?? {});
  const named = [...route.url.matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");
  return named.filter((name) => !described.includes(name)).map((name) => ({ name, in: "path", required: true, schema: { type: "string" } }));
}

function bodyOf(route: Route): object | undefined {
  const types = route.consumes ?? ["application/json"];
  if (!route.schema?.body && !route.consumes) return undefined;
  const schemas: { readonly [type: string]: object } = {
    "application/json": route.schema?.body ?? {},
    "text/csv": { type: "string" },
    "multipart/form-data": { type: "object", required: ["file"], properties: { file: { type: "string", format: "binary" } } },
  };
  const content: { [type: string]: { readonly schema: object } } = {};
  for (const type of types) content[type] = { schema: schemas[type] ?? {} };
  return { required: true, content };
}

function responsesOf(route: Route): object {
  const answers: { [status: string]: object } = {};
  for (const [status, schema] of Object.entries(route.schema?.response ?? {})) answers[status] = { description: "OK", content: { "application/json": { schema } } };
  if (route.minimal) answers["204"] = { description: "Done; the caller wanted no body" };
  if (Object.keys(answers).length === 0) answers["2XX"] = { description: "OK" };
  return { ...answers, default: { description: "A refusal; clients branch on its code", content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } } };
}

function operationOf(route: Route): object {
  const { policy } = route;
  const key = route.method === "GET" || route.idempotency === "off" ? [] : [{ name: "Idempotency-Key", in: "header", required: false, schema: { type: "string", maxLength: 200 } }];
  const prefer = route.minimal ? [{ name: "Prefer", in: "header", required: false, schema: { enum: ["return=minimal"] }, description: "return=minimal: the answer is 204 without a body" }] : [];
  const body = bodyOf(route);
  return {
    summary: route.summary,
    tags: [route.url.split("/")[3]?.replace(/[.:].*$/, "") ?? "ops"],
    "x-policy": policy.kind === "permission" ? policy.permission : policy.kind,
    security: policy.kind === "public" ? [] : policy.kind === "session" ? [{ session: [] }] : [{ session: [] }, { token: [] }],
    parameters: [...parametersOf(route.schema?.params, "path"), ...plainParameters(route), ...parametersOf(route.schema?.query, "query"), ...key, ...prefer],
    ...(body ? { requestBody: body } : {}),
    responses: responsesOf(route),
  };
}

/** OpenAPI 3.1 from the same objects that check requests. */
export function openApiOf(routes: readonly Route[]): object {
  const paths: { [path: string]: { [method: string]: object } } = {};
  for (const route of routes) {
    const path = route.url.replace(/:(\w+)/g, "{$1}");
    (paths[path] ??= {})[route.method.toLowerCase()] = operationOf(route);
  }
  return {
    openapi: "3.1.0",
    info: { title: "Safeloop", version: productVersion, license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
    paths,
    components: {
      schemas: { Problem: problem },
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "sl_session" }, token: { type: "http", scheme: "bearer" } },
    },
  };
}
