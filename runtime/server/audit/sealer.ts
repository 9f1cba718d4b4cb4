import { sign } from "node:crypto";
import { appendFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Clock, ServerContext, Store, Tx } from "../context.ts";
import type { AuditKeys } from "./auditKey.ts";
import { type AuditRowRecord, chainHash, chainStart } from "./auditRow.ts";

export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
  readonly checkpoint_seq: number;
  readonly checkpoint_at: number;
}

/** A signed statement that the chain stood at `hash` when it had `seq` rows. Kept outside too, it catches a rewritten chain. */
export interface Checkpoint {
  readonly seq: number;
  readonly hash: string;
  readonly at: number;
  readonly signature: string; // ed25519, base64
}

export const checkpointEveryRows = 1_000;
export const checkpointEveryMs = 3_600_000;
const batch = 500;

export function checkpointText(checkpoint: Pick<Checkpoint, "seq" | "hash" | "at">): string {
  return `safeloop audit checkpoint\n${checkpoint.seq}\n${checkpoint.hash}\n${checkpoint.at}`;
}

/** Where each checkpoint is also appended, one JSON a line. Copy it to another machine. */
export function checkpointFile(dataDir: string): string {
  return join(dataDir, "audit", "checkpoints.jsonl");
}

export async function readHead(from: Pick<Tx, "first">): Promise<AuditHead> {
  const row = await from.first<AuditHead>({ sql: "select seq, hash, checkpoint_seq, checkpoint_at from audit_head where one = 1", bindings: [] });
  return row ?? { seq: 0, hash: chainStart, checkpoint_seq: 0, checkpoint_at: 0 };
}

export interface SealerOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly keys: AuditKeys;
  readonly dataDir: string;
  readonly log: ServerContext["log"];
}

/** Numbers committed audit rows and links each to the one before; one at a time, so the chain has no fork. */
export class Sealer {
  readonly #options: SealerOptions;
  #running: Promise<number> | undefined;

  constructor(options: SealerOptions) {
    this.#options = options;
  }

  /** Seals everything committed so far; the number of rows sealed. */
  async seal(): Promise<number> {
    this.#running ??= this.#sealAll().finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #sealAll(): Promise<number> {
    let total = 0;
    for (let sealed = batch; sealed === batch; total += sealed) {
      const result = await this.#options.store.unit((tx) => this.#sealBatch(tx));
      sealed = result.sealed;
      if (result.checkpoint) this.#keepOutside(result.checkpoint);
    }
    return total;
  }

  async #sealBatch(tx: Tx): Promise<{ sealed: number; checkpoint?: Checkpoint }> {
    const rows = await tx.all<Pick<AuditRowRecord, "id" | "own_hash">>({ sql: `select id, own_hash from audit_rows where seq is null order by id limit ${batch}`, bindings: [] });
    if (rows.length === 0) return { sealed: 0 };
    const head = await readHead(tx);
    let { seq, hash } = head;
    for (const row of rows) {
      seq += 1;
      hash = chainHash(this.#options.keys.rowKey, hash, seq, row.own_hash);
      await tx.run({ sql: "update audit_rows set seq = ?, chain_hash = ? where id = ? and seq is null", bindings: [seq, hash, row.id] });
    }
    const now = this.#options.clock.now();
    const due = seq - head.checkpoint_seq >= checkpointEveryRows || now - head.checkpoint_at >= checkpointEveryMs;
    await this.#writeHead(tx, { seq, hash, checkpoint_seq: due ? seq : head.checkpoint_seq, checkpoint_at: due ? now : head.checkpoint_at });
    return due ? { sealed: rows.length, checkpoint: await this.#checkpoint(tx, seq, hash, now) } : { sealed: rows.length };
  }

  async #writeHead(tx: Tx, head: AuditHead): Promise<void> {
    const sql = `insert into audit_head (one, seq, hash, checkpoint_seq, checkpoint_at) values (1, ?, ?, ?, ?)
      on conflict (one) do update set seq = excluded.seq, hash = excluded.hash, checkpoint_seq = excluded.checkpoint_seq, checkpoint_at = excluded.checkpoint_at`;
    await tx.run({ sql, bindings: [head.seq, head.hash, head.checkpoint_seq, head.checkpoint_at] });
  }

  async #checkpoint(tx: Tx, seq: number, hash: string, at: number): Promise<Checkpoint> {
    const signature = sign(null, Buffer.from(checkpointText({ seq, hash, at })), this.#options.keys.privateKey).toString("base64");
    await tx.run({ sql: "insert into audit_checkpoints (seq, hash, at, signature) values (?, ?, ?, ?)", bindings: [seq, hash, at, signature] });
    return { seq, hash, at, signature };
  }

  #keepOutside(checkpoint: Checkpoint): void {
    const file = checkpointFile(this.#options.dataDir);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    appendFileSync(file, `${JSON.stringify(checkpoint)}\n`, { mode: 0o600 });
    this.#options.log.info({ checkpoint }, "audit checkpoint");
  }
}
