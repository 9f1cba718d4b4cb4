import { type AuditAction, isFound, Refusal } from "@safeloop/engine";
import { spelling } from "@safeloop/engine/spelling";
import type { MakeSlice, Policy, Route, RouteReply, RouteRequest, ServerContext } from "../context.ts";
import { type Asset, assetKinds, AssetStore } from "./assetStore.ts";

const session: Policy = { kind: "session" };
const edit: Policy = { kind: "permission", permission: "device.edit" };
const text = { type: "string", minLength: 1, maxLength: 120 } as const;

const changeable = {
  title: { type: "object", properties: { zh: text, en: text }, required: ["zh", "en"], additionalProperties: false },
  kind: { enum: [...assetKinds] },
  area: { type: "string", maxLength: 60 },
  calibrationDue: { type: "string", format: "date-time" },
  exProof: { type: "boolean" },
} as const;

const bodySchema = {
  type: "object",
  properties: { id: { type: "string", pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$" }, ...changeable },
  required: ["id", "title", "kind"],
  additionalProperties: false,
} as const;

const changeSchema = { type: "object", properties: changeable, minProperties: 1, additionalProperties: false } as const;

const listQuery = {
  type: "object",
  properties: { q: { type: "string", maxLength: 80 }, kind: { enum: [...assetKinds] }, cursor: { type: "string", maxLength: 60 }, limit: { type: "integer", minimum: 1, maximum: 200 } },
  additionalProperties: false,
} as const;

function list(assets: AssetStore, req: RouteRequest): RouteReply {
  const { q, kind, cursor, limit } = req.query;
  const words = String(q ?? "");
  const found = assets
    .all(req.actor.tenantId)
    .filter((asset) => (kind === undefined || asset.kind === kind) && isFound([asset.id, asset.title.zh, asset.title.en], words, spelling))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const rest = found.filter((asset) => asset.id > String(cursor ?? ""));
  const page = rest.slice(0, Number(limit ?? 50));
  return { body: { items: page, next: rest.length > page.length ? (page.at(-1)?.id ?? null) : null, total: found.length } };
}

function known(assets: AssetStore, req: RouteRequest): Asset {
  const id = req.params["id"] ?? "";
  const asset = assets.find(req.actor.tenantId, id);
  if (!asset) throw new Refusal("NOT_FOUND", { what: id });
  return asset;
}

function put(ctx: ServerContext, assets: AssetStore, req: RouteRequest, asset: Asset, action: AuditAction, status: number): Promise<RouteReply> {
  if (asset.area !== undefined && !ctx.directory(req.actor.tenantId).area(asset.area)) throw new Refusal("TAG_AREA_UNKNOWN", { area: asset.area });
  return req.unit(async (tx) => {
    await assets.put(tx, req.actor.tenantId, asset, ctx.clock.now());
    await ctx.audit(tx, req.actor, { action, subject: { type: "asset", id: asset.id } });
    return { status, body: asset };
  });
}

function create(ctx: ServerContext, assets: AssetStore, req: RouteRequest): Promise<RouteReply> {
  const asset = req.body as Asset;
  if (assets.find(req.actor.tenantId, asset.id)) throw new Refusal("ASSET_EXISTS", { id: asset.id });
  return put(ctx, assets, req, asset, "asset.create", 201);
}

function remove(ctx: ServerContext, assets: AssetStore, req: RouteRequest): Promise<RouteReply> {
  const { id } = known(assets, req);
  return req.unit(async (tx) => {
    await assets.remove(tx, req.actor.tenantId, id);
    await ctx.audit(tx, req.actor, { action: "asset.delete", subject: { type: "asset", id } });
    return { status: 204 };
  });
}

function routes(ctx: ServerContext, assets: AssetStore): Route[] {
  return [
    { method: "GET", url: "/api/v1/assets", summary: "List equipment", policy: session, schema: { query: listQuery }, handler: async (req) => list(assets, req) },
    { method: "GET", url: "/api/v1/assets/:id", summary: "One piece of equipment", policy: session, handler: async (req) => ({ body: known(assets, req) }) },
    { method: "POST", url: "/api/v1/assets", summary: "Add equipment", policy: edit, schema: { body: bodySchema }, handler: async (req) => create(ctx, assets, req) },
    { method: "PATCH", url: "/api/v1/assets/:id", summary: "Change equipment, such as its next calibration", policy: edit, schema: { body: changeSchema }, handler: async (req) => put(ctx, assets, req, { ...known(assets, req), ...(req.body as Partial<Asset>) }, "asset.change", 200) },
    { method: "DELETE", url: "/api/v1/assets/:id", summary: "Remove equipment", policy: edit, handler: async (req) => remove(ctx, assets, req) },
  ];
}

/** Equipment and instruments, with what permit checks must know of them. */
export const assetsSlice: MakeSlice = (ctx) => {
  const assets = new AssetStore(ctx.store);
  ctx.services.deviceFacts = assets;
  return { name: "assets", routes: routes(ctx, assets), load: () => assets.load() };
};
