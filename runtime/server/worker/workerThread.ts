import { Refusal } from "@safeloop/engine";
import { Worker, type WorkerOptions } from "node:worker_threads";
import type { FromWorker, ToWorker, WorkerStart } from "./messages.ts";
import type { AnswerOf, AskOf, TaskName } from "./tasks.ts";

/** A thread that has had nothing to do for so long ends: its memory is given back. */
const idleMs = 30_000;
/** MiB. A task that needs more ends with its thread, and the server goes on. */
const maxHeap = 2048;

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Computes what takes seconds (replays, reports) in a thread of its own, so
 * that readings and alarms never wait for it. The thread is started by the
 * first task and reads from the database by itself; tasks come one after the
 * other. When it fails its tasks fail, and the next one starts another.
 */
export class WorkerThread {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #last = 0;
  #closed = false;

  constructor(private readonly start: WorkerStart, private readonly idleAfterMs = idleMs) {}

  /** True while there is a thread. */
  get isRunning(): boolean {
    return this.#worker !== undefined;
  }

  /** Throws the task's refusal, or an error when it or its thread failed. A task nobody waits for any more (`signal`) ends at its next look. */
  run<N extends TaskName>(task: N, ask: AskOf<N>, signal?: AbortSignal): Promise<AnswerOf<N>> {
    if (this.#closed) return Promise.reject(new Refusal("STOPPING"));
    const worker = (this.#worker ??= this.#begin());
    clearTimeout(this.#idle);
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject });
      worker.ref();
      worker.postMessage({ id, task, ask } satisfies ToWorker);
      signal?.addEventListener("abort", () => this.#waiting.has(id) && worker.postMessage({ cancel: id } satisfies ToWorker));
    });
  }

  /** Ends the thread; tasks that are not done are refused. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    this.#fail(new Refusal("STOPPING"));
    await worker?.terminate();
  }

  #begin(): Worker {
    const worker = startThread({ workerData: this.start, resourceLimits: { maxOldGenerationSizeMb: maxHeap } });
    worker.on("message", (message: FromWorker) => this.#take(worker, message));
    let fault: Error | undefined;
    worker.once("error", (error) => (fault = error));
    worker.once("exit", (code) => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#fail(new Error(`the worker thread ended with ${code}`, { cause: fault }));
    });
    return worker;
  }

  #take(worker: Worker, message: FromWorker): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (this.#waiting.size === 0) this.#rest(worker);
    if ("answer" in message) waiting?.resolve(message.answer);
    else if ("refusal" in message) waiting?.reject(new Refusal(message.refusal.code, message.refusal.params, message.refusal.issues));
    else waiting?.reject(new Error(`a task of the worker thread failed: ${message.fault}`));
  }

  #rest(worker: Worker): void {
    worker.unref(); // a process that has nothing else to do may end
    this.#idle = setTimeout(() => {
      if (this.#worker === worker) this.#worker = undefined;
      worker.postMessage("close" satisfies ToWorker);
    }, this.idleAfterMs).unref();
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/** The compiled thread; from sources it needs their loader first, which Node gives no thread by itself. */
function startThread(options: WorkerOptions): Worker {
  if (!import.meta.url.endsWith(".ts")) return new Worker(new URL("workerMain.js", import.meta.url), { ...options, execArgv: [] });
  const script = `import("tsx/esm/api").then(({ register }) => (register(), import(${JSON.stringify(new URL("workerMain.ts", import.meta.url).href)})));`;
  return new Worker(script, { ...options, eval: true, execArgv: ["--conditions=source"] });
}
