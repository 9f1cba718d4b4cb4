import { fork, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const folder = join(process.cwd(), "bench", "peers");

/** What one round of Node-RED came to. */
export interface NodeRedRound {
  readonly readingsPerCpuS: number;
  readonly count: number;
  readonly sum: number;
}

/** Installs Node-RED where it is missing: it belongs to this bench alone. */
function install(): void {
  if (existsSync(join(folder, "node_modules", "node-red"))) return;
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder, stdio: "inherit" });
  if (status !== 0) throw new Error("P3: Node-RED could not be installed in bench/peers; there is no figure");
}

/** Node-RED in a process of its own: a function node with every threshold, fed message by message. */
export class NodeRed {
  readonly #child;

  constructor() {
    install();
    this.#child = fork(join(import.meta.dirname, "nodeRedChild.js"), { cwd: folder, stdio: ["ignore", "ignore", "inherit", "ipc"] });
  }

  ask<T>(message: string | number): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#child.once("message", (answer) => resolve(answer as T));
      this.#child.once("exit", (code) => reject(new Error(`Node-RED ended with ${code}`)));
      this.#child.send(message);
    });
  }

  stop(): void {
    this.#child.removeAllListeners("exit");
    this.#child.kill();
  }
}
