import { existsSync, mkdirSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Logger, pino } from "pino";
import { type App, buildApp } from "./app.ts";
import { makeLink } from "./auth/links.ts";
import { heldKey } from "./background.ts";
import { keepClock, readKeptClock } from "./clock/clockKeeper.ts";
import { systemTime, WatchedClock } from "./clock/watchedClock.ts";
import { type Config, ConfigFault, readConfig } from "./config/index.ts";
import type { Clock, ServerContext, Store } from "./context.ts";
import type { DemoAccount } from "./demo/seedDemo.ts";
import { openDemo } from "./demo/openDemo.ts";
import { GraphileJobs } from "./jobs/graphileJobs.ts";
import type { JobRunner } from "./jobs/jobRunner.ts";
import { Loop } from "./jobs/loop.ts";
import { keepHeapSmall } from "./smallHeap.ts";
import { lockDataDir } from "./storage/dataDirLock.ts";
import { readMeta, writeMeta } from "./storage/meta.ts";
import { openMigratedStore, type StoreOptions } from "./storage/openStore.ts";

export interface StartOptions {
  /** Runs after the migrations and before the server listens, for example to build the web apps. */
  readonly beforeListen?: () => Promise<void>;
  readonly webRoot?: string; // default: dist/web of the repository
}

/** A server that listens. */
export interface RunningServer {
  readonly url: string;
  readonly mqttUrl?: string;
  readonly demo: boolean;
  readonly accounts: readonly DemoAccount[];
  /** Printed once: where the first administrator of an empty installation is made. */
  readonly setupLink?: string;
  /** Ends requests, streams and background work, then closes the store; at most ten seconds. */
  stop(): Promise<void>;
}

const stopLimitMs = 10_000;
const keepClockMs = 10_000;

const levels = ["silent", "fatal", "error", "warn", "info", "debug", "trace"];

function logLevel(env: NodeJS.ProcessEnv): string {
  const level = env["LOG_LEVEL"] ?? "warn";
  if (!levels.includes(level)) throw new ConfigFault("LOG_LEVEL", `must be one of ${levels.join(", ")}, not "${level}".`);
  return level;
}

/** Where SQLite lies in the data folder. */
export function databaseFile(dataDir: string): string {
  return join(dataDir, "safeloop.sqlite");
}

export function storeOptionsOf(config: Config): StoreOptions {
  if (config.databaseUrl !== undefined) return { kind: "postgres", url: config.databaseUrl };
  return { kind: config.sqliteDriver, file: databaseFile(config.dataDir) };
}

function builtWeb(): string {
  const places = ["../../dist/web", "../../../dist/web"].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return places.find((path) => existsSync(path)) ?? places[0] ?? "";
}

async function jobsFor(config: Config, clock: Clock, log: ServerContext["log"]): Promise<JobRunner | undefined> {
  if (config.databaseUrl === undefined) return undefined;
  const jobs = new GraphileJobs({ url: config.databaseUrl, clock, log });
  await jobs.prepare();
  return jobs;
}

/** The slices' part of the demo, once; repeated when a crash came before the mark. */
async function seedSlices(app: App, store: Store): Promise<void> {
  if ((await readMeta(store, "demo.seeded")) === "1") return;
  for (const tenantId of app.ctx.tenants()) for (const slice of app.slices) await slice.seedDemo?.(tenantId);
  await store.unit((tx) => writeMeta(tx, "demo.seeded", "1"));
}

async function setupLinkOf(store: Store, clock: Clock, url: string): Promise<string | undefined> {
  if (await store.first({ sql: "select id from org_units limit 1", bindings: [] })) return undefined;
  const { token } = await store.unit((tx) => makeLink(tx, clock, "setup"));
  return `${url}/setup?token=${token}`;
}

function addressOf(app: App, config: Config): string {
  const { port } = app.http.server.address() as AddressInfo;
  const host = ["0.0.0.0", "::"].includes(config.host) ? "localhost" : config.host;
  return config.publicUrl?.replace(/\/$/, "") ?? `${config.tls ? "https" : "http"}://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

function mqttUrlOf(config: Config): string | undefined {
  if (config.mqttUrl !== undefined) return config.mqttUrl;
  if (config.mqttListen === undefined) return undefined;
  const host = ["0.0.0.0", "::"].includes(config.mqttListen.host) ? "127.0.0.1" : config.mqttListen.host;
  return `mqtt://${host}:${config.mqttListen.port}`;
}

/** Ends in order, and by force when something hangs. */
function stopper(app: App, keeper: Loop, store: Store, unlock: () => void): () => Promise<void> {
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await app.stop();
    await keeper.stop();
    await store.close();
    unlock();
  };
  return () => {
    stopping ??= Promise.race([stop(), new Promise<void>((resolve) => setTimeout(resolve, stopLimitMs - 500).unref())]);
    return stopping;
  };
}

async function openEverything(config: Config, log: Logger): Promise<Store> {
  const options = storeOptionsOf(config);
  const onFault = (error: Error): void => log.warn({ err: error }, "the log of the database is copied by the thread that answers requests, which may wait some twenty milliseconds each time");
  const { store, applied, backup } = await openMigratedStore(options.kind === "postgres" ? options : { ...options, onFault });
  if (applied.length > 0) log.info({ applied, backup }, "the database was brought up to date");
  return store;
}

/** What has been opened so far, closed again in turn when the start fails. */
class Opened {
  readonly #closers: (() => Promise<void> | void)[] = [];

  add(close: () => Promise<void> | void): void {
    this.#closers.unshift(close);
  }

  async closeAll(): Promise<void> {
    for (const close of this.#closers) await close();
  }
}

async function openAndListen(given: Config, options: StartOptions, logger: Logger, opened: Opened): Promise<RunningServer> {
  const unlock = lockDataDir(given.dataDir);
  opened.add(unlock);
  const store = await openEverything(given, logger);
  opened.add(() => store.close());
  const clock = new WatchedClock(systemTime, await readKeptClock(store));
  const { demo, accounts } = await openDemo(store, clock, given);
  const config: Config = { ...given, demo };
  await options.beforeListen?.();
  const jobs = await jobsFor(config, clock, logger);
  const app = await buildApp({ config, store, clock, logger, webRoot: options.webRoot ?? builtWeb(), ...(jobs ? { jobs } : {}) });
  opened.add(() => app.stop());
  if (demo) await seedSlices(app, store);
  const keeper = new Loop({ work: () => keepClock(store, clock), everyMs: keepClockMs, log: logger });
  keeper.start();
  opened.add(() => keeper.stop());
  await app.start();
  if ((await readMeta(store, heldKey)) === "1") logger.warn("this is a restored copy: notices, webhooks and messages are held back until `safeloop release`");
  await app.http.listen({ port: config.port, host: config.host });
  const url = addressOf(app, config);
  const setupLink = demo ? undefined : await setupLinkOf(store, clock, url);
  const mqttUrl = mqttUrlOf(config);
  return { url, demo, accounts, ...(mqttUrl ? { mqttUrl } : {}), ...(setupLink ? { setupLink } : {}), stop: stopper(app, keeper, store, unlock) };
}

/** Configuration, migrations, demo, slices, listen. Throws a ConfigFault, NewerDatabase or DataDirInUse with one sentence; what was opened until then is closed. */
export async function startServer(env: NodeJS.ProcessEnv, options: StartOptions = {}): Promise<RunningServer> {
  keepHeapSmall();
  const config = readConfig(env);
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const logger: Logger = pino({ level: logLevel(env), redact: ["req.headers.authorization", "req.headers.cookie", "password", "token", "secret"] });
  const opened = new Opened();
  try {
    return await openAndListen(config, options, logger, opened);
  } catch (error) {
    await opened.closeAll();
    throw error;
  }
}
