import { compareVersions, type JsonObject, type Pack, type PackAnswers } from "@safeloop/engine";
import type { Query, Reader } from "../../context.ts";
import { fromJson } from "../../storage/json.ts";
import type { Signer } from "../archive/signature.ts";
import { keptPack, packHash } from "./bodies.ts";
import { layerOfPack, layersOf, upstreamOf, type PackLayer, type UpperRef } from "./layerRows.ts";
import { effectiveTree, productTree, type LayeredPack } from "./trees.ts";

/** A pack a tenant may install or upgrade to, as it comes from above: nothing of the tenant's own in it. */
export interface PackOffer {
  readonly pack: Pack;
  readonly from: "product" | "file" | "upstream";
  readonly signer?: Signer;
  /** What an overlay on it names. */
  readonly ref: UpperRef;
  /** With the parameters answered; below the product layer nothing is asked. */
  layered(answers: PackAnswers): LayeredPack;
}

interface OfferRow {
  readonly pack_id: string;
  readonly version: string;
  readonly hash: string;
  readonly signer: string | null;
}

const query = (sql: string, ...bindings: readonly unknown[]): Query => ({ sql, bindings });

const offerRows = (reader: Reader, tenantId: string): Promise<OfferRow[]> => reader.all(query("select pack_id, version, hash, signer from pack_offers where tenant_id = ?", tenantId));

function product(pack: Pack, from: "product" | "file", hash: string, signer?: Signer): PackOffer {
  return { pack, from, ref: `pack:${hash}`, layered: (answers) => productTree(pack, answers), ...(signer ? { signer } : {}) };
}

async function offerOfRow(reader: Reader, row: OfferRow): Promise<PackOffer> {
  return product(await keptPack(reader, row.hash), "file", row.hash, row.signer === null ? undefined : fromJson<Signer & JsonObject>(row.signer));
}

async function offerFromAbove(reader: Reader, upstream: string, layer: PackLayer): Promise<PackOffer> {
  const layered = await effectiveTree(reader, upstream, layer);
  const { inputs: _answered, ...manifest } = layered.base.manifest;
  return { pack: { ...layered.pack, manifest: { ...manifest, version: layer.version } }, from: "upstream", ref: `move:${upstream}/${layer.seq}`, layered: () => layered };
}

const newest = (rows: readonly OfferRow[]): OfferRow | undefined => [...rows].sort((a, b) => compareVersions(b.version, a.version))[0];

/**
 * The newest of a pack that the tenant may have: as the tenant above it has it,
 * where it follows one that has the pack; else the newer one of what ships and
 * what was brought in a file.
 */
export async function offerOf(reader: Reader, shipped: readonly Pack[], tenantId: string, packId: string): Promise<PackOffer | undefined> {
  const upstream = await upstreamOf(reader, tenantId);
  const above = upstream === undefined ? undefined : await layerOfPack(reader, upstream, packId);
  if (upstream !== undefined && above) return offerFromAbove(reader, upstream, above);
  const mine = newest((await offerRows(reader, tenantId)).filter((row) => row.pack_id === packId));
  const ours = shipped.find((one) => one.manifest.id === packId);
  if (mine && (!ours || compareVersions(mine.version, ours.manifest.version) > 0)) return offerOfRow(reader, mine);
  return ours && product(ours, "product", packHash(ours));
}

/** Ids of every pack the tenant may have. */
export async function offeredIds(reader: Reader, shipped: readonly Pack[], tenantId: string): Promise<readonly string[]> {
  const upstream = await upstreamOf(reader, tenantId);
  const above = upstream === undefined ? [] : [...(await layersOf(reader, upstream)).keys()];
  const ids = [...shipped.map((one) => one.manifest.id), ...(await offerRows(reader, tenantId)).map((row) => row.pack_id), ...above];
  return [...new Set(ids)].sort();
}
