import { Refusal } from "@safeloop/engine";
import type { FastifyInstance } from "fastify";
import { type Logger, pino } from "pino";
import { openAuditKeys } from "./audit/auditKey.ts";
import { auditSliceOf } from "./audit/auditSlice.ts";
import { auditWriter } from "./audit/auditWriter.ts";
import { Sealer } from "./audit/sealer.ts";
import { authenticator } from "./auth/authenticate.ts";
import { Sessions } from "./auth/sessions.ts";
import type { AppParts } from "./appParts.ts";
import { Background } from "./background.ts";
import { loadCalendars } from "./calendars/calendars.ts";
import type { Config } from "./config/config.ts";
import type { Clock, MakeSlice, Route, ServerContext, Slice, Store } from "./context.ts";
import { Outbox } from "./effects/outbox.ts";
import { makeHttp } from "./http/makeHttp.ts";
import { registerRoute } from "./http/registerRoute.ts";
import { installWebApps } from "./http/webApps.ts";
import type { JobRunner } from "./jobs/jobRunner.ts";
import { TableJobs } from "./jobs/tableJobs.ts";
import { LiveHub } from "./live/liveHub.ts";
import { streamSliceOf } from "./live/streamSlice.ts";
import { idMaker } from "./newId.ts";
import { makeMetrics } from "./ops/metrics.ts";
import { opsSliceOf } from "./ops/opsSlice.ts";
import { Directories } from "./org/directories.ts";
import { usePlatformHash } from "./platformHash.ts";
import { generateLogic } from "./shapes/shapes.ts";
import { slices as allSlices } from "./slices.ts";
import { WorkerThread } from "./worker/workerThread.ts";

export interface AppOptions {
  readonly config: Config;
  readonly store: Store; // migrated already
  readonly clock?: Clock;
  readonly logger?: Logger;
  readonly slices?: readonly MakeSlice[]; // default: all
  readonly jobs?: JobRunner; // default: the jobs table
  readonly webRoot?: string; // folder of the built web apps; without it no pages are served
}

/** The assembled server. `start` begins background work; tests may leave it out and use `settle`. */
export interface App {
  readonly http: FastifyInstance;
  readonly ctx: ServerContext;
  readonly parts: AppParts;
  readonly routes: readonly Route[];
  readonly slices: readonly Slice[];
  start(): Promise<void>;
  /** Lets running requests and work end, then closes. The store stays open; it belongs to the caller. */
  stop(): Promise<void>;
  /** Carries out due effects and jobs until none is left; the number carried out. */
  settle(): Promise<number>;
}

const systemClock: Clock = { now: () => Date.now() };

/** What must never reach a log line. */
const redact = ["req.headers.authorization", "req.headers.cookie", "password", "token", "secret"];

async function makeParts(options: AppOptions, clock: Clock, log: Logger, sealer: Sealer): Promise<AppParts> {
  const { store } = options;
  const directories = new Directories(store, clock, options.config.siteTz);
  await directories.load();
  const outbox = new Outbox({ store, clock, log });
  const jobs = options.jobs ?? new TableJobs({ store, clock, log });
  return { outbox, jobs, live: new LiveHub(), directories, sessions: new Sessions(store, clock), sealer };
}

/** Builds the server around an open store. Every slice is made once; a route without a policy stops here. */
export async function buildApp(options: AppOptions): Promise<App> {
  const { config, store } = options;
  generateLogic();
  usePlatformHash();
  const clock = options.clock ?? systemClock;
  const logger = options.logger ?? pino({ level: "info", redact });
  const newId = idMaker(clock);
  const keys = openAuditKeys(config.dataDir);
  const parts = await makeParts(options, clock, logger, new Sealer({ store, clock, keys, dataDir: config.dataDir, log: logger }));
  const { outbox, jobs, live, directories, sessions } = parts;
  const background = new Background({ store, clock, log: logger, parts });
  const worker = new WorkerThread({ place: store.place, config: { dataDir: config.dataDir, ...(config.templatesDir === undefined ? {} : { templatesDir: config.templatesDir }) } });
  const ctx: ServerContext = {
    config, store, clock, jobs, live, newId, worker,
    log: logger,
    audit: auditWriter(clock, keys.rowKey, () => background.auditWritten()),
    effects: outbox,
    services: {},
    calendars: loadCalendars(config),
    directory: (tenantId) => directories.of(tenantId),
    directoryChanged: (tx, tenantId) => directories.changed(tx, tenantId),
    tenants: () => directories.tenants(),
    reach: (actor, permission) => directories.reach(actor, permission),
  };
  const http = await makeHttp(config, logger, newId);
  const registry = makeMetrics(http, { store, live });
  const routes: Route[] = [];
  let stopping = false;
  // A request that comes over an open connection while the server ends gets an answer it can act on.
  http.addHook("onRequest", async (request) => {
    if (stopping && request.url.startsWith("/api/")) throw new Refusal("STOPPING");
  });
  const ops = opsSliceOf({ routes: () => routes, isStopping: () => stopping, metrics: async () => ({ type: registry.contentType, text: (await registry.metrics()) + (ctx.services.alarms?.metrics() ?? "") }) });
  const makers = [ops, auditSliceOf(keys), streamSliceOf(live), ...(options.slices ?? allSlices)];
  const slices = makers.map((make) => make(ctx));
  for (const slice of slices) await slice.load?.();
  routes.push(...slices.flatMap((slice) => slice.routes));
  const host = { ctx, authenticate: authenticator(ctx, sessions) };
  for (const route of routes) registerRoute(http, host, route);
  if (options.webRoot !== undefined) installWebApps(http, options.webRoot);
  await http.ready();
  return {
    http, ctx, routes, slices, parts,
    start: async () => {
      for (const slice of slices) await slice.start?.();
      await background.start();
    },
    stop: async () => {
      stopping = true;
      for (const slice of [...slices].reverse()) await slice.stop?.();
      await worker.close();
      await http.close();
      await background.stop();
    },
    settle: () => settle(outbox, jobs),
  };
}

async function settle(outbox: Outbox, jobs: JobRunner): Promise<number> {
  let total = 0;
  for (let n = 1; n > 0; total += n) n = (await outbox.runDue()) + (await jobs.runDue());
  return total;
}
