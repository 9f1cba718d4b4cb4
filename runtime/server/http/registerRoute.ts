import { Refusal } from "@safeloop/engine";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Authenticate, Caller } from "../auth/caller.ts";
import type { Route, RouteReply, RouteRequest, ServerContext } from "../context.ts";
import { localeOf } from "../errors/problem.ts";
import { checkContentType } from "./bodyParsers.ts";
import { checkPolicy } from "./checkPolicy.ts";
import { firstAnswer, type IdempotencyKey, idempotencyKeyOf, keepReply, replyingUnit } from "./idempotency.ts";
import { prefersMinimal } from "./minimalReply.ts";
import { requestChecker } from "./requestSchema.ts";

declare module "fastify" {
  interface FastifyRequest {
    caller: Caller | null;
  }
}

export interface RouteHost {
  readonly ctx: ServerContext;
  readonly authenticate: Authenticate;
}

function partOf(issues: readonly { readonly path: string }[]): string {
  const path = issues[0]?.path ?? "";
  return path.startsWith("/query") ? "query" : path.startsWith("/params") ? "path" : "body";
}

function routeRequest(host: RouteHost, route: Route, request: FastifyRequest, caller: Caller, key: IdempotencyKey | undefined, used: () => void): RouteRequest {
  return {
    actor: caller.actor,
    params: request.params as RouteRequest["params"],
    query: request.query as RouteRequest["query"],
    body: request.body,
    headers: request.headers,
    raw: request,
    locale: localeOf(request.headers["accept-language"]),
    minimal: route.minimal === true && prefersMinimal(request.headers["prefer"]),
    ...(caller.sessionHash === undefined ? {} : { sessionHash: caller.sessionHash }),
    unit: (fn) => {
      used();
      return replyingUnit(host.ctx.store, host.ctx.clock, key, fn);
    },
  };
}

function send(reply: FastifyReply, answer: RouteReply): FastifyReply {
  void reply.code(answer.status ?? (answer.body === undefined ? 204 : 200));
  if (answer.headers) void reply.headers(answer.headers);
  if (answer.body === undefined) return reply.send();
  if (typeof answer.body === "string" || answer.body instanceof Uint8Array || isStream(answer.body)) return reply.send(answer.body);
  if (!reply.hasHeader("content-type")) void reply.type("application/json; charset=utf-8");
  return reply.send(JSON.stringify(answer.body));
}

function isStream(body: unknown): boolean {
  return typeof (body as { readonly pipe?: unknown } | null)?.pipe === "function";
}

async function answerOnce(host: RouteHost, route: Route, request: FastifyRequest, caller: Caller): Promise<RouteReply> {
  const handler = route.handler as NonNullable<Route["handler"]>;
  const keyed = route.method !== "GET" && route.idempotency !== "off";
  const key = keyed ? idempotencyKeyOf(request.headers["idempotency-key"], caller.actor, request.method, request.url, request.body) : undefined;
  const before = key ? await firstAnswer(host.ctx.store, key) : undefined;
  if (before) return before;
  let used = false;
  const reply = await handler(routeRequest(host, route, request, caller, key, () => (used = true)));
  if (key && !used) await keepReply(host.ctx.store, host.ctx.clock, key, reply);
  return reply;
}

/** A route that cannot be served as declared. Stops the start, so that a hole is never deployed. */
export class RouteFault extends Error {}

function checkDeclaration(route: Route): void {
  const name = `${route.method} ${route.url}`;
  const policy = route.policy as Route["policy"] | undefined;
  if (!policy || !["public", "session", "permission"].includes(policy.kind)) throw new RouteFault(`${name} declares no policy.`);
  if (policy.kind === "permission" && !policy.permission) throw new RouteFault(`${name} declares an empty permission.`);
  if ((route.handler === undefined) === (route.takeOver === undefined)) throw new RouteFault(`${name} needs exactly one of handler and takeOver.`);
}

/** Turns one route into Fastify: who, may they, content type, body, shape, then the handler. */
export function registerRoute(app: FastifyInstance, host: RouteHost, route: Route): void {
  checkDeclaration(route);
  const check = requestChecker(route);
  app.route({
    method: route.method,
    url: route.url,
    ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
    onRequest: async (request) => {
      request.caller = await host.authenticate(request);
      checkPolicy(route, request.caller, request, host.ctx.config);
      checkContentType(route, request);
    },
    handler: async (request, reply) => {
      const caller = request.caller;
      if (!caller) throw new Refusal("UNAUTHENTICATED");
      const issues = check({ params: request.params, query: request.query, body: request.body });
      if (issues.length > 0) throw new Refusal("REQUEST_INVALID", { what: partOf(issues) }, issues);
      if (route.takeOver) {
        await route.takeOver(routeRequest(host, route, request, caller, undefined, () => undefined), reply);
        return reply;
      }
      return send(reply, await answerOnce(host, route, request, caller));
    },
  });
}
