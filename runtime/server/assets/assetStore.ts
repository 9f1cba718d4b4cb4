import type { DeviceFacts, I18nText } from "@safeloop/engine";
import type { Store, Tx } from "../context.ts";
import type { DeviceFactsService } from "../services.ts";

export const assetKinds = ["tank", "vessel", "pump", "pipe", "gas-meter", "camera", "machine", "other"] as const;

/** A piece of equipment. What is not known stays absent: a check that needs it is then unknown, and unknown refuses. */
export interface Asset {
  readonly id: string;
  readonly title: I18nText;
  readonly kind: (typeof assetKinds)[number];
  readonly area?: string;
  readonly calibrationDue?: string; // ISO time
  readonly exProof?: boolean;
}

interface AssetRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly title_zh: string;
  readonly title_en: string;
  readonly kind: Asset["kind"];
  readonly area_id: string | null;
  readonly calibration_due: number | string | null;
  readonly ex_proof: number | null;
}

const table = "assets";

function toAsset(row: AssetRow): Asset {
  return {
    id: row.id,
    title: { zh: row.title_zh, en: row.title_en },
    kind: row.kind,
    ...(row.area_id === null ? {} : { area: row.area_id }),
    ...(row.calibration_due === null ? {} : { calibrationDue: new Date(Number(row.calibration_due)).toISOString() }),
    ...(row.ex_proof === null ? {} : { exProof: row.ex_proof === 1 }),
  };
}

/** All equipment in memory, since checks ask for it while a form is filled. The memory changes only after COMMIT. */
export class AssetStore implements DeviceFactsService {
  readonly #tenants = new Map<string, Map<string, Asset>>();

  constructor(readonly store: Store) {}

  async load(): Promise<void> {
    const rows = await this.store.all<AssetRow>(this.store.qb(table));
    for (const row of rows) this.#keep(row.tenant_id, toAsset(row));
  }

  all(tenantId: string): readonly Asset[] {
    return [...(this.#tenants.get(tenantId)?.values() ?? [])];
  }

  find(tenantId: string, id: string): Asset | undefined {
    return this.#tenants.get(tenantId)?.get(id);
  }

  deviceFacts(tenantId: string, assetIds: readonly string[]): { readonly [assetId: string]: DeviceFacts } {
    const facts = assetIds.flatMap((id): [string, DeviceFacts][] => {
      const asset = this.find(tenantId, id);
      if (!asset) return [];
      const { calibrationDue, exProof } = asset;
      return [[id, { ...(calibrationDue === undefined ? {} : { calibrationDue }), ...(exProof === undefined ? {} : { exProof }) }]];
    });
    return Object.fromEntries(facts);
  }

  async put(tx: Tx, tenantId: string, asset: Asset, now: number): Promise<void> {
    const row = {
      tenant_id: tenantId, id: asset.id, title_zh: asset.title.zh, title_en: asset.title.en, kind: asset.kind, area_id: asset.area ?? null,
      calibration_due: asset.calibrationDue === undefined ? null : Date.parse(asset.calibrationDue), ex_proof: asset.exProof ?? null, updated_at: now,
    };
    await tx.run(this.store.qb(table).insert(row).onConflict(["tenant_id", "id"]).merge());
    tx.afterCommit(() => this.#keep(tenantId, asset));
  }

  async remove(tx: Tx, tenantId: string, id: string): Promise<boolean> {
    const removed = await tx.run(this.store.qb(table).where({ tenant_id: tenantId, id }).delete());
    if (removed > 0) tx.afterCommit(() => this.#tenants.get(tenantId)?.delete(id));
    return removed > 0;
  }

  #keep(tenantId: string, asset: Asset): void {
    const assets = this.#tenants.get(tenantId) ?? new Map<string, Asset>();
    assets.set(asset.id, asset);
    this.#tenants.set(tenantId, assets);
  }
}
