import { Refusal } from "@safeloop/engine";
import type { Actor, MakeSlice, Route, ServerContext, Tx } from "../context.ts";
import { pageOf, pageQuery } from "../http/page.ts";
import { closed, idText } from "../http/shapes.ts";
import { permissions } from "../people/rolePermissions.ts";
import { fromJson } from "../storage/json.ts";
import { newSecret, secretHash } from "./secret.ts";
import { tokensOf } from "./tokens.ts";

interface TokenRow {
  readonly id: string;
  readonly title: string;
  readonly permissions: string;
  readonly created_by: string;
  readonly created_at: number;
  readonly expires_at: number | null;
  readonly org_id: string;
}

interface NewToken {
  readonly title: string;
  readonly permissions: readonly string[];
  readonly expiresAt?: string;
}

/** A token as lists show one; the secret is nowhere. */
interface TokenView {
  readonly id: string;
  readonly title: string;
  readonly permissions: readonly string[];
  readonly orgId: string;
  readonly createdAt: string;
  readonly createdBy: { readonly id: string; readonly name: string };
  readonly expiresAt: string | null;
}

function view(ctx: ServerContext, actor: Actor, row: TokenRow): TokenView {
  const maker = ctx.directory(actor.tenantId).person(row.created_by);
  return {
    id: row.id,
    title: row.title,
    permissions: fromJson<string[]>(row.permissions),
    orgId: row.org_id,
    createdAt: new Date(row.created_at).toISOString(),
    createdBy: { id: row.created_by, name: maker?.name ?? "" },
    expiresAt: row.expires_at === null ? null : new Date(row.expires_at).toISOString(),
  };
}

async function listTokens(ctx: ServerContext, actor: Actor): Promise<readonly TokenView[]> {
  const rows = await ctx.store.all<TokenRow>({ sql: "select id, title, permissions, created_by, created_at, expires_at, org_id from api_tokens where tenant_id = ? and revoked_at is null order by created_at desc, id", bindings: [actor.tenantId] });
  const reach = ctx.reach(actor, "token.edit");
  return rows.filter((row) => reach.has(row.org_id)).map((row) => view(ctx, actor, row));
}

/** A token can do no more than who made it, and reaches no further than their unit. */
async function addToken(ctx: ServerContext, tx: Tx, actor: Actor, given: NewToken): Promise<{ id: string; token: string }> {
  const beyond = given.permissions.filter((permission) => !actor.permissions.has(permission));
  if (beyond.length > 0) throw new Refusal("TOKEN_PERMISSION", { permissions: beyond });
  const now = ctx.clock.now();
  const expiresAt = given.expiresAt === undefined ? null : Date.parse(given.expiresAt);
  if (expiresAt !== null && !(expiresAt > now)) throw new Refusal("TOKEN_EXPIRY");
  const id = ctx.newId();
  const token = newSecret("slt_");
  const sql = "insert into api_tokens (id, token_hash, tenant_id, org_id, title, permissions, created_by, created_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
  await tx.run({ sql, bindings: [id, secretHash(token), actor.tenantId, actor.orgId, given.title, JSON.stringify(given.permissions), actor.id, now, expiresAt] });
  await ctx.audit(tx, actor, { action: "token.create", subject: { type: "token", id }, detail: { title: given.title, permissions: given.permissions } });
  return { id, token };
}

async function revokeToken(ctx: ServerContext, tx: Tx, actor: Actor, id: string): Promise<void> {
  const row = await tx.first<{ org_id: string }>({ sql: "select org_id from api_tokens where id = ? and tenant_id = ? and revoked_at is null", bindings: [id, actor.tenantId] });
  if (!row || !ctx.reach(actor, "token.edit").has(row.org_id)) throw new Refusal("NOT_FOUND", { what: "token" });
  await tx.run({ sql: "update api_tokens set revoked_at = ? where id = ?", bindings: [ctx.clock.now(), id] });
  tx.afterCommit(() => tokensOf(ctx.store).forget());
  await ctx.audit(tx, actor, { action: "token.revoke", subject: { type: "token", id } });
}

/** `/api/v1/tokens`: keys for programs, shown once. */
export const makeTokenSlice: MakeSlice = (ctx) => {
  const policy = { kind: "permission", permission: "token.edit" } as const;
  const url = "/api/v1/tokens";
  const body = closed({ title: { type: "string", minLength: 1, maxLength: 100 }, permissions: { type: "array", minItems: 1, uniqueItems: true, items: { enum: [...permissions] } }, expiresAt: { type: "string", format: "date-time" } }, ["title", "permissions"]);
  const routes: readonly Route[] = [
    { method: "GET", url, summary: "API tokens", policy, schema: { query: closed(pageQuery) }, handler: async (req) => ({ body: pageOf(await listTokens(ctx, req.actor), req.query) }) },
    { method: "POST", url, summary: "Make an API token; the secret is shown once", policy, idempotency: "off", schema: { body }, handler: (req) => req.unit(async (tx) => ({ status: 201, headers: { "cache-control": "no-store" }, body: await addToken(ctx, tx, req.actor, req.body as NewToken) })) },
    { method: "DELETE", url: `${url}/:id`, summary: "Revoke an API token", policy, schema: { params: closed({ id: idText }, ["id"]) }, handler: (req) => req.unit(async (tx) => ({ status: 204, body: await revokeToken(ctx, tx, req.actor, req.params["id"] ?? "") })) },
  ];
  return { name: "tokens", routes };
};
