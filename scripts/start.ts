/**
 * `npm start`: configuration → migrations → web apps if stale → server →
 * demo plant. Prints where it is and who may sign in. See docs/guide.
 */
import { type ChildProcess, spawn } from "node:child_process";
import net from "node:net";
import { ConfigFault, NewerDatabase, type RunningServer, startServer } from "@safeloop/server";
import { buildWebIfStale } from "./buildWeb.ts";

const out = (line = ""): void => void process.stdout.write(`${line}\n`);

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.createServer().once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

async function firstFree(wish: number): Promise<number> {
  for (let port = wish; port < wish + 50; port++) if (await isFree(port)) return port;
  throw new Error(`no free port from ${wish} to ${wish + 49}`);
}

/** Another program may hold 1883. Left to the default, the broker takes the next free port, and says so. */
async function environment(): Promise<NodeJS.ProcessEnv> {
  if (process.env["MQTT_LISTEN"] || process.env["MQTT_URL"]) return process.env;
  const port = await firstFree(1883);
  if (port !== 1883) out(`port 1883 is taken by another program; the MQTT broker listens on ${port} (set MQTT_LISTEN to choose)`);
  return { ...process.env, MQTT_LISTEN: `${process.env["HOST"] ?? "127.0.0.1"}:${port}` };
}

function startPlant(server: RunningServer, controlPort: number): ChildProcess {
  const passwords = Object.fromEntries(server.accounts.map(({ login, password }) => [`SAFELOOP_PASSWORD_${login.toUpperCase().replaceAll("-", "_")}`, password]));
  const admin = server.accounts.find((account) => account.login === "admin");
  return spawn(process.execPath, ["--conditions=source", "--import", "tsx", "examples/demo-plant/main.ts"], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...passwords, SAFELOOP_URL: server.url, SAFELOOP_PASSWORD: admin?.password ?? "", MQTT_URL: server.mqttUrl ?? "", CONTROL_PORT: String(controlPort) },
  });
}

function announce(server: RunningServer, controlPort: number | undefined): void {
  out();
  out(`Safeloop 安全闭环   ${server.url}`);
  if (server.setupLink) out(`first administrator (one use): ${server.setupLink}`);
  if (server.demo) {
    out("demo data. Accounts:");
    for (const { login, password, name, role } of server.accounts) out(`  ${login.padEnd(14)} ${password.padEnd(16)} ${name} ${role}`);
  }
  if (server.mqttUrl) out(`MQTT broker         ${server.mqttUrl}`);
  if (controlPort !== undefined) out(`demo plant buttons  http://127.0.0.1:${controlPort}`);
  out("stop with Ctrl C");
}

async function main(): Promise<void> {
  const server = await startServer(await environment(), { beforeListen: () => buildWebIfStale(out) });
  const controlPort = server.demo ? await firstFree(Number(new URL(server.url).port || 8080) + 1) : undefined;
  const plant = controlPort === undefined ? undefined : startPlant(server, controlPort);
  plant?.on("exit", (code) => code && out(`the demo plant stopped (${code}); the server runs on`));
  announce(server, controlPort);
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    plant?.kill("SIGTERM");
    void server.stop().then(() => process.exit(0));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

try {
  await main();
} catch (error) {
  if (error instanceof ConfigFault || error instanceof NewerDatabase) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`Safeloop could not start: ${error instanceof Error ? error.message : String(error)}\n${process.env["DEBUG"] && error instanceof Error ? (error.stack ?? "") : ""}\n`);
  process.exit(1);
}
