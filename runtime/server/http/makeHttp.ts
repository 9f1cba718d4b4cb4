import { readFileSync } from "node:fs";
import fastifyMultipart from "@fastify/multipart";
import { Refusal } from "@safeloop/engine";
import fastify, { type FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { Config } from "../config/config.ts";
import { localeOf, problemOf, refusalOf } from "../errors/problem.ts";
import { installBodyParsers } from "./bodyParsers.ts";
import { installSecurityHeaders } from "./securityHeaders.ts";

function installRequestLog(http: FastifyInstance): void {
  http.addHook("onRequest", async (request, reply) => void reply.header("x-request-id", request.id));
  http.addHook("onResponse", async (request, reply) => {
    const actor = request.caller?.actor.id;
    request.log.info({ method: request.method, route: request.routeOptions.url ?? "-", status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10, ...(actor ? { actor } : {}) }, "request");
  });
}

function installErrors(http: FastifyInstance): void {
  http.setNotFoundHandler((request) => {
    throw new Refusal("ROUTE_NOT_FOUND", { method: request.method, path: request.url.split("?", 1)[0]?.slice(0, 200) ?? "" });
  });
  http.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error, request.id, request.routeOptions.bodyLimit);
    if (refusal.code === "INTERNAL" || refusal.code.startsWith("STORAGE_")) request.log.error({ err: error }, "request failed");
    const problem = problemOf(refusal, localeOf(request.headers["accept-language"]));
    const retryAfter = refusal.params["retryAfterS"];
    if (typeof retryAfter === "number") void reply.header("retry-after", retryAfter);
    return reply.code(problem.status).type("application/problem+json; charset=utf-8").send(JSON.stringify(problem));
  });
}

/** Fastify as we use it: strict paths, our parsers, our errors, our headers. Routes come later. */
export async function makeHttp(config: Config, logger: Logger, newId: () => string): Promise<FastifyInstance> {
  const tls = config.tls ? { https: { cert: readFileSync(config.tls.cert), key: readFileSync(config.tls.key) } } : {};
  const options = {
    ...tls,
    loggerInstance: logger,
    logController: new fastify.LogController({ disableRequestLogging: true }),
    genReqId: newId,
    trustProxy: config.trustProxy,
    bodyLimit: 1_048_576,
    requestTimeout: 300_000, // an upload over a slow line; the head has Node's own 60 s
    forceCloseConnections: "idle" as const,
    return503OnClosing: false, // the app answers itself, with a code
    routerOptions: { caseSensitive: true, ignoreTrailingSlash: false, maxParamLength: 200 },
  };
  const http = fastify(options as Parameters<typeof fastify>[0]) as unknown as FastifyInstance;
  http.decorateRequest("caller", null);
  installRequestLog(http);
  installErrors(http);
  installSecurityHeaders(http, config);
  installBodyParsers(http);
  await http.register(fastifyMultipart, { limits: { files: 1, fields: 10, fieldSize: 1_000, headerPairs: 50 } });
  return http;
}
