import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { migrate } from "../../storage/migrate.ts";
import type { Synchronous } from "../../storage/sqliteConnection.ts";
import { randomFrom } from "../crash/crashRun.ts";
import { Disk } from "./disk.ts";
import { type Op, readTrace, runTraced } from "./trace.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

export interface PowerCutOptions {
  readonly units: number;
  readonly cuts: number;
  readonly synchronous: Synchronous;
  readonly seed: number;
}

export interface PowerCutReport {
  readonly acked: number;
  readonly operations: number;
  readonly cuts: number;
  /** Cuts after which an acknowledged write was missing. */
  readonly lossy: number;
  readonly lostWrites: number;
  /** Cuts after which the database did not open or was not whole. */
  readonly broken: readonly string[];
}

interface Aftermath {
  readonly lost: readonly string[];
  readonly broken?: string;
}

function fileIsWhole(folder: string, sha256: string): boolean {
  const path = join(folder, "files", sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  return existsSync(path) && createHash("sha256").update(readFileSync(path)).digest("hex") === sha256;
}

/** Opens what is left like a server would, and looks for every acknowledged write and its attachment. */
function inspect(folder: string, acked: readonly string[]): Aftermath {
  let db: Database.Database | undefined;
  try {
    db = new Database(join(folder, "safeloop.sqlite"));
    db.pragma("journal_mode = WAL");
    const integrity = db.pragma("integrity_check", { simple: true }) as string;
    if (integrity !== "ok") return { lost: [], broken: integrity };
    const keys = new Set((db.prepare("select key from meta").all() as { key: string }[]).map((row) => row.key));
    const files = new Map((db.prepare("select id, sha256 from files").all() as { id: string; sha256: string }[]).map((row) => [row.id, row.sha256]));
    return { lost: acked.filter((key) => !keys.has(key) || (files.has(key) && !fileIsWhole(folder, files.get(key) ?? ""))) };
  } catch (error) {
    return { lost: [], broken: String(error) };
  } finally {
    db?.close();
  }
}

function cutPoints(ops: readonly Op[], cuts: number, random: () => number): readonly number[] {
  // Just after an acknowledgement is where a promise can be broken; half of the cuts fall there.
  const acks = ops.flatMap((op, n) => (op.kind === "ack" ? [n] : []));
  const points = Array.from({ length: cuts }, (_, n) => (n % 2 === 0 ? (acks[Math.floor(random() * acks.length)] ?? 0) : Math.floor(random() * ops.length)));
  return points.sort((a, b) => a - b);
}

/** Replays the trace once and pulls the plug at each point. */
function replay(ops: readonly Op[], before: string, dataDir: string, work: string, options: PowerCutOptions): PowerCutReport {
  const random = randomFrom(options.seed);
  const points = cutPoints(ops, options.cuts, random);
  const disk = new Disk(before, dataDir);
  const acked: string[] = [];
  const broken: string[] = [];
  let lossy = 0;
  let lostWrites = 0;
  let next = 0;
  ops.forEach((op, n) => {
    disk.run(op);
    if (op.kind === "ack") acked.push(op.key);
    for (; points[next] === n; next += 1) {
      const folder = join(work, `cut-${next}`);
      disk.rebuild(folder, random);
      const after = inspect(folder, acked);
      if (after.broken) broken.push(`cut at ${n}: ${after.broken}`);
      if (after.lost.length > 0) lossy += 1;
      lostWrites += after.lost.length;
      rmSync(folder, { recursive: true, force: true });
    }
  });
  return { acked: acked.length, operations: ops.length, cuts: options.cuts, lossy, lostWrites, broken };
}

/** Writes under strace, then rebuilds the disk at random moments with the unsynced part dropped or torn. */
export async function powerCutRun(options: PowerCutOptions): Promise<PowerCutReport> {
  const work = mkdtempSync(join(tmpdir(), "safeloop-cut-"));
  try {
    const dataDir = join(work, "data");
    const before = join(work, "before");
    const trace = join(work, "trace");
    cpSync(await emptyData(work), dataDir, { recursive: true });
    cpSync(dataDir, before, { recursive: true });
    const script = "runtime/server/testing/powerCut/workload.ts";
    await runTraced([process.execPath, "--conditions=source", "--import", "tsx", script, dataDir, String(options.units), options.synchronous], trace, root);
    return replay(await readTrace(trace), before, dataDir, work, options);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** A folder with a migrated, empty database. */
export async function emptyData(work: string): Promise<string> {
  const folder = join(work, "empty");
  mkdirSync(folder);
  await migrate({ dialect: "sqlite", file: join(folder, "safeloop.sqlite") });
  return folder;
}
