import { issue, Refusal, type SignatureInput } from "@safeloop/engine";
import { verifyPassword } from "../auth/password.ts";
import type { Actor, Reader, ServerContext } from "../context.ts";

interface Signing {
  readonly password?: string;
  readonly signature?: { readonly strokes?: unknown; readonly image?: string; readonly meaning: string };
}

export interface Signed {
  readonly passwordOk?: boolean;
  readonly signature?: SignatureInput;
}

/** Re-entered password, checked before the unit: it takes a third of a second. A wrong one refuses the command. */
export async function verifySigner(ctx: ServerContext, actor: Actor, given: Signing): Promise<Signed> {
  const signature = given.signature ? { signature: await signatureOf(ctx.store, actor, given.signature) } : {};
  if (given.password === undefined) return signature;
  const row = await ctx.store.first<{ password_hash: string | null }>({ sql: "select password_hash from people where id = ? and tenant_id = ?", bindings: [actor.id, actor.tenantId] });
  if (!(await verifyPassword(given.password, row?.password_hash ?? null))) throw new Refusal("PASSWORD_WRONG");
  return { ...signature, passwordOk: true };
}

async function signatureOf(reader: Reader, actor: Actor, given: NonNullable<Signing["signature"]>): Promise<SignatureInput> {
  if (given.image === undefined) return { method: given.strokes === undefined ? "account" : "strokes", meaning: given.meaning };
  const row = await reader.first<{ owner_id: string }>({ sql: "select owner_id from files where id = ? and tenant_id = ?", bindings: [given.image, actor.tenantId] });
  if (row?.owner_id !== actor.id) {
    const params = { field: "signature", id: given.image.slice(0, 120) };
    throw new Refusal("FILE_NOT_YOURS", params, [issue("FILE_NOT_YOURS", "/signature/image", params)]);
  }
  return { method: "image", meaning: given.meaning, file: given.image };
}
