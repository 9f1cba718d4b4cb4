import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { freePort } from "./crash/serverProcess.ts";

let found: boolean | undefined;

/** True when a Mosquitto can be started here; says loudly when it cannot. */
export function hasMosquitto(): boolean {
  found ??= spawnSync("mosquitto", ["-h"]).error === undefined;
  if (!found) console.error("\n!!! no `mosquitto` to be started: the tests of the external MQTT broker are SKIPPED. Install it.\n");
  return found;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    socket.once("connect", () => (socket.destroy(), resolve(true))).once("error", () => resolve(false));
  });
}

/**
 * A Mosquitto of its own, as `docs/guide/configuration.md` says to set one up:
 * it queues without bound for a server that is away, keeps that over its own
 * restart, and refuses messages that the server would not take.
 */
export class Mosquitto {
  readonly #dir = mkdtempSync(join(tmpdir(), "safeloop-mosquitto-"));
  #child: ChildProcess | undefined;

  private constructor(readonly port: number) {}

  static async start(): Promise<Mosquitto> {
    const broker = new Mosquitto(await freePort());
    const lines = [`listener ${broker.port} 127.0.0.1`, "allow_anonymous true", `user ${userInfo().username}`, "persistence true", `persistence_location ${broker.#dir}/`, "max_queued_messages 0", "max_packet_size 4194304"];
    writeFileSync(join(broker.#dir, "mosquitto.conf"), `${lines.join("\n")}\n`);
    await broker.begin();
    return broker;
  }

  get url(): string {
    return `mqtt://127.0.0.1:${this.port}`;
  }

  /** Starts it on the same port, with what it had written down. */
  async begin(): Promise<void> {
    this.#child = spawn("mosquitto", ["-c", join(this.#dir, "mosquitto.conf")], { stdio: "ignore" });
    for (let tries = 0; tries < 200; tries += 1) {
      if (await answers(this.port)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`Mosquitto did not answer on port ${this.port} within 10 s.`);
  }

  /** Ends it; it writes down what it holds. */
  async end(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  }

  async remove(): Promise<void> {
    await this.end();
    rmSync(this.#dir, { recursive: true, force: true });
  }
}
