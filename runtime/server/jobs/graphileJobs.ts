import { shiftedBy, type Elapsed, type JsonObject } from "@safeloop/engine";
import { Logger, type Runner, run, runMigrations } from "graphile-worker";
import pg from "pg";
import type { Clock, ServerContext, Tx } from "../context.ts";
import type { Jobs } from "../context.ts";
import { maxTries } from "../effects/outbox.ts";
import { StorageFault } from "../storage/storageFault.ts";
import { toJson } from "../storage/json.ts";
import type { JobRunner } from "./jobRunner.ts";

type Handler = Parameters<Jobs["on"]>[1];

/** What our one worker task carries. */
interface Envelope {
  readonly task: string;
  readonly key: string;
  readonly dueAt: number;
  readonly tenantId: string;
  readonly payload: JsonObject;
  readonly elapsed?: Elapsed;
  readonly boot?: string;
  readonly setMs?: number;
}

const identifier = "safeloop";

/**
 * Durable jobs on PostgreSQL: graphile-worker's `add_job` runs inside the
 * caller's transaction, and any number of servers share the work.
 */
export class GraphileJobs implements JobRunner {
  readonly #pool: pg.Pool;
  readonly #log: ServerContext["log"];
  readonly #schema: string;
  readonly #clock: Clock;
  readonly #handlers = new Map<string, Handler>();
  #runner: Runner | undefined;

  /** The worker has connections of its own: it reads rows with the driver's types, our store with ours. */
  constructor(options: { readonly url: string; readonly clock: Clock; readonly log: ServerContext["log"]; readonly schema?: string }) {
    this.#log = options.log;
    this.#clock = options.clock;
    this.#pool = new pg.Pool({ connectionString: options.url, max: 8 });
    // A restarted database ends idle connections; unheard, that event would end this process.
    const heard = (error: Error): void => this.#log.warn({ err: error }, "a job connection was lost; it is replaced");
    this.#pool.on("error", heard);
    this.#pool.on("connect", (client) => client.on("error", heard));
    this.#schema = options.schema ?? "graphile_worker";
  }

  /** Brings the worker's own tables up to date; before the first `schedule`. */
  async prepare(): Promise<void> {
    await runMigrations(this.#options());
  }

  async schedule(tx: Tx, job: Parameters<Jobs["schedule"]>[1]): Promise<void> {
    const state = job.elapsed === undefined ? undefined : this.#clock.state?.();
    const envelope: Envelope = { task: job.task, key: job.key, dueAt: job.dueAt, tenantId: job.tenantId, payload: job.payload, ...(job.elapsed && state ? { elapsed: job.elapsed, ...state } : {}) };
    await tx.all({ sql: this.#add("?"), bindings: valuesOf(envelope, job.dueAt) });
  }

  #add(mark: "?" | "$"): string {
    const [a, b, c, d, e] = mark === "?" ? ["?", "?", "?", "?", "?"] : ["$1", "$2", "$3", "$4", "$5"];
    return `select id from ${this.#schema}.add_job(${a}, payload := ${b}::json, run_at := ${c}::timestamptz, job_key := ${d}, max_attempts := ${e})`;
  }

  async cancel(tx: Tx, task: string, key: string): Promise<void> {
    await tx.all({ sql: `select id from ${this.#schema}.remove_job(?)`, bindings: [jobKey(task, key)] });
  }

  on(task: string, handler: Handler): void {
    if (this.#handlers.has(task)) throw new Error(`The job ${task} has two handlers.`);
    this.#handlers.set(task, handler);
  }

  async start(): Promise<void> {
    this.#runner = await run({ ...this.#options(), concurrency: 4, pollInterval: 500, noHandleSignals: true, taskList: { [identifier]: (payload) => this.#handle(payload as Envelope) } });
    this.#runner.promise.catch((error: unknown) => this.#log.error({ err: error }, "the job worker stopped"));
  }

  async stop(): Promise<void> {
    await this.#runner?.stop();
    this.#runner = undefined;
    await this.#pool.end();
  }

  /** The worker runs by wall clock and by itself. */
  async runDue(): Promise<number> {
    return 0;
  }

  async #handle(envelope: Envelope): Promise<void> {
    const handler = this.#handlers.get(envelope.task);
    if (!handler) throw new Error(`no handler for job ${envelope.task}`);
    const shiftMs = this.#shiftOf(envelope);
    const at = envelope.dueAt + shiftedBy(envelope.elapsed, shiftMs);
    // The database's clock was set forward with ours: the length of time has not passed.
    if (shiftMs > 0 && at > this.#clock.now()) return void (await this.#pool.query(this.#add("$"), valuesOf(envelope, at)));
    await whenFree(() => handler(envelope.payload, { key: envelope.key, dueAt: envelope.dueAt, shiftMs, tenantId: envelope.tenantId }));
  }

  #shiftOf({ boot, setMs = 0 }: Envelope): number {
    const state = this.#clock.state?.();
    return state !== undefined && state.boot === boot ? state.setMs - setMs : 0;
  }

  #options(): { pgPool: pg.Pool; schema: string; logger: Logger } {
    const logger = new Logger(() => (level, message, meta) => {
      if (String(level) === "error") this.#log.error({ worker: meta ?? {} }, message);
      if (String(level) === "warning") this.#log.warn({ worker: meta ?? {} }, message);
    });
    return { pgPool: this.#pool, schema: this.#schema, logger };
  }
}

const busyTries = 40;

/** Many jobs due at once meet each other's transactions: one that lost comes again soon, not after the worker's growing pauses, which are for faults. */
async function whenFree(run: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof StorageFault) || error.reason !== "busy" || tries >= busyTries) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 40 * Math.min(tries, 5)));
    }
  }
}

function valuesOf(envelope: Envelope, at: number): unknown[] {
  return [identifier, toJson(envelope), new Date(at).toISOString(), jobKey(envelope.task, envelope.key), maxTries];
}

function jobKey(task: string, key: string): string {
  return `${task}:${key}`;
}
