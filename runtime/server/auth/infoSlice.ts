import { type Info, infoSchema, meSchema, Refusal } from "@safeloop/engine";
import { isLoopback } from "../config/config.ts";
import type { MakeSlice, Route, RouteReply, RouteRequest, ServerContext } from "../context.ts";
import { demoPassword, demoPeople } from "../demo/demoPeople.ts";
import { demoPasswords, isDemo } from "../demo/demoState.ts";
import { closed } from "../http/shapes.ts";
import { productVersion } from "../ops/version.ts";
import { checkPassword, hashPassword } from "./password.ts";
import { findLink, useLink } from "./links.ts";
import { loginOf } from "./loginOf.ts";
import { meOf } from "./me.ts";
import { sessionCookieHeader } from "./sessionCookie.ts";
import { Sessions } from "./sessions.ts";

/** What anybody may know before signing in. Accounts only where the fixed password cannot be reached from outside. */
async function info(ctx: ServerContext): Promise<Info> {
  const demo = await isDemo(ctx.store);
  const open = demo && isLoopback(ctx.config.host) && (await demoPasswords(ctx.store)) === "fixed";
  const accounts = demoPeople.flatMap(({ login, name, shown }) => (shown ? [{ login, password: demoPassword, name, role: shown }] : []));
  return { product: "safeloop", version: productVersion, demo, ...(open ? { accounts } : {}), anonymousSnap: false, firstRun: ctx.tenants().length === 0, siteTz: ctx.config.siteTz };
}

interface FirstRun {
  readonly token: string;
  readonly login: string;
  readonly name: string;
  readonly password: string;
  readonly company?: string;
}

/** The printed link of an empty installation: makes the company and its first administrator, once. */
async function firstRun(ctx: ServerContext, req: RouteRequest): Promise<RouteReply> {
  const given = req.body as FirstRun;
  const login = loginOf(given.login);
  await findLink(ctx.store, ctx.clock, given.token, ["setup"]);
  checkPassword(given.password, login);
  const hash = await hashPassword(given.password);
  const tenantId = ctx.newId();
  const personId = ctx.newId();
  const session = await ctx.store.unit(async (tx) => {
    await useLink(tx, ctx.clock, given.token);
    if (await tx.first({ sql: "select id from org_units limit 1", bindings: [] })) throw new Refusal("LINK_INVALID");
    const now = ctx.clock.now();
    const title = given.company ?? "本公司";
    await tx.run({ sql: "insert into org_units (id, tenant_id, parent_id, level, title_zh, title_en, code, created_at) values (?, ?, null, 'company', ?, ?, 'C1', ?)", bindings: [tenantId, tenantId, title, given.company ?? "My company", now] });
    await tx.run({ sql: "insert into people (id, tenant_id, org_id, login, name, manager_id, status, certificates, password_hash, must_change, created_at) values (?, ?, ?, ?, ?, null, 'active', '[]', ?, 0, ?)", bindings: [personId, tenantId, tenantId, login, given.name, hash, now] });
    await tx.run({ sql: "insert into role_assignments (person_id, role, org_id, tenant_id) values (?, 'admin', ?, ?)", bindings: [personId, tenantId, tenantId] });
    await ctx.audit(tx, { id: personId, kind: "person", name: given.name, tenantId, orgId: tenantId, permissions: new Set(), ...(req.actor.ip === undefined ? {} : { ip: req.actor.ip }) }, { action: "tenant.create", subject: { type: "tenant", id: tenantId }, detail: { login } });
    await ctx.directoryChanged(tx, tenantId);
    return new Sessions(ctx.store, ctx.clock).create(tx, { id: personId, tenantId });
  });
  return { status: 201, headers: { "set-cookie": sessionCookieHeader(ctx.config, req, session), "cache-control": "no-store" }, body: await meOf(ctx, tenantId, personId) };
}

/** `/api/v1/info` and the first run. */
export const makeInfoSlice: MakeSlice = (ctx) => {
  const text = (max: number): object => ({ type: "string", minLength: 1, maxLength: max });
  const body = closed({ token: { type: "string", minLength: 20, maxLength: 100 }, login: { type: "string", minLength: 2, maxLength: 64, pattern: "^[\\p{L}\\p{N}._@+-]+$" }, name: text(100), password: text(200), company: text(100) }, ["token", "login", "name", "password"]);
  const routes: readonly Route[] = [
    { method: "GET", url: "/api/v1/info", summary: "What this installation is", policy: { kind: "public" }, schema: { response: { 200: infoSchema } }, handler: async () => ({ body: await info(ctx) }) },
    { method: "POST", url: "/api/v1/first-run", summary: "Make the first administrator by the printed link", policy: { kind: "public" }, idempotency: "off", bodyLimit: 16_384, schema: { body, response: { 201: meSchema } }, handler: (req) => firstRun(ctx, req) },
  ];
  return { name: "info", routes };
};
