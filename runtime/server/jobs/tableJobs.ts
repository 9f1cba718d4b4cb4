import type { JsonObject } from "@safeloop/engine";
import type { Clock, Jobs, ServerContext, Store, Tx } from "../context.ts";
import { backoffMs, maxTries } from "../effects/outbox.ts";
import { fromJson, toJson } from "../storage/json.ts";
import type { JobRunner } from "./jobRunner.ts";
import { Loop } from "./loop.ts";

type Handler = Parameters<Jobs["on"]>[1];

interface JobRow {
  readonly task: string;
  readonly key: string;
  readonly tenant_id: string;
  readonly due_at: number;
  readonly payload: string;
  readonly tries: number;
  readonly generation: number;
  readonly boot: string | null;
  readonly set_ms: number | null;
}

const upsert = `insert into jobs (task, key, tenant_id, due_at, payload, lease_until, tries, generation, dead, elapsed, base_at, boot, set_ms) values (?, ?, ?, ?, ?, 0, 0, 1, 0, ?, ?, ?, ?)
  on conflict (task, key) do update set due_at = excluded.due_at, payload = excluded.payload, tenant_id = excluded.tenant_id, lease_until = 0, tries = 0, dead = 0, generation = jobs.generation + 1,
    elapsed = excluded.elapsed, base_at = excluded.base_at, boot = excluded.boot, set_ms = excluded.set_ms`;
const batch = 500;
const selectDue = `select task, key, tenant_id, due_at, payload, tries, generation, boot, set_ms from jobs where dead = 0 and due_at <= ? order by due_at limit ${batch}`;
/** What waits for a length of time goes off when that has passed; what may only get shorter stays where the clock was set forward. */
const follow = "update jobs set due_at = base_at + case when elapsed = 'atMost' and set_ms < ? then 0 else ? - set_ms end where elapsed is not null and boot = ?";

/**
 * Durable jobs on SQLite: a row written in the caller's transaction. At least
 * once; scheduling the same task and key again moves the time.
 */
export class TableJobs implements JobRunner {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #log: ServerContext["log"];
  readonly #handlers = new Map<string, Handler>();
  readonly #inFlight = new Set<string>();
  readonly #loop: Loop;
  #followed: number | undefined; // how far the clock was set when the rows were last brought in line

  constructor(options: { readonly store: Store; readonly clock: Clock; readonly log: ServerContext["log"] }) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#log = options.log;
    this.#loop = new Loop({ work: () => this.runDue(), everyMs: 250, log: options.log });
  }

  async schedule(tx: Tx, job: Parameters<Jobs["schedule"]>[1]): Promise<void> {
    const clock = job.elapsed === undefined ? undefined : this.#clock.state?.();
    const counted = clock ? [job.elapsed, job.dueAt, clock.boot, clock.setMs] : [null, null, null, null];
    await tx.run({ sql: upsert, bindings: [job.task, job.key, job.tenantId, job.dueAt, toJson(job.payload), ...counted] });
    if (job.dueAt <= this.#clock.now()) tx.afterCommit(() => this.#loop.wake());
  }

  async cancel(tx: Tx, task: string, key: string): Promise<void> {
    await tx.run({ sql: "delete from jobs where task = ? and key = ?", bindings: [task, key] });
  }

  on(task: string, handler: Handler): void {
    if (this.#handlers.has(task)) throw new Error(`The job ${task} has two handlers.`);
    this.#handlers.set(task, handler);
  }

  async start(): Promise<void> {
    this.#loop.start();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  /** Runs what is due now; the number of jobs tried. */
  async runDue(): Promise<number> {
    await this.#followClock();
    const rows = await this.#store.all<JobRow>({ sql: selectDue, bindings: [this.#clock.now()] });
    const due = rows.filter((row) => !this.#inFlight.has(`${row.task}\n${row.key}`));
    await Promise.all(due.map((row) => this.#runJob(row)));
    if (rows.length === batch) this.#loop.wake(); // there are more: they are late already
    return due.length;
  }

  /** Somebody has set the clock, now or while the server was down. */
  async #followClock(): Promise<void> {
    const state = this.#clock.state?.();
    if (!state || state.setMs === this.#followed) return;
    await this.#change(follow, [state.setMs, state.setMs, state.boot]);
    if (this.#followed !== undefined) this.#log.warn({ setMs: state.setMs - this.#followed }, "the clock was set; waiting times stay as long as they were");
    this.#followed = state.setMs;
  }

  #shiftOf(row: JobRow): number {
    const state = this.#clock.state?.();
    return state !== undefined && row.boot === state.boot ? state.setMs - Number(row.set_ms) : 0;
  }

  async #runJob(row: JobRow): Promise<void> {
    const id = `${row.task}\n${row.key}`;
    this.#inFlight.add(id);
    try {
      const handler = this.#handlers.get(row.task);
      if (!handler) throw new Error(`no handler for job ${row.task}`);
      await handler(fromJson<JsonObject>(row.payload), { key: row.key, dueAt: row.due_at, shiftMs: this.#shiftOf(row), tenantId: row.tenant_id });
      // Rescheduled meanwhile: the generation has moved and the new time stays.
      await this.#change("delete from jobs where task = ? and key = ? and generation = ?", [row.task, row.key, row.generation]);
    } catch (error) {
      await this.#failed(row, error).catch((fault: unknown) => this.#log.error({ err: fault, task: row.task, key: row.key }, "job could not be marked as failed; it will run again"));
    } finally {
      this.#inFlight.delete(id);
    }
  }

  async #failed(row: JobRow, error: unknown): Promise<void> {
    const tries = row.tries + 1;
    const dead = tries >= maxTries;
    this.#log[dead ? "error" : "warn"]({ err: error, task: row.task, key: row.key, tries }, dead ? "job given up" : "job failed; it will run again");
    const message = (error instanceof Error ? error.message : String(error)).slice(0, 500);
    const sql = "update jobs set tries = ?, due_at = ?, dead = ?, last_error = ?, elapsed = null where task = ? and key = ? and generation = ?";
    await this.#change(sql, [tries, this.#clock.now() + backoffMs(tries), dead ? 1 : 0, message, row.task, row.key, row.generation]);
  }

  async #change(sql: string, bindings: readonly unknown[]): Promise<void> {
    await this.#store.unit((tx) => tx.run({ sql, bindings }));
  }
}
