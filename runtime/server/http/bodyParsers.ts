import { isUtf8 } from "node:buffer";
import { Refusal } from "@safeloop/engine";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Route } from "../context.ts";

type Consumes = NonNullable<Route["consumes"]>[number];

// One spelling each: odd content types (tab, leading space, parameters) are
// how validation has been skipped elsewhere, so anything else is a 415.
const accepted: { readonly [type in Consumes]: RegExp } = {
  "application/json": /^application\/json(?: ?; ?charset=(?:utf-8|"utf-8"))?$/i,
  "text/csv": /^text\/csv(?: ?; ?charset=(?:utf-8|"utf-8"))?(?: ?; ?header=(?:present|absent))?$/i,
  "multipart/form-data": /^multipart\/form-data ?; ?boundary=(?:"[\w'()+,./:=? -]{1,70}"|[\w'()+,./:=?-]{1,70})$/i,
};

function hasBody(request: FastifyRequest): boolean {
  const length = request.headers["content-length"];
  return request.headers["transfer-encoding"] !== undefined || (length !== undefined && length !== "0");
}

/** Refuses a body whose content type the route does not take. */
export function checkContentType(route: Route, request: FastifyRequest): void {
  const got = request.headers["content-type"];
  const expected: readonly Consumes[] = route.consumes ?? ["application/json"];
  if (got === undefined && !hasBody(request)) return;
  if (got !== undefined && expected.some((type) => accepted[type].test(got))) return;
  throw new Refusal("REQUEST_TYPE", { got: (got ?? "").slice(0, 100), expected: expected.join(", ") });
}

/** Removes Fastify's parsers and installs ours: JSON and CSV in valid UTF-8, nothing else. */
export function installBodyParsers(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const parseJson = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, body: Buffer, done) => {
    if (body.length === 0) return void done(request.method === "GET" || request.method === "DELETE" ? null : new Refusal("REQUEST_JSON", { why: "empty body" }), undefined);
    if (!isUtf8(body)) return void done(new Refusal("REQUEST_JSON", { why: "not UTF-8" }), undefined);
    return void parseJson(request, body.toString("utf8"), (error, value) => done(error ? new Refusal("REQUEST_JSON", { why: error.message.slice(0, 120) }) : null, value));
  });
  app.addContentTypeParser("text/csv", { parseAs: "buffer" }, (_request, body: Buffer, done) => {
    if (!isUtf8(body)) return void done(new Refusal("REQUEST_INVALID", { what: "CSV" }), undefined);
    return void done(null, body.toString("utf8").replace(/^\uFEFF/, ""));
  });
}
