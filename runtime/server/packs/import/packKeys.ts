import { createPublicKey } from "node:crypto";
import { Refusal, type PackKeyBody, type PackKeyList } from "@safeloop/engine";
import type { Reader, RouteReply, RouteRequest, ServerContext } from "../../context.ts";
import { keyIdOf } from "../archive/signature.ts";

interface KeyRow {
  readonly key_id: string;
  readonly public_key: string;
  readonly name: string;
  readonly at: number;
}

/** True when the tenant trusts packs signed with this key. */
export async function isTrusted(reader: Reader, tenantId: string, keyId: string): Promise<boolean> {
  return (await reader.first({ sql: "select 1 as yes from pack_keys where tenant_id = ? and key_id = ?", bindings: [tenantId, keyId] })) !== undefined;
}

export async function listKeys(ctx: ServerContext, tenantId: string): Promise<PackKeyList> {
  const rows = await ctx.store.all<KeyRow>({ sql: "select key_id, public_key, name, at from pack_keys where tenant_id = ? order by at, key_id", bindings: [tenantId] });
  return { items: rows.map((row) => ({ keyId: row.key_id, publicKey: row.public_key, name: row.name, at: new Date(row.at).toISOString() })) };
}

/** Only Ed25519 keys; anything else cannot have signed a pack of ours. */
function checkedKey(publicKey: string): string {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, "base64"), type: "spki", format: "der" });
    if (key.asymmetricKeyType === "ed25519") return key.export({ type: "spki", format: "der" }).toString("base64");
  } catch {
    // Told below.
  }
  throw new Refusal("PACK_KEY_BAD");
}

export function addKey(ctx: ServerContext, req: RouteRequest): Promise<RouteReply> {
  const { name, publicKey } = req.body as PackKeyBody;
  const key = checkedKey(publicKey);
  const keyId = keyIdOf(key);
  return req.unit(async (tx) => {
    await tx.run({ sql: "insert into pack_keys (tenant_id, key_id, public_key, name, at, by_id) values (?,?,?,?,?,?) on conflict (tenant_id, key_id) do update set name = excluded.name", bindings: [req.actor.tenantId, keyId, key, name, ctx.clock.now(), req.actor.id] });
    await ctx.audit(tx, req.actor, { action: "pack.trust", subject: { type: "pack", id: keyId }, detail: { name } });
    return { status: 201, body: { keyId } };
  });
}

export function removeKey(ctx: ServerContext, req: RouteRequest): Promise<RouteReply> {
  const keyId = req.params["id"] ?? "";
  return req.unit(async (tx) => {
    if (!(await isTrusted(tx, req.actor.tenantId, keyId))) throw new Refusal("NOT_FOUND", { what: "key" });
    await tx.run({ sql: "delete from pack_keys where tenant_id = ? and key_id = ?", bindings: [req.actor.tenantId, keyId] });
    await ctx.audit(tx, req.actor, { action: "pack.distrust", subject: { type: "pack", id: keyId } });
    return { status: 204 };
  });
}
