import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { Route } from "../context.ts";

interface Judged {
  readonly method: string;
  readonly path: RegExp;
  /** The check of a reply with this status, compiled when it is first wanted. */
  replyOf(status: number): ValidateFunction | undefined;
}

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });

/** `/api/v1/tags/:id` as a pattern; more exact routes come first, as in the router. */
function judged(route: Route): Judged {
  const path = new RegExp(`^${route.url.replace(/[.]/g, "\\.").replace(/:\w+/g, "[^/]+")}$`);
  const replyOf = (status: number): ValidateFunction | undefined => {
    const schema = route.schema?.response?.[status];
    return schema && ajv.compile(schema); // Ajv keeps what it has compiled
  };
  return { method: route.method, path, replyOf };
}

/**
 * Holds the server to the schemas it publishes: every reply to a test's
 * request is judged by the schema of its route, where it declares one.
 */
export function replyContract(routes: readonly Route[]): (method: string, url: string, status: number, body: string) => void {
  const exactFirst = [...routes].sort((a, b) => a.url.split(":").length - b.url.split(":").length).map(judged);
  return (method, url, status, body) => {
    const path = new URL(url, "http://test").pathname;
    const validate = exactFirst.find((one) => one.method === method && one.path.test(path))?.replyOf(status);
    if (!validate || validate(JSON.parse(body))) return;
    throw new Error(`${method} ${path} answered ${status} with what its schema does not allow: ${ajv.errorsText(validate.errors)}\n${body.slice(0, 600)}`);
  };
}
