import { type KeyObject, verify } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import type { Reader } from "../context.ts";
import { type AuditRowRecord, chainHash, chainStart, ownHash } from "./auditRow.ts";
import { type Checkpoint, checkpointText, readHead } from "./sealer.ts";

export interface AuditVerdict {
  readonly ok: boolean;
  readonly entries: number; // sealed rows that hold
  readonly unsealed: number;
  readonly firstBadSeq?: number;
  readonly why?: string;
}

export interface VerifyOptions {
  readonly from: Reader;
  readonly rowKey: Uint8Array;
  readonly publicKey: KeyObject;
  /** Checkpoints kept outside the database, besides those in it. */
  readonly outside?: readonly Checkpoint[];
}

interface Bad {
  readonly seq: number;
  readonly why: string;
}

const pageSize = 2_000;

/** Reads a file of checkpoints, one JSON a line; an absent file holds none. */
export function readCheckpoints(file: string): readonly Checkpoint[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8").split("\n").filter((line) => line.trim() !== "").map((line) => JSON.parse(line) as Checkpoint);
}

function badRow(options: VerifyOptions, row: AuditRowRecord, seq: number, previous: string): Bad | undefined {
  if (row.seq !== seq) return { seq, why: "a row is missing" };
  if (ownHash(options.rowKey, row) !== row.own_hash) return { seq, why: "the row was changed" };
  if (chainHash(options.rowKey, previous, seq, row.own_hash) !== row.chain_hash) return { seq, why: "the link to the row before is broken" };
  return undefined;
}

/** Walks the chain from the first row; the hash after each checkpoint's row is looked up on the way. */
async function walk(options: VerifyOptions, wanted: ReadonlySet<number>): Promise<{ seq: number; hash: string; at: Map<number, string>; bad?: Bad }> {
  const at = new Map<number, string>();
  let seq = 0;
  let hash = chainStart;
  for (;;) {
    const rows = await options.from.all<AuditRowRecord>({ sql: `select * from audit_rows where seq > ? order by seq limit ${pageSize}`, bindings: [seq] });
    for (const row of rows) {
      const bad = badRow(options, row, seq + 1, hash);
      if (bad) return { seq, hash, at, bad };
      seq += 1;
      hash = row.chain_hash ?? "";
      if (wanted.has(seq)) at.set(seq, hash);
    }
    if (rows.length < pageSize) return { seq, hash, at };
  }
}

/** A checkpoint that the chain contradicts: everything after the last good one is in doubt, so the first in doubt is named. */
function badCheckpoint(options: VerifyOptions, checkpoints: readonly Checkpoint[], walked: { seq: number; at: ReadonlyMap<number, string> }): Bad | undefined {
  let lastGood = 0;
  for (const checkpoint of [...checkpoints].sort((a, b) => a.seq - b.seq)) {
    const signed = verify(null, Buffer.from(checkpointText(checkpoint)), options.publicKey, Buffer.from(checkpoint.signature, "base64"));
    if (!signed) return { seq: lastGood + 1, why: `the checkpoint at ${checkpoint.seq} is not signed by this installation` };
    if (checkpoint.seq > walked.seq) return { seq: walked.seq + 1, why: `rows up to ${checkpoint.seq} once existed and are gone` };
    if (walked.at.get(checkpoint.seq) !== checkpoint.hash) return { seq: lastGood + 1, why: `the chain differs from the checkpoint at ${checkpoint.seq}` };
    lastGood = checkpoint.seq;
  }
  return undefined;
}

async function badTail(options: VerifyOptions, walked: { seq: number; hash: string }): Promise<Bad | undefined> {
  const head = await readHead(options.from);
  if (head.seq !== walked.seq || head.hash !== walked.hash) return { seq: Math.min(head.seq, walked.seq) + 1, why: "the end of the chain differs from its recorded head" };
  const tail = await options.from.all<AuditRowRecord>({ sql: "select * from audit_rows where seq is null order by id", bindings: [] });
  const forged = tail.findIndex((row) => ownHash(options.rowKey, row) !== row.own_hash);
  return forged < 0 ? undefined : { seq: walked.seq + 1 + forged, why: "a row that is not sealed yet was changed or forged" };
}

/** Checks every sealed row, the recorded head, the unsealed tail, and the signed checkpoints. Names the first bad sequence number. */
export async function verifyAudit(options: VerifyOptions): Promise<AuditVerdict> {
  const inside = await options.from.all<Checkpoint>({ sql: "select seq, hash, at, signature from audit_checkpoints order by seq", bindings: [] });
  const checkpoints = [...inside, ...(options.outside ?? [])];
  const walked = await walk(options, new Set(checkpoints.map((one) => one.seq)));
  const unsealed = (await options.from.first<{ n: number }>({ sql: "select count(*) as n from audit_rows where seq is null", bindings: [] }))?.n ?? 0;
  // Those kept outside first: whoever rewrote the database could have written the ones in it too.
  const bad = walked.bad ?? badCheckpoint(options, options.outside ?? [], walked) ?? badCheckpoint(options, inside, walked) ?? (await badTail(options, walked));
  return { ok: !bad, entries: walked.seq, unsealed, ...(bad ? { firstBadSeq: bad.seq, why: bad.why } : {}) };
}
