import { deliveryPageSchema, idParamsSchema, Refusal, type DeliveryView, type I18nText, type JsonObject } from "@safeloop/engine";
import type { Route, RouteReply, RouteRequest, ServerContext } from "../context.ts";
import { closed } from "../http/shapes.ts";
import { fromJson } from "../storage/index.ts";
import { limitOf, pageOfRows, readCursor } from "../views/cursor.ts";
import { channelEdit } from "./channelRoutes.ts";
import type { Notifications } from "./notifications.ts";

const query = closed({
  state: { enum: ["waiting", "failed", "sent", "dead"] }, channel: { type: "string", maxLength: 100 },
  cursor: { type: "string", maxLength: 400 }, limit: { type: "integer", minimum: 1, maximum: 200 },
});

interface Row {
  readonly id: string;
  readonly channel_id: string;
  readonly title: string;
  readonly kind: string;
  readonly target: string;
  readonly message: string;
  readonly priority: string | null;
  readonly state: DeliveryView["state"];
  readonly fell_over: number;
  readonly tries: number;
  readonly next_at: number;
  readonly last_answer: string | null;
  readonly created_at: number;
  readonly done_at: number | null;
  readonly browser: string | null;
}

const iso = (at: number): string => new Date(at).toISOString();

function viewOf(row: Row): DeliveryView {
  return {
    id: row.id, channelId: row.channel_id, channel: row.title, kind: row.kind, target: row.browser ?? row.target, message: fromJson<I18nText & JsonObject>(row.message), priority: row.priority, state: row.state,
    fellOver: row.fell_over === 1, tries: row.tries, nextAt: row.state === "failed" ? iso(row.next_at) : null, answer: row.last_answer, createdAt: iso(row.created_at), doneAt: row.done_at === null ? null : iso(row.done_at),
  };
}

async function list(ctx: ServerContext, req: RouteRequest): Promise<RouteReply> {
  const limit = limitOf(req.query);
  const from = ctx.store.qb("deliveries as d").join("outgoing_notices as n", "n.id", "d.notice_id").join("channels as c", "c.id", "d.channel_id").leftJoin("push_subscriptions as s", "s.id", "d.target");
  const found = from.where("d.tenant_id", req.actor.tenantId).orderBy([{ column: "d.created_at", order: "desc" }, { column: "d.id", order: "desc" }]).limit(limit + 1)
    .select("d.id", "d.channel_id", "c.title", "c.kind", "d.target", "n.message", "n.priority", "d.state", "d.fell_over", "d.tries", "d.next_at", "d.last_answer", "d.created_at", "d.done_at", "s.browser");
  if (req.query["state"] !== undefined) void found.where("d.state", String(req.query["state"]));
  if (req.query["channel"] !== undefined) void found.where("d.channel_id", String(req.query["channel"]));
  const before = readCursor(req.query, 2) as [number, string] | undefined;
  if (before) void found.whereRaw("(d.created_at < ? or (d.created_at = ? and d.id < ?))", [before[0], before[0], before[1]]);
  return { body: pageOfRows(await ctx.store.all<Row>(found), limit, viewOf, (row) => [row.created_at, row.id]) };
}

/** Dead letters back into the queue. */
function redeliver(ctx: ServerContext, notifications: Notifications, req: RouteRequest, which: { readonly id: string } | { readonly channelId: string }): Promise<RouteReply> {
  const { tenantId } = req.actor;
  return req.unit(async (tx) => {
    const channels = await notifications.deliveries.revive(tx, tenantId, which, ctx.clock.now());
    if (channels.length === 0) throw new Refusal("NOT_FOUND", { what: Object.values(which).join() });
    for (const channelId of channels) await notifications.dispatcher.schedule(tx, channelId, tenantId, ctx.clock.now());
    const subject = "id" in which ? ({ type: "delivery", id: which.id } as const) : ({ type: "channel", id: which.channelId } as const);
    await ctx.audit(tx, req.actor, { action: "delivery.redeliver", subject });
    return { status: 202, body: {} };
  });
}

/** Notices on their way, and those given up. */
export function deliveryRoutes(ctx: ServerContext, notifications: Notifications): Route[] {
  const idOf = (req: RouteRequest): string => req.params["id"] ?? "";
  return [
    { method: "GET", url: "/api/v1/deliveries", summary: "Deliveries of notices, newest first", policy: channelEdit, schema: { query, response: { 200: deliveryPageSchema } }, handler: (req) => list(ctx, req) },
    { method: "POST", url: "/api/v1/deliveries/:id/redeliver", summary: "Send a dead letter again", policy: channelEdit, schema: { params: idParamsSchema }, handler: (req) => redeliver(ctx, notifications, req, { id: idOf(req) }) },
    { method: "POST", url: "/api/v1/channels/:id/redeliver", summary: "Send all dead letters of a channel again", policy: channelEdit, schema: { params: idParamsSchema }, handler: (req) => redeliver(ctx, notifications, req, { channelId: idOf(req) }) },
  ];
}
