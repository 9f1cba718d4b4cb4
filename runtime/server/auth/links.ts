import { Refusal } from "@safeloop/engine";
import type { Clock, Reader, Tx } from "../context.ts";
import { newSecret, secretHash } from "./secret.ts";

export type LinkPurpose = "invite" | "reset" | "setup";

export interface LinkRow {
  readonly purpose: LinkPurpose;
  readonly person_id: string | null;
  readonly tenant_id: string | null;
}

const lifeMs: { readonly [purpose in LinkPurpose]: number } = { invite: 7 * 86_400_000, reset: 86_400_000, setup: 7 * 86_400_000 };

/** Makes a link that works once; earlier links of the same purpose for the person stop working. */
export async function makeLink(tx: Tx, clock: Clock, purpose: LinkPurpose, person?: { readonly id: string; readonly tenantId: string }): Promise<{ token: string; expiresAt: number }> {
  const token = newSecret();
  const now = clock.now();
  if (person) await tx.run({ sql: "delete from one_time_links where person_id = ?", bindings: [person.id] });
  else await tx.run({ sql: "delete from one_time_links where purpose = ?", bindings: [purpose] });
  const expiresAt = now + lifeMs[purpose];
  await tx.run({ sql: "insert into one_time_links (token_hash, purpose, person_id, tenant_id, created_at, expires_at) values (?, ?, ?, ?, ?, ?)", bindings: [secretHash(token), purpose, person?.id ?? null, person?.tenantId ?? null, now, expiresAt] });
  return { token, expiresAt };
}

/** What a token stands for while it is good. Refuses an unknown, used or expired one alike. */
export async function findLink(from: Reader, clock: Clock, token: string, purposes: readonly LinkPurpose[]): Promise<LinkRow> {
  const row = await from.first<LinkRow>({ sql: "select purpose, person_id, tenant_id from one_time_links where token_hash = ? and used_at is null and expires_at > ?", bindings: [secretHash(token), clock.now()] });
  if (!row || !purposes.includes(row.purpose)) throw new Refusal("LINK_INVALID");
  return row;
}

/** Uses the link up; of two at once only one gets through. */
export async function useLink(tx: Tx, clock: Clock, token: string): Promise<void> {
  const used = await tx.run({ sql: "update one_time_links set used_at = ? where token_hash = ? and used_at is null", bindings: [clock.now(), secretHash(token)] });
  if (used !== 1) throw new Refusal("LINK_INVALID");
}
