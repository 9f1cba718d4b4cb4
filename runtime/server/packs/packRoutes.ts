import { definitionKinds, packHistorySchema, packImportedSchema, packInstallBodySchema, packInstalledSchema, packKeyBodySchema, packKeyListSchema, packsSchema, packTemplateTrySchema, Refusal, withSamples, type PackAnswers, type PackTemplateTry } from "@safeloop/engine";
import type { Route, RouteReply, RouteRequest, ServerContext } from "../context.ts";
import { closed, idText } from "../http/shapes.ts";
import { serviceOf } from "../services.ts";
import { exportPack } from "./archive/exportPack.ts";
import { addKey, listKeys, removeKey } from "./import/packKeys.ts";
import { archiveBytes, PackImport } from "./import/packImport.ts";
import { shippedSamples } from "./loadPacks.ts";
import { layerOfPack, layersOf, movesOf } from "./layers/layerRows.ts";
import { measurementsThere } from "./layers/needs.ts";
import { mustBeSound } from "./layers/packFaults.ts";
import { answeredOffer, type AnsweredOffer, type PackLayers } from "./layers/packLayers.ts";
import { definitionsOf } from "./layers/publishPack.ts";
import { historyView, packView } from "./packViews.ts";

const packParams = closed({ id: idText });

async function list(ctx: ServerContext, layers: PackLayers, tenantId: string): Promise<RouteReply> {
  await serviceOf(ctx.services, "definitions").load(tenantId);
  const installed = await layersOf(ctx.store, tenantId);
  const measured = await measurementsThere(ctx.store, tenantId);
  return { body: await Promise.all((await layers.offers(tenantId)).map((offer) => packView(ctx, tenantId, offer, installed.get(offer.pack.manifest.id), measured))) };
}

/** Judged and stored in turn with publications, so that nothing comes in use meanwhile that it would break. */
async function install(ctx: ServerContext, layers: PackLayers, req: RouteRequest): Promise<RouteReply> {
  const { tenantId } = req.actor;
  const id = req.params["id"] ?? "";
  await serviceOf(ctx.services, "definitions").load(tenantId);
  const { answers = {} } = req.body as { answers?: PackAnswers };
  const asked = await layers.answered(tenantId, id, answers);
  return layers.judging(tenantId, async (standing) => {
    const needed = (await layers.missing(tenantId, asked.offer.pack)).map((offer) => answeredOffer(offer, {}));
    for (const one of [...needed, asked]) {
      await mustBeFree(ctx, tenantId, one);
      await mustBeSound(ctx, layers, tenantId, one.upper.pack);
    }
    return req.unit(async (tx) => {
      await standing.mustHold(tx, id, definitionKinds);
      for (const one of needed) await layers.install(tx, tenantId, req.actor, one);
      const seq = await layers.install(tx, tenantId, req.actor, asked);
      const { version } = asked.offer.pack.manifest;
      await ctx.audit(tx, req.actor, { action: "pack.install", subject: { type: "pack", id }, detail: { version, with: needed.map((one) => one.offer.pack.manifest.id) } });
      return { status: 201, body: { id, version, seq } };
    });
  });
}

/** Names of a pack from outside must be free: two packs over one definition would take turns. */
async function mustBeFree(ctx: ServerContext, tenantId: string, { offer, upper }: AnsweredOffer): Promise<void> {
  if (offer.from === "product") return;
  const { id } = offer.pack.manifest;
  const rows = await ctx.store.all<{ kind: string; id: string; pack_id: string | null }>({ sql: "select kind, id, pack_id from definitions where tenant_id = ? and retired_at is null", bindings: [tenantId] });
  const there = new Set(rows.filter((row) => row.pack_id !== id).map((row) => `${row.kind}/${row.id}`));
  const taken = definitionsOf(upper.pack).map((one) => `${one.kind}/${one.definition.id}`).filter((key) => there.has(key));
  if (taken.length > 0) throw new Refusal("PACK_DEFINITION_TAKEN", { id, taken: taken.slice(0, 5).join(", ") });
}

/** A template to be looked at before its pack is installed: open parameters stand at their defaults and samples. */
async function tryTemplate(ctx: ServerContext, layers: PackLayers, req: RouteRequest): Promise<RouteReply> {
  const offer = await layers.offer(req.actor.tenantId, req.params["id"] ?? "");
  const template = offer?.pack.manifest.templates.find((one) => one.id === req.params["template"]);
  if (!offer || !template) throw new Refusal("NOT_FOUND", { what: "template" });
  const { pack } = withSamples(offer.pack);
  const body: PackTemplateTry = {
    form: pack.forms.find((one) => one.id === template.form) ?? null, flow: pack.flows.find((one) => one.id === template.flow) ?? null,
    rules: pack.rules.filter((one) => template.rules?.includes(one.id)), sample: (offer.from === "product" ? shippedSamples(ctx.config, pack.manifest.id) : pack.samples)?.[template.id] ?? {},
  };
  return { body };
}

async function history(ctx: ServerContext, req: RouteRequest): Promise<RouteReply> {
  const { tenantId } = req.actor;
  const id = req.params["id"] ?? "";
  const layer = await layerOfPack(ctx.store, tenantId, id);
  if (!layer) throw new Refusal("NOT_FOUND", { what: "pack" });
  return { body: historyView(ctx, tenantId, await movesOf(ctx.store, tenantId, id), layer.seq) };
}

/** Packs: what there is, in and out as files, installing, whose signatures count. */
export function packRoutes(ctx: ServerContext, layers: PackLayers): Route[] {
  const imports = new PackImport(ctx, layers);
  const read = { kind: "permission", permission: "form.read" } as const;
  const edit = { kind: "permission", permission: "pack.edit" } as const;
  return [
    { method: "GET", url: "/api/v1/packs", summary: "Template packs the tenant has or may have", policy: read, schema: { response: { 200: packsSchema } }, handler: (req) => list(ctx, layers, req.actor.tenantId) },
    {
      method: "POST", url: "/api/v1/packs/import", summary: "Take a pack in from a signed zip; with dryRun only check it", policy: edit, consumes: ["multipart/form-data"], bodyLimit: archiveBytes + 65_536,
      schema: { query: closed({ dryRun: { type: "boolean" } }), response: { 200: packImportedSchema, 201: packImportedSchema } }, handler: (req) => imports.take(req),
    },
    { method: "GET", url: "/api/v1/packs/keys", summary: "Publishers whose signatures count", policy: read, schema: { response: { 200: packKeyListSchema } }, handler: async (req) => ({ body: await listKeys(ctx, req.actor.tenantId) }) },
    { method: "POST", url: "/api/v1/packs/keys", summary: "Trust a publisher's key", policy: edit, schema: { body: packKeyBodySchema, response: { 201: closed({ keyId: { type: "string" } }) } }, handler: (req) => addKey(ctx, req) },
    { method: "DELETE", url: "/api/v1/packs/keys/:id", summary: "Trust a publisher's key no longer", policy: edit, schema: { params: closed({ id: idText }) }, handler: (req) => removeKey(ctx, req) },
    { method: "POST", url: "/api/v1/packs/:id/install", summary: "Install a pack, and what it requires", policy: edit, schema: { params: packParams, body: packInstallBodySchema, response: { 201: packInstalledSchema } }, handler: (req) => install(ctx, layers, req) },
    { method: "GET", url: "/api/v1/packs/:id/templates/:template", summary: "A template with answers to try it with, installed or not", policy: read, schema: { params: closed({ id: idText, template: idText }), response: { 200: packTemplateTrySchema } }, handler: (req) => tryTemplate(ctx, layers, req) },
    { method: "GET", url: "/api/v1/packs/:id/history", summary: "All that was in force of a pack", policy: read, schema: { params: packParams, response: { 200: packHistorySchema } }, handler: (req) => history(ctx, req) },
    { method: "GET", url: "/api/v1/packs/:id/archive", summary: "What is in force of a pack, as one signed file", policy: edit, schema: { params: packParams }, handler: (req) => exportPack(ctx, req) },
  ];
}
