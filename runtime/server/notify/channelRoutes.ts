import { randomBytes } from "node:crypto";
import { channelBodySchema, channelChangeBodySchema, channelMadeSchema, channelPageSchema, channelTestedSchema, channelViewSchema, idParamsSchema, Refusal, type ChannelBody, type ChannelChangeBody, type ChannelView } from "@safeloop/engine";
import type { Policy, Reader, Route, RouteReply, RouteRequest, ServerContext, Tx } from "../context.ts";
import { shapeIssues } from "../http/requestSchema.ts";
import { type Channel, SendFault, type Settings } from "./channels/channel.ts";
import { channelKinds, channelOf } from "./channels/registry.ts";
import type { Notifications } from "./notifications.ts";
import type { ChannelDraft, StoredChannel } from "./deliveries/channelStore.ts";
import { singleMessage } from "./deliveries/compose.ts";
import { targetsOf } from "./deliveries/targets.ts";

export const channelEdit: Policy = { kind: "permission", permission: "channel.edit" };

type Counts = ReadonlyMap<string, { readonly open: number; readonly dead: number }>;

async function countsOf(from: Reader, tenantId: string): Promise<Counts> {
  const sql = "select channel_id, sum(case when state in ('waiting', 'failed') then 1 else 0 end) as open, sum(case when state = 'dead' then 1 else 0 end) as dead from deliveries where tenant_id = ? group by channel_id";
  const rows = await from.all<{ channel_id: string; open: number; dead: number }>({ sql, bindings: [tenantId] });
  return new Map(rows.map((row) => [row.channel_id, { open: Number(row.open), dead: Number(row.dead) }]));
}

const isoOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

function stateOf({ enabled, health, lastOkAt }: StoredChannel): ChannelView["state"] {
  if (!enabled) return "off";
  if (health.downSince !== null || health.failures.length > 0) return "failing";
  return lastOkAt === null ? "new" : "ok";
}

function viewOf(channel: StoredChannel, counts: Counts): ChannelView {
  const { id, kind, title, language, place, enabled, settings, secrets, health, lastOkAt, lastAnswer } = channel;
  return { id, kind, title, language, place, enabled, settings, secrets: Object.keys(secrets), state: stateOf(channel), downSince: isoOf(health.downSince), lastOkAt: isoOf(lastOkAt), lastAnswer, ...(counts.get(id) ?? { open: 0, dead: 0 }) };
}

/** Settings and secrets by the shape of their kind; a URL among them must be one that may be reached. */
function checkDraft(notifications: Notifications, kind: Channel, settings: Settings, secrets: Settings): void {
  const issues = [...shapeIssues(kind.settings, settings, "/settings"), ...shapeIssues(kind.secrets, secrets, "/secrets")];
  if (issues.length > 0) throw new Refusal("REQUEST_INVALID", { what: "body" }, issues);
  const url = settings["url"] ?? secrets["url"];
  if (url !== undefined && !notifications.network.isUrl(String(url))) throw new Refusal("CHANNEL_URL");
}

function madeSecretOf(kind: Channel, secrets: Settings): { readonly [name: string]: string } {
  return kind.madeSecret === undefined || secrets[kind.madeSecret] !== undefined ? {} : { [kind.madeSecret]: `whsec_${randomBytes(24).toString("base64")}` };
}

async function create(ctx: ServerContext, notifications: Notifications, req: RouteRequest): Promise<RouteReply> {
  const body = req.body as ChannelBody;
  const kind = channelOf(body.kind);
  if (!kind) throw new Refusal("CHANNEL_KIND", { kind: body.kind, kinds: channelKinds });
  const given = (body.secrets ?? {});
  checkDraft(notifications, kind, body.settings, given);
  const made = madeSecretOf(kind, given);
  const id = ctx.newId();
  const { tenantId } = req.actor;
  return req.unit(async (tx) => {
    const all = await notifications.channels.all(tx, tenantId);
    const place = body.place ?? Math.max(0, ...all.map((one) => one.place)) + 1;
    const draft: ChannelDraft = { title: body.title, language: body.language ?? "zh", enabled: body.enabled ?? true, place, settings: body.settings, secrets: { ...given, ...made } };
    await notifications.channels.add(tx, { id, tenantId, kind: kind.kind, ...draft }, ctx.clock.now());
    await ctx.audit(tx, req.actor, { action: "channel.create", subject: { type: "channel", id }, detail: { kind: kind.kind, title: draft.title } });
    return { status: 201, body: { channel: viewOf(await channelHere(notifications, tx, tenantId, id), new Map()), secret: Object.values(made)[0] ?? null } };
  });
}

async function channelHere(notifications: Notifications, from: Reader, tenantId: string, id: string): Promise<StoredChannel> {
  const channel = await notifications.channels.byId(from, id);
  if (channel?.tenantId !== tenantId) throw new Refusal("NOT_FOUND", { what: id });
  return channel;
}

async function change(ctx: ServerContext, notifications: Notifications, req: RouteRequest): Promise<RouteReply> {
  const body = req.body as ChannelChangeBody;
  const { tenantId } = req.actor;
  const id = req.params["id"] ?? "";
  return req.unit(async (tx) => {
    const before = await channelHere(notifications, tx, tenantId, id);
    const { title = before.title, language = before.language, enabled = before.enabled, place = before.place } = body;
    const draft: ChannelDraft = { title, language, enabled, place, settings: (body.settings ?? before.settings), secrets: { ...before.secrets, ...(body.secrets as Settings | undefined) } };
    const kind = channelOf(before.kind);
    if (kind) checkDraft(notifications, kind, draft.settings, draft.secrets);
    await notifications.channels.change(tx, id, draft);
    if (!enabled) await letGo(ctx, notifications, tx, before, "the channel was switched off");
    else await notifications.dispatcher.schedule(tx, id, tenantId, ctx.clock.now());
    await ctx.audit(tx, req.actor, { action: "channel.change", subject: { type: "channel", id }, detail: { changed: Object.keys(body), secrets: Object.keys(body.secrets ?? {}) } });
    return { body: viewOf(await channelHere(notifications, tx, tenantId, id), await countsOf(tx, tenantId)) };
  });
}

/** What a channel still had to say goes over the next one before it falls silent. */
async function letGo(ctx: ServerContext, { dispatcher, deliveries }: Notifications, tx: Tx, channel: StoredChannel, why: string): Promise<void> {
  while ((await dispatcher.fallOver(tx, channel)) > 0);
  await deliveries.giveUp(tx, channel.id, why, ctx.clock.now());
}

function remove(ctx: ServerContext, notifications: Notifications, req: RouteRequest): Promise<RouteReply> {
  const id = req.params["id"] ?? "";
  return req.unit(async (tx) => {
    const channel = await channelHere(notifications, tx, req.actor.tenantId, id);
    await letGo(ctx, notifications, tx, channel, "the channel was removed");
    await notifications.channels.remove(tx, id);
    await ctx.audit(tx, req.actor, { action: "channel.delete", subject: { type: "channel", id }, detail: { kind: channel.kind, title: channel.title } });
    return { status: 204 };
  });
}

const testMessage = { zh: "这是 Safeloop 的试发消息，收到即说明渠道可用，无需处理。", en: "This is a test message from Safeloop. If you read it, the channel works; nothing has to be done." };

/** Sends a real message now, to the group or to the caller himself, and tells what the other side said. */
async function test(ctx: ServerContext, notifications: Notifications, req: RouteRequest): Promise<RouteReply> {
  const { tenantId, id: personId } = req.actor;
  const id = req.params["id"] ?? "";
  const channel = await channelHere(notifications, ctx.store, tenantId, id);
  const kind = channelOf(channel.kind);
  const targets = kind ? await targetsOf(ctx.store, kind, tenantId, [personId]) : [];
  if (!kind || targets.length === 0) throw new Refusal("CHANNEL_NO_TARGET");
  const notice = { topic: "channel.test", message: testMessage, params: { test: true }, priority: null, subject: null, at: ctx.clock.now() };
  const message = singleMessage(ctx.newId(), notice, notifications.sender.styleOf(channel, kind));
  const answers = await Promise.all(targets.map(({ target }) => notifications.sender.send(channel, kind, target, message).then(
    (answer) => ({ ok: true, answer }),
    (error: unknown) => ({ ok: false, answer: error instanceof SendFault ? error.sentence : String(error) }),
  )));
  const ok = answers.every((one) => one.ok);
  await ctx.store.unit((tx) => ctx.audit(tx, req.actor, { action: "channel.test", subject: { type: "channel", id }, detail: { ok } }));
  return { body: { ok, answer: answers.map((one) => one.answer).join("; ") } };
}

/** Ways out for notices. */
export function channelRoutes(ctx: ServerContext, notifications: Notifications): Route[] {
  const url = "/api/v1/channels";
  const params = idParamsSchema;
  const list = async (req: RouteRequest): Promise<RouteReply> => {
    const counts = await countsOf(ctx.store, req.actor.tenantId);
    return { body: { items: (await notifications.channels.all(ctx.store, req.actor.tenantId)).map((one) => viewOf(one, counts)), next: null } };
  };
  return [
    { method: "GET", url, summary: "Notification channels in the order of their fall-over", policy: channelEdit, schema: { response: { 200: channelPageSchema } }, handler: list },
    { method: "POST", url, summary: "Add a notification channel; a secret made by the server is shown once", policy: channelEdit, idempotency: "off", schema: { body: channelBodySchema, response: { 201: channelMadeSchema } }, handler: (req) => create(ctx, notifications, req) },
    { method: "PATCH", url: `${url}/:id`, summary: "Change a notification channel; secrets left out stay as they are", policy: channelEdit, idempotency: "off", schema: { params, body: channelChangeBodySchema, response: { 200: channelViewSchema } }, handler: (req) => change(ctx, notifications, req) },
    { method: "DELETE", url: `${url}/:id`, summary: "Remove a notification channel; what it still had to say goes over the next one", policy: channelEdit, schema: { params }, handler: (req) => remove(ctx, notifications, req) },
    { method: "POST", url: `${url}/:id/test`, summary: "Send a test message and tell the real answer", policy: channelEdit, schema: { params, response: { 200: channelTestedSchema } }, handler: (req) => test(ctx, notifications, req) },
  ];
}
