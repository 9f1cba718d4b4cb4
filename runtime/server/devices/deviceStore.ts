import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { I18nText } from "@safeloop/engine";
import type { Store, Tx } from "../context.ts";

/** A gateway as the API shows it. */
export interface Device {
  readonly id: string;
  readonly title: I18nText;
  readonly status: "never" | "online" | "offline";
  readonly statusAt: number | null;
}

interface DeviceRow {
  readonly id: string;
  readonly tenant_id: string;
  readonly title_zh: string;
  readonly title_en: string;
  readonly secret_hash: string;
  readonly status: Device["status"];
  readonly status_at: number | string | null;
}

const hashOfSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** A device secret has 256 random bits, so a plain hash is enough at rest. */
export function newSecret(): { readonly secret: string; readonly hash: string } {
  const secret = `sld_${randomBytes(32).toString("base64url")}`;
  return { secret, hash: hashOfSecret(secret) };
}

function toDevice(row: DeviceRow): Device {
  return { id: row.id, title: { zh: row.title_zh, en: row.title_en }, status: row.status, statusAt: row.status_at === null ? null : Number(row.status_at) };
}

const table = "devices";

/** Devices and their credentials. */
export class DeviceStore {
  constructor(readonly store: Store) {}

  async list(tenantId: string, after: string, limit: number): Promise<Device[]> {
    const rows = await this.store.all<DeviceRow>(this.store.qb(table).where({ tenant_id: tenantId }).andWhere("id", ">", after).orderBy("id").limit(limit));
    return rows.map(toDevice);
  }

  async find(tenantId: string, id: string): Promise<Device | undefined> {
    const row = await this.store.first<DeviceRow>(this.store.qb(table).where({ tenant_id: tenantId, id }));
    return row && toDevice(row);
  }

  /** The tenant whose device this is, when the secret is right; undefined otherwise, in the same time. */
  async authenticate(id: string, secret: string): Promise<{ readonly tenantId: string } | undefined> {
    const row = await this.store.first<DeviceRow>(this.store.qb(table).where({ id }));
    const given = Buffer.from(hashOfSecret(secret));
    const matches = timingSafeEqual(given, Buffer.from(row?.secret_hash ?? hashOfSecret("")));
    return row && matches && secret !== "" ? { tenantId: row.tenant_id } : undefined;
  }

  async tenantOf(id: string): Promise<string | undefined> {
    return (await this.store.first<{ tenant_id: string }>(this.store.qb(table).where({ id }).select("tenant_id")))?.tenant_id;
  }

  async insert(tx: Tx, tenantId: string, device: { readonly id: string; readonly title: I18nText; readonly secretHash: string; readonly at: number }): Promise<void> {
    await tx.run(this.store.qb(table).insert({ id: device.id, tenant_id: tenantId, title_zh: device.title.zh, title_en: device.title.en, secret_hash: device.secretHash, created_at: device.at }));
  }

  async setSecret(tx: Tx, tenantId: string, id: string, secretHash: string): Promise<boolean> {
    return (await tx.run(this.store.qb(table).where({ tenant_id: tenantId, id }).update({ secret_hash: secretHash }))) > 0;
  }

  async setStatus(tx: Tx, id: string, status: Device["status"], at: number): Promise<void> {
    await tx.run(this.store.qb(table).where({ id }).update({ status, status_at: at }));
  }

  async remove(tx: Tx, tenantId: string, id: string): Promise<boolean> {
    return (await tx.run(this.store.qb(table).where({ tenant_id: tenantId, id }).delete())) > 0;
  }

  async isTaken(tx: Tx, id: string): Promise<boolean> {
    return (await tx.first(this.store.qb(table).where({ id }).select("id"))) !== undefined;
  }
}
