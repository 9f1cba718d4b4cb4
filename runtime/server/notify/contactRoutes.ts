import { createHash } from "node:crypto";
import { contactSchema, idParamsSchema, Refusal, type Contact } from "@safeloop/engine";
import type { Actor, Policy, Reader, Route, RouteReply, RouteRequest, ServerContext } from "../context.ts";
import { closed } from "../http/shapes.ts";
import { visibleUnits } from "../people/personView.ts";
import type { Notifications } from "./notifications.ts";

const session: Policy = { kind: "session" };
const peopleEdit: Policy = { kind: "permission", permission: "people.edit" };
const address = { anyOf: [{ type: "string", format: "email", maxLength: 200 }, { type: "null" }] } as const;
const emailBody = closed({ email: address }, ["email"]);
const keyText = { type: "string", pattern: "^[A-Za-z0-9_-]{16,200}=*$" } as const;
const browserBody = closed({ endpoint: { type: "string", maxLength: 2000 }, p256dh: keyText, auth: keyText, browser: { type: "string", minLength: 1, maxLength: 100 } }, ["endpoint", "p256dh", "auth", "browser"]);

interface BrowserBody {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  readonly browser: string;
}

async function contactOf(ctx: ServerContext, notifications: Notifications, from: Reader, { id, tenantId }: Actor): Promise<Contact> {
  const person = await from.first<{ email: string | null }>(ctx.store.qb("people").where({ id, tenant_id: tenantId }).select("email"));
  const browsers = await from.all<{ id: string; browser: string; created_at: number }>(ctx.store.qb("push_subscriptions").where({ person_id: id, tenant_id: tenantId }).orderBy("created_at").select("id", "browser", "created_at"));
  const hasPush = (await notifications.channels.all(from, tenantId)).some((one) => one.kind === "push" && one.enabled);
  return {
    email: person?.email ?? null, browsers: browsers.map((one) => ({ id: one.id, browser: one.browser, createdAt: new Date(one.created_at).toISOString() })),
    pushKey: hasPush ? (await notifications.pushKeys()).publicKey : null,
  };
}

async function setEmail(ctx: ServerContext, req: RouteRequest, personId: string): Promise<RouteReply> {
  const { email } = req.body as { readonly email: string | null };
  return req.unit(async (tx) => {
    await tx.run(ctx.store.qb("people").where({ id: personId, tenant_id: req.actor.tenantId }).update({ email }));
    await ctx.audit(tx, req.actor, { action: "person.change", subject: { type: "person", id: personId }, detail: { email: email === null ? "removed" : "set" } });
    return { body: { email } };
  });
}

/** A browser is one row however often it subscribes; who signs in there last has it. */
function subscribe(ctx: ServerContext, notifications: Notifications, req: RouteRequest): Promise<RouteReply> {
  const { endpoint, p256dh, auth, browser } = req.body as BrowserBody;
  if (!notifications.network.isUrl(endpoint)) throw new Refusal("CHANNEL_URL");
  const id = createHash("sha256").update(endpoint).digest("hex").slice(0, 32);
  const row = { id, tenant_id: req.actor.tenantId, person_id: req.actor.id, endpoint, p256dh, auth, browser, created_at: ctx.clock.now() };
  return req.unit(async (tx) => {
    await tx.run(ctx.store.qb("push_subscriptions").insert(row).onConflict("id").merge());
    return { status: 201, body: { id } };
  });
}

function unsubscribe(ctx: ServerContext, req: RouteRequest): Promise<RouteReply> {
  const id = req.params["id"] ?? "";
  return req.unit(async (tx) => {
    const removed = await tx.run(ctx.store.qb("push_subscriptions").where({ id, person_id: req.actor.id, tenant_id: req.actor.tenantId }).delete());
    if (removed === 0) throw new Refusal("NOT_FOUND", { what: id });
    return { status: 204 };
  });
}

/** A person the caller may edit, by id. */
function editable(ctx: ServerContext, req: RouteRequest): string {
  const id = req.params["id"] ?? "";
  const person = ctx.directory(req.actor.tenantId).person(id);
  if (!person || !(visibleUnits(ctx, req.actor).has(person.orgId))) throw new Refusal("NOT_FOUND", { what: "person" });
  if (!ctx.reach(req.actor, "people.edit").has(person.orgId)) throw new Refusal("FORBIDDEN", { permission: "people.edit" });
  return id;
}

/** Where notices reach people: e-mail addresses and browsers. */
export function contactRoutes(ctx: ServerContext, notifications: Notifications): Route[] {
  const emailOf = async (req: RouteRequest): Promise<RouteReply> => ({ body: await ctx.store.first(ctx.store.qb("people").where({ id: editable(ctx, req) }).select("email")) });
  return [
    { method: "GET", url: "/api/v1/me/contact", summary: "Where notices reach me", policy: session, schema: { response: { 200: contactSchema } }, handler: async (req) => ({ body: await contactOf(ctx, notifications, ctx.store, req.actor) }) },
    { method: "PUT", url: "/api/v1/me/contact", summary: "Set or remove my e-mail address", policy: session, schema: { body: emailBody }, handler: (req) => setEmail(ctx, req, req.actor.id) },
    { method: "POST", url: "/api/v1/me/browsers", summary: "Let this browser show my notices", policy: session, schema: { body: browserBody }, handler: async (req) => subscribe(ctx, notifications, req) },
    { method: "DELETE", url: "/api/v1/me/browsers/:id", summary: "Show my notices no longer in a browser", policy: session, schema: { params: idParamsSchema }, handler: (req) => unsubscribe(ctx, req) },
    { method: "GET", url: "/api/v1/people/:id/email", summary: "The e-mail address of a person", policy: peopleEdit, schema: { params: idParamsSchema }, handler: emailOf },
    { method: "PUT", url: "/api/v1/people/:id/email", summary: "Set or remove the e-mail address of a person", policy: peopleEdit, schema: { params: idParamsSchema, body: emailBody }, handler: async (req) => setEmail(ctx, req, editable(ctx, req)) },
  ];
}
