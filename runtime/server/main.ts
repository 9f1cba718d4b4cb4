import { ConfigFault } from "./config/index.ts";
import { type RunningServer, startServer } from "./startServer.ts";
import { DataDirInUse } from "./storage/dataDirLock.ts";
import { NewerDatabase } from "./storage/migrate.ts";

// The program of a deployment: starts the server, prints where it is, stops on a signal.

const out = (line: string): void => void process.stdout.write(`${line}\n`);

function announce(server: RunningServer): void {
  out(`Safeloop ${server.url}`);
  if (server.mqttUrl) out(`MQTT ${server.mqttUrl}`);
  if (server.setupLink) out(`first administrator (one use): ${server.setupLink}`);
  if (server.demo) for (const { login, password, name, role } of server.accounts) out(`demo account ${login} ${password} ${name} ${role}`);
}

/** Faults a person can mend get one sentence; anything else its stack. */
function isExpected(error: unknown): error is Error {
  const expected = error instanceof ConfigFault || error instanceof NewerDatabase || error instanceof DataDirInUse;
  const code = (error as { code?: string } | null)?.code;
  return expected || code === "EADDRINUSE" || code === "EACCES" || code === "ECONNREFUSED";
}

async function main(): Promise<void> {
  const server = await startServer({ LOG_LEVEL: "info", ...process.env });
  const stop = (): void => void server.stop().then(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  announce(server);
}

main().catch((error: unknown) => {
  process.stderr.write(isExpected(error) ? `${error.message}\n` : `Safeloop could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
