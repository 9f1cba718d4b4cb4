import { type CrashClient, CrashClient as Client, type Reply } from "./client.ts";
import { Ledger, type Write } from "./ledger.ts";
import { buildProgram } from "./buildProgram.ts";
import { freePort, ServerProcess } from "./serverProcess.ts";

/** One write to send: repeated with the same key until it is answered. */
export interface Step {
  readonly kind: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  /** Called with the first answer, acknowledged or refused. */
  answered?(reply: Reply): void;
}

/** What the clients do. Made anew for each client; `undefined` ends it. */
export interface CrashWork {
  /** Makes ready what the steps need, once, on the first start. */
  prepare(admin: CrashClient): Promise<void>;
  /** The next write of client `n`; `key` is unique and will be looked for afterwards. */
  next(n: number, key: string, client: CrashClient): Promise<Step | undefined>;
  /** A login for client `n`. */
  login(n: number): string;
}

export interface CrashOptions {
  readonly dataDir: string;
  readonly kills: number;
  readonly clients: number;
  readonly minMs: number; // between ready and kill
  readonly maxMs: number;
  readonly seed: number;
  /** No further kill after this time: on a busy machine a start can take ten times as long. */
  readonly budgetMs?: number;
  readonly work: CrashWork;
  readonly env?: NodeJS.ProcessEnv;
}

export interface CrashReport {
  readonly ledger: Ledger;
  /** The first start, which founds the demo plant: not what a plant waits for after a kill. */
  readonly foundedMs: number;
  readonly readyMs: readonly number[]; // after each kill
  readonly kills: number;
  readonly replayed: number; // answers that came from the table of first answers
  readonly server: ServerProcess; // ready, for the checks; the caller ends it
}

const password = "safeloop-demo";

/** A small generator with a seed, so that a failing run can be told from another (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Runs clients against the real server while it is killed again and again. */
class CrashRun {
  readonly #options: CrashOptions;
  readonly #server: ServerProcess;
  readonly #ledger = new Ledger();
  #foundedMs = 0;
  readonly #readyMs: number[] = [];
  #done = false;
  #up: Promise<void> = Promise.resolve();
  #replayed = 0;
  #kills = 0;
  #count = 0;
  readonly #sessions = new Map<string, Promise<string>>();

  constructor(options: CrashOptions, server: ServerProcess) {
    this.#options = options;
    this.#server = server;
  }

  async run(): Promise<CrashReport> {
    const { work, clients } = this.#options;
    this.#foundedMs = await this.#server.start();
    const admin = new Client(this.#server.url);
    await admin.signIn("admin", password);
    await work.prepare(admin);
    // Signed in before the first kill.
    for (let n = 0; n < clients; n += 1) await this.#session(work.login(n));
    const running = Array.from({ length: clients }, (_, n) => this.#client(n));
    const all = Promise.all(running);
    // A client that fails for good must end the run, not hang it.
    await Promise.race([this.#killer(), all]);
    this.#done = true;
    await all;
    admin.close();
    return { ledger: this.#ledger, foundedMs: this.#foundedMs, readyMs: this.#readyMs, kills: this.#kills, replayed: this.#replayed, server: this.#server };
  }

  async #killer(): Promise<void> {
    const { kills, minMs, maxMs, seed, budgetMs } = this.#options;
    const random = randomFrom(seed);
    const began = performance.now();
    for (let n = 0; n < kills && performance.now() - began < (budgetMs ?? Number.POSITIVE_INFINITY); n += 1) {
      await new Promise((resolve) => setTimeout(resolve, minMs + random() * (maxMs - minMs)));
      let isUp = (): void => undefined;
      this.#up = new Promise((resolve) => (isUp = resolve));
      await this.#server.end("SIGKILL");
      this.#kills += 1;
      this.#readyMs.push(await this.#server.start());
      isUp();
    }
    await new Promise((resolve) => setTimeout(resolve, minMs));
  }

  async #client(n: number): Promise<void> {
    const client = new Client(this.#server.url);
    client.use(await this.#session(this.#options.work.login(n)));
    while (!this.#done) {
      const key = `c${n}-${(this.#count += 1)}`;
      const step = await this.#patiently(() => this.#options.work.next(n, key, client));
      if (!step) break;
      await this.#write(client, key, step);
    }
    client.close();
  }

  /** Clients of one person share a session: signing in is slow on purpose. */
  #session(login: string): Promise<string> {
    const known = this.#sessions.get(login);
    if (known) return known;
    const client = new Client(this.#server.url);
    const fresh = client.signIn(login, password).finally(() => client.close());
    this.#sessions.set(login, fresh);
    return fresh;
  }

  /** Sends until answered; a write cut off in the very last moment stays unknown. */
  async #write(client: CrashClient, key: string, step: Step): Promise<void> {
    for (;;) {
      try {
        const reply = await client.send(step.method, step.path, step.body, { "idempotency-key": key });
        if (reply.status === 503 || reply.status === 507) throw new Error(`not stored: ${reply.status}`);
        this.#enter({ key, kind: step.kind }, reply);
        step.answered?.(reply);
        return;
      } catch {
        if (this.#done) return void this.#ledger.unknown.push({ key, kind: step.kind });
        await this.#wait();
      }
    }
  }

  #enter(write: Write, reply: Reply): void {
    if (reply.headers["idempotency-replayed"] === "true") this.#replayed += 1;
    if (reply.status >= 200 && reply.status < 300) this.#ledger.acked.push(write);
    else this.#ledger.refused.push({ ...write, status: reply.status, body: reply.body.slice(0, 300) });
  }

  async #patiently<T>(act: () => Promise<T>): Promise<T | undefined> {
    while (!this.#done) {
      try {
        return await act();
      } catch (error) {
        if (!/ECONN|cut off|hang up|EPIPE|socket/.test(String(error))) throw error;
        await this.#wait();
      }
    }
    return undefined;
  }

  async #wait(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 20));
    await this.#up;
  }
}

/** Runs `kills` kill -9 at random moments under the clients of `work`; leaves the server running for the checks. */
export async function crashRun(options: CrashOptions): Promise<CrashReport> {
  const server = new ServerProcess({ command: await buildProgram(), port: await freePort(), dataDir: options.dataDir, ...(options.env ? { env: options.env } : {}) });
  try {
    return await new CrashRun(options, server).run();
  } catch (error) {
    await server.end("SIGKILL");
    throw error;
  }
}
