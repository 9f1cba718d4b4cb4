import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A server in a process of its own, on an empty data folder. */
export interface OwnServer {
  readonly url: string;
  /** From the printed one-time link of the first administrator. */
  readonly setupToken: string;
  /** Ends the process and removes the folder. */
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Starts a server without demo data on a temporary folder and a free port; throws with its output when it ends before it listens. */
export async function startOwnServer(): Promise<OwnServer> {
  const dataDir = mkdtempSync(join(tmpdir(), "safeloop-group-"));
  const { DATABASE_URL: _otherStore, ...env } = process.env;
  const child = spawn(process.execPath, ["--conditions=source", "--import", "tsx", "runtime/server/main.ts"], {
    cwd: root, stdio: ["ignore", "pipe", "pipe"],
    env: { ...env, PORT: "0", HOST: "127.0.0.1", DATA_DIR: dataDir, MQTT_LISTEN: "off", SAFELOOP_DEMO: "0", LOG_LEVEL: "warn" },
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    return { ...(await listening(child)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits for the two lines in which the server says where it is and how to make the first administrator. */
function listening(child: ChildProcess): Promise<{ readonly url: string; readonly setupToken: string }> {
  let output = "";
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const [url, token] = [/^Safeloop (http\S+)$/m.exec(output)?.[1], /setup\?token=(\S+)$/m.exec(output)?.[1]];
      if (url && token) resolve({ url, setupToken: token });
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) => reject(new Error(`The server ended (${code}):\n${output}`)));
  });
}
