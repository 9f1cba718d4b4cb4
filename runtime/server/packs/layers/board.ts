import { adoptionOf, applyOverlay, driftOf, type PackBoard } from "@safeloop/engine";
import type { ServerContext } from "../../context.ts";
import { isPending } from "../packViews.ts";
import { followersOf, layersOf, type PackLayer } from "./layerRows.ts";
import type { PackLayers } from "./packLayers.ts";
import { titleOf } from "./planView.ts";
import { strictnessOf, upperTree } from "./trees.ts";

type Row = PackBoard["items"][number];

/** How the tenants below stand to the packs they take from this one: versions, what waits, what they changed. Reads overlays, none of their records. */
export async function boardOf(ctx: ServerContext, layers: PackLayers, tenantId: string): Promise<PackBoard> {
  const below = await followersOf(ctx.store, tenantId);
  const rows = await Promise.all(below.map(async (id) => ({ id, layers: [...(await layersOf(ctx.store, id)).values()] })));
  const items = await Promise.all(rows.map((row) => rowOf(ctx, layers, row.id, row.layers)));
  return { items, overridden: await overriddenOf(ctx, rows.flatMap((row) => row.layers)) };
}

async function rowOf(ctx: ServerContext, layers: PackLayers, tenantId: string, installed: readonly PackLayer[]): Promise<Row> {
  const root = ctx.directory(tenantId).units.find((unit) => unit.parentId === null);
  return { tenant: { id: tenantId, title: root ? { ...root.title } : { zh: tenantId, en: tenantId } }, packs: await Promise.all(installed.map((layer) => packRow(ctx, layers, tenantId, layer))) };
}

async function packRow(ctx: ServerContext, layers: PackLayers, tenantId: string, layer: PackLayer): Promise<Row["packs"][number]> {
  const upper = await upperTree(ctx.store, layer.packId, layer.upper, layer.answers);
  const { notes } = applyOverlay(upper.tree, layer.overlay, strictnessOf(upper));
  const offer = await layers.offer(tenantId, layer.packId);
  const pending = offer !== undefined && isPending(layer, offer);
  const { counts } = driftOf(upper.tree, layer.overlay, notes);
  return {
    id: layer.packId, title: { ...upper.base.manifest.title }, version: layer.version, pending, overdue: pending && layer.adoptBy !== null && layer.adoptBy < ctx.clock.now(),
    drift: Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
  };
}

/** Properties that several subsidiaries set, most often set first. */
async function overriddenOf(ctx: ServerContext, all: readonly PackLayer[]): Promise<PackBoard["overridden"]> {
  const packs = [...new Set(all.map((one) => one.packId))];
  const found = await Promise.all(packs.map(async (packId) => {
    const [first, ...more] = all.filter((one) => one.packId === packId);
    if (!first) return [];
    const { tree } = await upperTree(ctx.store, packId, first.upper, first.answers);
    return adoptionOf([first, ...more].map((one) => one.overlay)).filter((one) => one.by.length > 1).map((one) => ({ pack: packId, el: `${one.el} ${one.prop}`, title: titleOf([tree], one.el), by: one.by.length, of: one.of }));
  }));
  return found.flat().sort((a, b) => b.by - a.by).slice(0, 50);
}
