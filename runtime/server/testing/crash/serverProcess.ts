import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import net from "node:net";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.createServer().once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

/**
 * A port nobody listens on now. Below the range that outgoing connections
 * take theirs from: a server that is down for a moment must find its port free.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
  throw new Error("no free port between 20000 and 32000");
}

/** The real server as a process of its own, to be killed and started again on the same data folder. */
export class ServerProcess {
  readonly url: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #command: readonly string[];
  #child: ChildProcess | undefined;
  #output = "";

  constructor(options: { readonly port: number; readonly dataDir: string; readonly env?: NodeJS.ProcessEnv; readonly command: readonly string[] }) {
    this.url = `http://127.0.0.1:${options.port}`;
    this.#command = options.command;
    this.#env = { ...process.env, PORT: String(options.port), HOST: "127.0.0.1", DATA_DIR: options.dataDir, MQTT_LISTEN: "off", LOG_LEVEL: "error", ...options.env };
  }

  /** Starts and waits until it is ready; the milliseconds that took. */
  async start(limitMs = 60_000): Promise<number> {
    const began = performance.now();
    const [file = "", ...args] = this.#command;
    const child = spawn(file, args, { cwd: root, env: this.#env, stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (this.#output = (this.#output + chunk.toString()).slice(-20_000)));
    while (performance.now() - began < limitMs) {
      if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode} at its start:\n${this.#output}`);
      if (await this.#isReady()) return performance.now() - began;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`The server was not ready within ${limitMs} ms:\n${this.#output}`);
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** The last it printed, over all its lives. */
  get output(): string {
    return this.#output;
  }

  /** Sends the signal and waits for the end; the milliseconds that took. */
  async end(signal: NodeJS.Signals): Promise<number> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return 0;
    const began = performance.now();
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill(signal);
    await ended;
    return performance.now() - began;
  }

  async #isReady(): Promise<boolean> {
    try {
      const response = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(1_000) });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false;
    }
  }
}
