import { Refusal, type SubsidiaryBody } from "@safeloop/engine";
import { makeLink } from "../auth/links.ts";
import { loginOf } from "../auth/loginOf.ts";
import type { RouteReply, RouteRequest, ServerContext, Tx } from "../context.ts";
import { systemActor } from "../instances/systemActor.ts";

/**
 * A tenant of its own, below this one: its people and records are nobody
 * else's, its packs come as this tenant has them (ADR 23). Answers the
 * one-time link of its administrator.
 */
export function addSubsidiary(ctx: ServerContext, req: RouteRequest): Promise<RouteReply> {
  const given = req.body as SubsidiaryBody;
  const tenantId = ctx.newId();
  const personId = ctx.newId();
  return req.unit(async (tx) => {
    await writeTenant(ctx, tx, tenantId, req.actor.tenantId, given);
    await writeAdmin(ctx, tx, tenantId, personId, given.admin);
    const { token } = await makeLink(tx, ctx.clock, "invite", { id: personId, tenantId });
    await ctx.audit(tx, req.actor, { action: "tenant.create", subject: { type: "tenant", id: tenantId }, detail: { title: given.title.zh, below: req.actor.tenantId } });
    await ctx.audit(tx, systemActor(tenantId), { action: "tenant.create", subject: { type: "tenant", id: tenantId }, detail: { below: req.actor.tenantId, by: req.actor.name } });
    await ctx.directoryChanged(tx, tenantId);
    return { status: 201, headers: { "cache-control": "no-store" }, body: { id: tenantId, link: `${ctx.config.publicUrl?.replace(/\/$/, "") ?? ""}/invite?token=${token}` } };
  });
}

async function writeTenant(ctx: ServerContext, tx: Tx, tenantId: string, upstream: string, { title, code, level }: SubsidiaryBody): Promise<void> {
  const now = ctx.clock.now();
  await tx.run({ sql: "insert into org_units (id, tenant_id, parent_id, level, title_zh, title_en, code, created_at) values (?, ?, null, ?, ?, ?, ?, ?)", bindings: [tenantId, tenantId, level, title.zh, title.en, code, now] });
  await tx.run({ sql: "insert into tenant_links (tenant_id, upstream_id, at) values (?,?,?)", bindings: [tenantId, upstream, now] });
}

async function writeAdmin(ctx: ServerContext, tx: Tx, tenantId: string, personId: string, admin: SubsidiaryBody["admin"]): Promise<void> {
  const login = loginOf(admin.login);
  const added = await tx.run({
    sql: "insert into people (id, tenant_id, org_id, login, name, manager_id, status, certificates, must_change, created_at) values (?, ?, ?, ?, ?, null, 'invited', '[]', 0, ?) on conflict (login) do nothing",
    bindings: [personId, tenantId, tenantId, login, admin.name, ctx.clock.now()],
  });
  if (added === 0) throw new Refusal("LOGIN_TAKEN", { login });
  await tx.run({ sql: "insert into role_assignments (person_id, role, org_id, tenant_id) values (?, 'admin', ?, ?)", bindings: [personId, tenantId, tenantId] });
}
