import { Refusal } from "@safeloop/engine";
import type { MakeSlice, Policy, Route, RouteReply, RouteRequest, ServerContext } from "../context.ts";
import { fromJson, toJson } from "../storage/index.ts";
import { isDeliverableUrl } from "./channels/publicAddress.ts";
import { newWebhookSecret, WebhookChannel } from "./channels/webhook.ts";

const edit: Policy = { kind: "permission", permission: "webhook.edit" };

/** What a webhook may ask for; `*` is everything. */
const eventTypes = ["*", "alarm.raised", "alarm.cleared", "alarm.acknowledged", "permit.suspended", "submission.created", "instance.ended", "flow.event"] as const;

const bodySchema = {
  type: "object",
  properties: { url: { type: "string", maxLength: 2000 }, events: { type: "array", minItems: 1, maxItems: 20, uniqueItems: true, items: { enum: [...eventTypes] } } },
  required: ["url", "events"],
  additionalProperties: false,
} as const;

interface HookRow {
  readonly id: string;
  readonly url: string;
  readonly events: string;
  readonly created_at: number | string;
}

async function list(ctx: ServerContext, tenantId: string): Promise<unknown> {
  const rows = await ctx.store.all<HookRow>(ctx.store.qb("webhooks").where({ tenant_id: tenantId }).orderBy("created_at"));
  return { items: rows.map((row) => ({ id: row.id, url: row.url, events: fromJson<string[]>(row.events), createdAt: Number(row.created_at) })), next: null };
}

async function create(ctx: ServerContext, req: RouteRequest): Promise<{ status: number; body: unknown }> {
  const { url, events } = req.body as { url: string; events: string[] };
  if (!isDeliverableUrl(url)) throw new Refusal("WEBHOOK_URL", { url });
  const id = ctx.newId();
  const secret = newWebhookSecret();
  await ctx.store.unit(async (tx) => {
    await tx.run(ctx.store.qb("webhooks").insert({ id, tenant_id: req.actor.tenantId, url, events: toJson(events), secret, created_by: req.actor.id, created_at: ctx.clock.now() }));
    await ctx.audit(tx, req.actor, { action: "webhook.create", subject: { type: "webhook", id }, detail: { url, events } });
  });
  return { status: 201, body: { id, url, events, secret } };
}

function remove(ctx: ServerContext, req: RouteRequest): Promise<RouteReply> {
  const id = req.params["id"] ?? "";
  return req.unit(async (tx) => {
    const removed = await tx.run(ctx.store.qb("webhooks").where({ id, tenant_id: req.actor.tenantId }).delete());
    if (removed === 0) throw new Refusal("NOT_FOUND", { what: id });
    await ctx.audit(tx, req.actor, { action: "webhook.delete", subject: { type: "webhook", id } });
    return { status: 204 };
  });
}

async function deliveries(ctx: ServerContext, req: RouteRequest): Promise<{ body: unknown }> {
  const where = { webhook_id: req.params["id"] ?? "", tenant_id: req.actor.tenantId };
  const rows = await ctx.store.all<Record<string, unknown>>(ctx.store.qb("webhook_deliveries").where(where).orderBy("created_at", "desc").limit(100).select("id", "event", "state", "tries", "last_error", "created_at", "done_at"));
  return { body: { items: rows.map((row) => ({ id: row["id"], event: row["event"], state: row["state"], tries: row["tries"], error: row["last_error"], createdAt: Number(row["created_at"]), doneAt: row["done_at"] === null ? null : Number(row["done_at"]) })), next: null } };
}

function redeliver(ctx: ServerContext, channel: WebhookChannel, req: RouteRequest): Promise<RouteReply> {
  const id = req.params["delivery"] ?? "";
  return req.unit(async (tx) => {
    if (!(await channel.redeliver(tx, req.actor.tenantId, id))) throw new Refusal("NOT_FOUND", { what: id });
    await ctx.audit(tx, req.actor, { action: "webhook.redeliver", subject: { type: "webhook", id } });
    return { status: 202 };
  });
}

function routes(ctx: ServerContext, channel: WebhookChannel): Route[] {
  return [
    { method: "GET", url: "/api/v1/webhooks", summary: "List webhooks", policy: edit, handler: async (req) => ({ body: await list(ctx, req.actor.tenantId) }) },
    { method: "POST", url: "/api/v1/webhooks", summary: "Add a webhook; its signing secret is shown once", policy: edit, schema: { body: bodySchema }, idempotency: "off", handler: (req) => create(ctx, req) },
    { method: "DELETE", url: "/api/v1/webhooks/:id", summary: "Remove a webhook", policy: edit, handler: (req) => remove(ctx, req) },
    { method: "GET", url: "/api/v1/webhooks/:id/deliveries", summary: "The last deliveries of a webhook", policy: edit, handler: (req) => deliveries(ctx, req) },
    { method: "POST", url: "/api/v1/webhooks/:id/deliveries/:delivery/redeliver", summary: "Send a dead delivery again", policy: edit, handler: (req) => redeliver(ctx, channel, req) },
  ];
}

/** Webhooks: signed events for other systems. */
export const webhooksSlice: MakeSlice = (ctx) => {
  const channel = new WebhookChannel(ctx);
  ctx.effects.handle("webhook", (effect, tenantId) => ctx.store.unit((tx) => channel.enqueue(tx, tenantId, { key: effect.key, type: effect.event, subject: effect.subject, data: effect.data })));
  return { name: "webhooks", routes: routes(ctx, channel) };
};
