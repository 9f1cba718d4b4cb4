import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";

/** When the log is copied. Only tests have another pace. */
export interface CheckpointPace {
  readonly everyMs: number;
  readonly frames: number; // of log, from which on it should begin anew; a frame is a page of 4 KB
  readonly startAfter: number; // commits: a store of a few commits needs no thread
}

const usual: CheckpointPace = { everyMs: 500, frames: 4_000, startAfter: 500 };

/** While the worker keeps up the writer never checkpoints on its own account; from this length on it does. */
const fallbackFrames = 16_000;

// Plain JavaScript, so that it runs alike from source, compiled, and under a test runner.
const script = `
  const { parentPort, workerData: { driver, file, everyMs, frames } } = require("node:worker_threads");
  const db = new (require(driver))(file, { fileMustExist: true });
  db.pragma("synchronous = FULL");
  db.pragma("wal_autocheckpoint = 0"); // it writes nothing itself
  const timer = setInterval(() => {
    const [row] = db.pragma("wal_checkpoint(PASSIVE)");
    if (!row || row.log < frames) return;
    db.pragma("wal_checkpoint(PASSIVE)"); // what came in meanwhile, so that little is left for the writer
    parentPort.postMessage("due");
  }, everyMs);
  parentPort.once("message", () => { clearInterval(timer); db.close(); });
  parentPort.postMessage("ready");
`;

interface Writer {
  /** Sets `wal_autocheckpoint`. */
  autoCheckpoint(frames: number): void;
  /** Copies what is left of the log, so that the next commit begins it anew. */
  checkpoint(): void;
}

/**
 * Keeps the write-ahead log short without holding the writer: to copy 16 MB
 * and sync twice takes some twenty milliseconds, in which no request is
 * answered. A worker copies the bulk; what was written meanwhile, a few pages,
 * the writer copies itself between two commits, because a log begins anew only
 * when nothing is left. A worker that fails leaves it all to the writer, and
 * `onFault` says so.
 */
export class Checkpointer {
  #commits = 0;
  #worker: Worker | undefined;
  #isDue = false;

  constructor(private readonly file: string, private readonly writer: Writer, private readonly onFault: (error: Error) => void, private readonly pace = usual) {}

  /** Called after each commit, outside of a transaction. */
  committed(): void {
    this.#commits += 1;
    if (this.#commits === this.pace.startAfter) this.#start();
    if (!this.#isDue) return;
    this.#isDue = false;
    try {
      this.writer.checkpoint();
    } catch (error) {
      this.onFault(error as Error); // what is committed lies in the log; the next checkpoint tries again
    }
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    if (!worker) return;
    const ended = new Promise((resolve) => worker.once("exit", resolve));
    worker.ref(); // else a process that has nothing else to do ends here
    worker.postMessage("close");
    await ended;
  }

  #start(): void {
    const driver = createRequire(import.meta.url).resolve("better-sqlite3");
    const worker = new Worker(script, { eval: true, workerData: { driver, file: this.file, ...this.pace }, execArgv: [] });
    worker.unref();
    worker.on("message", (said: "ready" | "due") => {
      if (said === "ready") this.writer.autoCheckpoint(fallbackFrames);
      else this.#isDue = true;
    });
    worker.once("error", (error) => this.onFault(error));
    worker.once("exit", () => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.writer.autoCheckpoint(usual.frames);
    });
    this.#worker = worker;
  }
}
