import { accessSync, constants, existsSync, statfsSync } from "node:fs";
import Database from "better-sqlite3";
import { readAuditKeys } from "../audit/auditKey.ts";
import { checkpointFile } from "../audit/sealer.ts";
import { readCheckpoints, verifyAudit } from "../audit/verifyAudit.ts";
import { heldKey } from "../background.ts";
import type { Config } from "../config/config.ts";
import type { Store } from "../context.ts";
import { BlobStore } from "../files/blobStore.ts";
import { databaseFile, storeOptionsOf } from "../startServer.ts";
import { migrations } from "../storage/migrations/index.ts";
import { readMeta } from "../storage/meta.ts";
import { openStore } from "../storage/openStore.ts";

export interface Finding {
  readonly what: string;
  readonly state: "ok" | "warning" | "fault";
  readonly say: string;
}

type Look = (config: Config, store: Store) => Promise<Finding>;

const ok = (what: string, say: string): Finding => ({ what, state: "ok", say });

const folder = async (config: Config): Promise<Finding> => {
  accessSync(config.dataDir, constants.R_OK | constants.W_OK);
  const { bavail, bsize } = statfsSync(config.dataDir);
  const freeMb = Math.floor((bavail * bsize) / 1_048_576);
  return freeMb < 500 ? { what: "data folder", state: "warning", say: `${freeMb} MB free in ${config.dataDir}; free some space` } : ok("data folder", `${config.dataDir}, ${freeMb} MB free`);
};

const integrity: Look = async (config) => {
  if (config.databaseUrl !== undefined) return ok("integrity", "PostgreSQL looks after its own");
  const db = new Database(databaseFile(config.dataDir), { readonly: true });
  try {
    const verdict = db.pragma("integrity_check", { simple: true }) as string;
    return verdict === "ok" ? ok("integrity", "the database file is whole") : { what: "integrity", state: "fault", say: `the database file is damaged: ${verdict}; restore the last backup` };
  } finally {
    db.close();
  }
};

const schema: Look = async (_config, store) => {
  const rows = await store.all<{ name: string }>({ sql: "select name from knex_migrations order by id", bindings: [] });
  const have = new Set(rows.map((row) => row.name));
  const missing = migrations.filter((one) => !have.has(one.name)).map((one) => one.name);
  return missing.length === 0 ? ok("schema", `${have.size} migrations applied`) : { what: "schema", state: "warning", say: `the next start will apply ${missing.join(", ")}` };
};

const audit: Look = async (config, store) => {
  const keys = readAuditKeys(config.dataDir);
  const verdict = await verifyAudit({ from: store, rowKey: keys.rowKey, publicKey: keys.publicKey, outside: readCheckpoints(checkpointFile(config.dataDir)) });
  if (!verdict.ok) return { what: "audit", state: "fault", say: `the chain is broken at ${verdict.firstBadSeq}: ${verdict.why}` };
  return ok("audit", `${verdict.entries} entries hold, ${verdict.unsealed} not sealed yet`);
};

const attachments: Look = async (config, store) => {
  const blobs = new BlobStore(config.dataDir);
  const rows = await store.all<{ id: string; sha256: string; size: number }>({ sql: "select id, sha256, size from files", bindings: [] });
  const bad: string[] = [];
  for (const row of rows) if ((await blobs.sizeOf(row.sha256)) !== row.size) bad.push(row.id);
  return bad.length === 0 ? ok("attachments", `${rows.length} files are there`) : { what: "attachments", state: "fault", say: `${bad.length} of ${rows.length} files are missing or cut, first ${bad[0]}; copy them from a backup` };
};

const outbox: Look = async (_config, store) => {
  const count = async (state: string): Promise<number> => (await store.first<{ n: number }>({ sql: "select count(*) as n from outbox where state = ?", bindings: [state] }))?.n ?? 0;
  const [dead, pending] = [await count("dead"), await count("pending")];
  const held = (await readMeta(store, heldKey)) === "1";
  if (held) return { what: "notifications", state: "warning", say: `held back since a restore (${pending} waiting); run safeloop release` };
  return dead > 0 ? { what: "notifications", state: "warning", say: `${dead} given up, ${pending} waiting; look at the log for their reasons` } : ok("notifications", `${pending} waiting`);
};

async function look(what: string, act: () => Promise<Finding>): Promise<Finding> {
  try {
    return await act();
  } catch (error) {
    return { what, state: "fault", say: error instanceof Error ? error.message : String(error) };
  }
}

/** Looks at an installation without changing it. */
export async function doctor(config: Config): Promise<readonly Finding[]> {
  const findings = [await look("data folder", () => folder(config))];
  if (config.databaseUrl === undefined && !existsSync(databaseFile(config.dataDir))) return [...findings, { what: "database", state: "fault", say: `there is none in ${config.dataDir}; set DATA_DIR, or start the server once` }];
  const store = await openStore(storeOptionsOf(config));
  try {
    for (const [what, one] of [["integrity", integrity], ["schema", schema], ["audit", audit], ["attachments", attachments], ["notifications", outbox]] as const) findings.push(await look(what, () => one(config, store)));
  } finally {
    await store.close();
  }
  return findings;
}
