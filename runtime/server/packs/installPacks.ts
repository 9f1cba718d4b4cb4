import { compareVersions, neededFirst } from "@safeloop/engine";
import type { ServerContext } from "../context.ts";
import { systemActor } from "../instances/systemActor.ts";
import { layersOf, type PackLayer } from "./layers/layerRows.ts";
import { packFaults } from "./layers/packFaults.ts";
import { answeredOffer, type PackLayers } from "./layers/packLayers.ts";
import type { PackOffer } from "./layers/offers.ts";
import { upgradeIfClean } from "./layers/upgrade.ts";

/**
 * Brings a tenant's packs up to date, once per start: installs those that
 * install by themselves, and takes a newer version where the tenant's own
 * changes meet none of its. Where they do, it waits for a person; a pack with
 * faults is not installed, and what was there stays.
 */
export async function installPacks(ctx: ServerContext, layers: PackLayers, tenantId: string): Promise<void> {
  const present = await layersOf(ctx.store, tenantId);
  const standing = neededFirst(layers.shipped.filter((one) => one.manifest.autoInstall === true), layers.shipped).map((one) => one.manifest.id);
  for (const id of [...standing, ...[...present.keys()].filter((one) => !standing.includes(one))]) await bringUp(ctx, layers, tenantId, id, present.get(id));
}

async function bringUp(ctx: ServerContext, layers: PackLayers, tenantId: string, id: string, layer: PackLayer | undefined): Promise<void> {
  const offer = await layers.offer(tenantId, id);
  if (!offer) return;
  // An older product beside a newer database is no reason to go back by itself.
  if (layer && (offer.ref === layer.upper || compareVersions(offer.pack.manifest.version, layer.version) < 0)) return;
  try {
    if (layer) await upgradeIfClean(ctx, layers, tenantId, systemActor(tenantId), layer);
    else await installAlone(ctx, layers, tenantId, offer);
  } catch (error) {
    ctx.log.error({ err: error, pack: id, tenantId }, `Template pack ${id} could not be brought up to date; what was there stays.`);
  }
}

async function installAlone(ctx: ServerContext, layers: PackLayers, tenantId: string, offer: PackOffer): Promise<void> {
  const { id, version } = offer.pack.manifest;
  const answered = answeredOffer(offer, {});
  const { own, broken } = await packFaults(ctx, layers, tenantId, answered.upper.pack);
  if (own.length + broken.length > 0) {
    ctx.log.error({ pack: id, version, tenantId, faults: [...own, ...broken].slice(0, 10) }, `Template pack ${id}@${version} has faults, or would break what this tenant has made its own, and was not installed; what was there stays.`);
    return;
  }
  await ctx.store.unit(async (tx) => {
    await layers.install(tx, tenantId, systemActor(tenantId), answered);
    await ctx.audit(tx, systemActor(tenantId), { action: "pack.install", subject: { type: "pack", id }, detail: { version } });
  });
}
