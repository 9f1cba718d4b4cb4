import { readFileSync } from "node:fs";
import { Refusal } from "@safeloop/engine";
import fastifyMultipart from "@fastify/multipart";
import fastify, { type FastifyInstance } from "fastify";
import { type Logger, pino } from "pino";
import { openAuditKeys } from "./audit/auditKey.ts";
import { auditWriter } from "./audit/auditWriter.ts";
import { authenticator } from "./auth/authenticate.ts";
import { Sessions } from "./auth/sessions.ts";
import type { Config } from "./config/config.ts";
import type { Clock, MakeSlice, Route, ServerContext, Slice, Store } from "./context.ts";
import { Outbox } from "./effects/outbox.ts";
import { localeOf, problemOf, refusalOf } from "./errors/problem.ts";
import { installBodyParsers } from "./http/bodyParsers.ts";
import { registerRoute } from "./http/registerRoute.ts";
import { TableJobs } from "./jobs/tableJobs.ts";
import { LiveHub } from "./live/liveHub.ts";
import { idMaker } from "./newId.ts";
import { Directories } from "./org/directories.ts";
import { slices as allSlices } from "./slices.ts";

export interface AppOptions {
  readonly config: Config;
  readonly store: Store; // migrated already
  readonly clock?: Clock;
  readonly logger?: Logger;
  readonly slices?: readonly MakeSlice[]; // default: all
}

/** The assembled server. `start` begins background work; tests may leave it out and use `settle`. */
export interface App {
  readonly http: FastifyInstance;
  readonly ctx: ServerContext;
  readonly parts: AppParts;
  readonly routes: readonly Route[];
  readonly slices: readonly Slice[];
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Carries out due effects and jobs until none is left; the number carried out. */
  settle(): Promise<number>;
}

export interface AppParts {
  readonly outbox: Outbox;
  readonly jobs: TableJobs;
  readonly live: LiveHub;
  readonly directories: Directories;
  readonly sessions: Sessions;
}

const systemClock: Clock = { now: () => Date.now() };

function makeHttp(config: Config, logger: Logger, newId: () => string): FastifyInstance {
  const tls = config.tls ? { https: { cert: readFileSync(config.tls.cert), key: readFileSync(config.tls.key) } } : {};
  const http = fastify({
    ...tls,
    loggerInstance: logger,
    disableRequestLogging: true,
    genReqId: newId,
    trustProxy: config.trustProxy,
    bodyLimit: 1_048_576,
    requestTimeout: 300_000,
    forceCloseConnections: "idle",
    routerOptions: { caseSensitive: true, ignoreTrailingSlash: false, maxParamLength: 200 },
  } as Parameters<typeof fastify>[0]) as unknown as FastifyInstance;
  http.decorateRequest("caller", null);
  installBodyParsers(http);
  installErrors(http);
  return http;
}

function installErrors(http: FastifyInstance): void {
  http.addHook("onRequest", async (request, reply) => void reply.header("x-request-id", request.id));
  http.addHook("onResponse", async (request, reply) => {
    const actor = request.caller?.actor.id;
    request.log.info({ method: request.method, route: request.routeOptions.url ?? "-", status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10, ...(actor ? { actor } : {}) }, "request");
  });
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

/** Builds the server around an open store. Every slice is made once; a route without a policy stops here. */
export async function buildApp(options: AppOptions): Promise<App> {
  const { config, store } = options;
  const clock = options.clock ?? systemClock;
  const logger = options.logger ?? pino({ level: "info", redact: ["req.headers.authorization", "req.headers.cookie"] });
  const newId = idMaker(clock);
  const directories = new Directories(store);
  await directories.load();
  const outbox = new Outbox({ store, clock, log: logger });
  const jobs = new TableJobs({ store, clock, log: logger });
  const live = new LiveHub();
  const sessions = new Sessions(store, clock);
  const keys = openAuditKeys(config.dataDir);
  const ctx: ServerContext = {
    config,
    store,
    clock,
    log: logger,
    audit: auditWriter(clock, keys.rowKey, () => undefined),
    effects: outbox,
    jobs,
    live,
    newId,
    services: {},
    directory: (tenantId) => directories.of(tenantId),
    directoryChanged: (tx, tenantId) => directories.changed(tx, tenantId),
    tenants: () => directories.tenants(),
    reach: (actor, permission) => directories.reach(actor, permission),
  };
  const http = makeHttp(config, logger, newId);
  await http.register(fastifyMultipart, { limits: { files: 1, fields: 10, fieldSize: 1_000, headerPairs: 50 } });
  const made = (options.slices ?? allSlices).map((make) => make(ctx));
  for (const slice of made) await slice.load?.();
  const routes = made.flatMap((slice) => slice.routes);
  const host = { ctx, authenticate: authenticator(ctx, sessions) };
  for (const route of routes) registerRoute(http, host, route);
  await http.ready();
  return {
    http,
    ctx,
    routes,
    slices: made,
    parts: { outbox, jobs, live, directories, sessions },
    start: async () => {
      for (const slice of made) await slice.start?.();
    },
    stop: async () => {
      for (const slice of [...made].reverse()) await slice.stop?.();
      await http.close();
    },
    settle: () => settle(outbox, jobs),
  };
}

async function settle(outbox: Outbox, jobs: TableJobs): Promise<number> {
  let total = 0;
  for (let n = 1; n > 0; total += n) n = (await outbox.runDue()) + (await jobs.runDue());
  return total;
}
