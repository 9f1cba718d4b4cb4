import type { HistoryEntry } from "../flows/index.ts";
import type { Answers } from "../forms/index.ts";
import { hashOf } from "../model/canonical.ts";

/** What a printed fingerprint covers. */
export interface PrintRecord {
  readonly submission: string;
  readonly number: string;
  readonly form: string; // hash of the revision
  readonly flow: string | null; // hash of the revision
  readonly answers: Answers; // all of them, whoever prints
  readonly files: { readonly [id: string]: string }; // SHA-256 of the originals
  readonly history: readonly HistoryEntry[];
}

const counted: ReadonlySet<string> = new Set(["submit", "approve", "reject", "return", "withdraw", "takeBack", "jump", "terminate", "cancel", "event", "system", "interlock", "suspend", "resume", "migrate"]);

/**
 * Fingerprint of a record: its data, the originals it names, every decision
 * and every event of its life, in the order they came. Talk, reminders and who
 * was asked leave it alone. 64 hex digits.
 */
export function recordHash({ history, ...record }: PrintRecord): string {
  const steps = history.filter((entry) => counted.has(entry.command)).map((entry) => ({
    seq: entry.seq, i: entry.i, at: entry.at, by: entry.by, command: entry.command, node: entry.node ?? null, visit: entry.visit ?? null, seat: entry.seat ?? null,
    outcome: entry.outcome ?? null, comment: entry.comment ?? null, signature: entry.signature?.hash ?? null, image: entry.signature?.file ?? null,
  }));
  return hashOf({ ...record, steps });
}
