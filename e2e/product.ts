import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import net, { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The whole product as `npm start` runs it, on ports and data of its own. */
export interface Product {
  readonly url: string;
  readonly control: string;
  /** Presses a button of the demo plant: "leak at T-103", "no helmet", "gateway lost", "calm". */
  incident(name: string): Promise<void>;
  output(): string;
  stop(): Promise<void>;
}

/** Ports nobody listens on; taken together so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const probes = await Promise.all(Array.from({ length: count }, () => new Promise<net.Server>((resolve) => { const server = net.createServer().listen(0, "127.0.0.1", () => resolve(server)); })));
  const ports = probes.map((probe) => (probe.address() as AddressInfo).port);
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))));
  return ports;
}

function lineOf(child: ChildProcess, output: () => string, wanted: RegExp, seconds: number): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${String(wanted)} after ${seconds} s:\n${output()}`)), seconds * 1000);
    const look = (): void => {
      const found = wanted.exec(output());
      if (found) {
        clearTimeout(timer);
        resolve(found);
      }
    };
    child.stdout?.on("data", look);
    child.once("exit", (code) => reject(new Error(`the product ended with ${code}:\n${output()}`)));
    look();
  });
}

async function press(control: string, incident: string): Promise<void> {
  const reply = await fetch(control, { method: "POST", body: new URLSearchParams({ incident }), redirect: "manual" });
  if (reply.status !== 303) throw new Error(`the plant answered ${reply.status}`);
}

/** Starts the product; `SCHEDULE=off` leaves incidents to the test. */
export async function startProduct(env: Record<string, string> = {}): Promise<Product> {
  const dataDir = mkdtempSync(join(tmpdir(), "safeloop-e2e-"));
  const [port = 0, mqtt = 0] = await freePorts(2);
  const child = spawn(process.execPath, ["scripts/start.mjs"], { env: { ...process.env, PORT: String(port), MQTT_LISTEN: `127.0.0.1:${mqtt}`, DATA_DIR: dataDir, SCHEDULE: "off", SAFELOOP_DEMO: "1", ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const output = (): string => text;
  await lineOf(child, output, /stop with Ctrl C/, 120);
  const control = /demo plant buttons\s+(\S+)/.exec(text)?.[1] ?? "";
  return {
    url: `http://127.0.0.1:${port}`,
    control,
    output,
    incident: (name) => press(control, name),
    stop: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 12_000))]);
      child.kill("SIGKILL");
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A product somebody else started: `SAFELOOP_URL` and the address of its demo plant's buttons. It is left running. */
export function attachProduct(url: string, control: string): Product {
  return { url, control, output: () => "demo: hot-work ticket", incident: (name) => press(control, name), stop: async () => undefined };
}

/** Resolves when the demo's tickets are in place. */
export async function storyTold(product: Product): Promise<void> {
  for (let k = 0; k < 120; k++) {
    if (/demo: hot-work ticket/.test(product.output())) return;
    if (/demo story:/.test(product.output())) throw new Error(product.output());
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`the demo's tickets did not appear:\n${product.output()}`);
}
