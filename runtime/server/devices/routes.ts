import { type I18nText, Refusal } from "@safeloop/engine";
import type { MakeSlice, Policy, Route, RouteReply, RouteRequest, ServerContext } from "../context.ts";
import { DeviceStore, newSecret } from "./deviceStore.ts";

const edit: Policy = { kind: "permission", permission: "device.edit" };

const bodySchema = {
  type: "object",
  properties: {
    id: { type: "string", pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$" },
    title: { type: "object", properties: { zh: { type: "string", minLength: 1, maxLength: 80 }, en: { type: "string", minLength: 1, maxLength: 80 } }, required: ["zh", "en"], additionalProperties: false },
  },
  required: ["id", "title"],
  additionalProperties: false,
} as const;

const pageQuery = { type: "object", properties: { cursor: { type: "string", maxLength: 60 }, limit: { type: "integer", minimum: 1, maximum: 200 } }, additionalProperties: false } as const;

function idOf(req: RouteRequest): string {
  return req.params["id"] ?? "";
}

function notFound(id: string): Refusal {
  return new Refusal("NOT_FOUND", { what: id });
}

async function list(devices: DeviceStore, req: RouteRequest): Promise<{ body: unknown }> {
  const limit = Number(req.query["limit"] ?? 50);
  const items = await devices.list(req.actor.tenantId, String(req.query["cursor"] ?? ""), limit + 1);
  const more = items.length > limit;
  return { body: { items: items.slice(0, limit), next: more ? (items[limit - 1]?.id ?? null) : null } };
}

async function create(ctx: ServerContext, devices: DeviceStore, req: RouteRequest): Promise<{ status: number; body: unknown }> {
  const { id, title } = req.body as { id: string; title: I18nText };
  const { secret, hash } = newSecret();
  await ctx.store.unit(async (tx) => {
    if (await devices.isTaken(tx, id)) throw new Refusal("DEVICE_EXISTS", { id });
    await devices.insert(tx, req.actor.tenantId, { id, title, secretHash: hash, at: ctx.clock.now() });
    await ctx.audit(tx, req.actor, { action: "device.create", subject: { type: "device", id } });
  });
  return { status: 201, body: { device: await devices.find(req.actor.tenantId, id), secret } };
}

async function resetSecret(ctx: ServerContext, devices: DeviceStore, req: RouteRequest): Promise<{ body: unknown }> {
  const id = idOf(req);
  const { secret, hash } = newSecret();
  await ctx.store.unit(async (tx) => {
    if (!(await devices.setSecret(tx, req.actor.tenantId, id, hash))) throw notFound(id);
    tx.afterCommit(() => ctx.services.deviceLinks?.drop(id));
    await ctx.audit(tx, req.actor, { action: "device.resetSecret", subject: { type: "device", id } });
  });
  return { body: { device: await devices.find(req.actor.tenantId, id), secret } };
}

function remove(ctx: ServerContext, devices: DeviceStore, req: RouteRequest): Promise<RouteReply> {
  const id = idOf(req);
  return req.unit(async (tx) => {
    if (!(await devices.remove(tx, req.actor.tenantId, id))) throw notFound(id);
    tx.afterCommit(() => ctx.services.deviceLinks?.drop(id));
    await ctx.audit(tx, req.actor, { action: "device.delete", subject: { type: "device", id } });
    return { status: 204 };
  });
}

function routes(ctx: ServerContext, devices: DeviceStore): Route[] {
  return [
    { method: "GET", url: "/api/v1/devices", summary: "List devices", policy: edit, schema: { query: pageQuery }, handler: (req) => list(devices, req) },
    { method: "POST", url: "/api/v1/devices", summary: "Register a device; its secret is shown once", policy: edit, schema: { body: bodySchema }, idempotency: "off", handler: (req) => create(ctx, devices, req) },
    { method: "POST", url: "/api/v1/devices/:id/secret", summary: "Give a device a new secret, shown once", policy: edit, idempotency: "off", handler: (req) => resetSecret(ctx, devices, req) },
    { method: "DELETE", url: "/api/v1/devices/:id", summary: "Remove a device; it can no longer connect", policy: edit, handler: (req) => remove(ctx, devices, req) },
  ];
}

/** Devices: what may send readings, and with which secret. */
export const devicesSlice: MakeSlice = (ctx) => ({ name: "devices", routes: routes(ctx, new DeviceStore(ctx.store)) });
