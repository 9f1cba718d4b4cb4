import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { emptyData } from "./powerCutRun.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

export interface InjectReport {
  readonly acked: readonly string[];
  readonly refused: readonly string[];
  readonly faults: readonly string[]; // names of the errors callers saw
  readonly stored: readonly string[];
  readonly integrity: string;
}

function runInjected(dataDir: string, units: number, inject: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const script = [process.execPath, "--conditions=source", "--import", "tsx", "runtime/server/testing/powerCut/workload.ts", dataDir, String(units), "FULL", "refuses"];
    const child = spawn("strace", ["-f", "-o", "/dev/null", "-e", `inject=${inject}`, "-P", join(dataDir, "safeloop.sqlite-wal"), "-P", join(dataDir, "safeloop.sqlite"), ...script], { cwd: root, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, UV_USE_IO_URING: "0" } });
    let output = "";
    let errors = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve(output) : reject(new Error(`the workload ended with ${code}: ${errors.slice(0, 2_000)}`))));
  });
}

/** Runs the workload while the system refuses some calls on the database files (strace `inject=` syntax), and reads back what is stored. */
export async function injectRun(inject: string, units: number): Promise<InjectReport> {
  const work = mkdtempSync(join(tmpdir(), "safeloop-inject-"));
  try {
    const dataDir = join(work, "data");
    cpSync(await emptyData(work), dataDir, { recursive: true });
    const output = await runInjected(dataDir, units, inject);
    const told = (word: string): string[] => [...output.matchAll(new RegExp(`^${word} (k\\d+)`, "gm"))].map((match) => match[1] ?? "");
    const faults = new Set([...output.matchAll(/^nak k\d+ (\w+)/gm)].map((match) => match[1] ?? ""));
    const db = new Database(join(dataDir, "safeloop.sqlite"));
    const integrity = db.pragma("integrity_check", { simple: true }) as string;
    const stored = (db.prepare("select key from meta").all() as { key: string }[]).map((row) => row.key);
    db.close();
    return { acked: told("ack"), refused: told("nak"), faults: [...faults], stored, integrity };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
