import { randomBytes } from "node:crypto";
import { writeSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { BlobStore } from "../../files/blobStore.ts";
import { BetterSqliteStore } from "../../storage/betterSqliteStore.ts";
import type { Synchronous } from "../../storage/sqliteConnection.ts";

// Runs under strace. Acknowledges on standard output, so that the trace itself
// tells what had been acknowledged at any moment.

const [dataDir = "", units = "100", synchronous = "FULL", disk = "sound"] = process.argv.slice(2);
// Checkpoints are where a torn database file would show; have some within this short run, by the thread beside the writer.
const checkpoints = { everyMs: 10, frames: 100, startAfter: 2 };
const faults: Error[] = [];
const store = new BetterSqliteStore({ file: join(dataDir, "safeloop.sqlite"), synchronous: synchronous as Synchronous, checkpoints, onFault: (error) => faults.push(error) });
const blobs = new BlobStore(dataDir);
const total = Number(units);
let next = 0;

async function attachment(): Promise<string> {
  const incoming = await blobs.receive(Readable.from([randomBytes(6_000)]), 1_000_000);
  return blobs.keep(incoming);
}

/** One submission's worth of rows; every eighth with an attachment that must be durable before its row. */
async function write(n: number): Promise<void> {
  const sha256 = n % 8 === 0 ? await attachment() : null;
  await store.unit(async (tx) => {
    await tx.run({ sql: "insert into meta (key, value) values (?, ?)", bindings: [`k${n}`, randomBytes(350).toString("hex")] });
    await tx.run({ sql: "insert into idempotency (caller, key, request_hash, status, reply, at) values ('c', ?, ?, 201, '{}', 1)", bindings: [`k${n}`, randomBytes(16).toString("hex")] });
    if (sha256) await tx.run({ sql: "insert into files (id, tenant_id, org_id, owner_id, name, mime, kind, size, sha256, created_at) values (?, 't', 't', 'p', 'f', 'x', 'file', 6000, ?, 1)", bindings: [`k${n}`, sha256] });
  });
}

/** What a caller would be told. */
async function attempt(n: number): Promise<void> {
  try {
    await write(n);
    writeSync(1, `ack k${n}\n`);
  } catch (error) {
    writeSync(1, `nak k${n} ${error instanceof Error ? error.name : "?"}\n`);
  }
}

async function client(): Promise<void> {
  for (let n = next++; n < total; n = next++) await attempt(n);
}

await Promise.all(Array.from({ length: 8 }, client));
await store.close();
const [fault] = faults;
if (disk === "sound" && fault) throw fault; // the thread must have worked
