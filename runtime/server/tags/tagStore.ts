import type { Tag } from "@safeloop/engine";
import type { Store, Tx } from "../context.ts";
import type { TagsService } from "../services.ts";
import { fromJson, toJson } from "../storage/index.ts";

interface TagRow {
  readonly no: number;
  readonly tenant_id: string;
  readonly definition: string;
}

interface Known {
  readonly no: number;
  readonly tag: Tag;
}

const table = "tags";

/**
 * All live tags in memory, by tenant: a reading is matched without a query.
 * The memory changes only after COMMIT.
 */
export class TagStore implements TagsService {
  readonly #tenants = new Map<string, Map<string, Known>>();
  readonly #ids = new Map<string, Map<number, string>>(); // by number; a retired one keeps its own
  readonly #listeners: ((tenantId: string) => void)[] = [];

  constructor(readonly store: Store) {}

  /** Reads every tag; once, at start. */
  async load(): Promise<void> {
    const rows = await this.store.all<TagRow>(this.store.qb(table).whereNull("retired_at").select("no", "tenant_id", "definition"));
    for (const row of rows) this.#keep(row.tenant_id, { no: row.no, tag: fromJson<Tag>(row.definition) });
  }

  all(tenantId: string): readonly Tag[] {
    return [...(this.#tenants.get(tenantId)?.values() ?? [])].map((known) => known.tag);
  }

  find(tenantId: string, id: string): Tag | undefined {
    return this.#tenants.get(tenantId)?.get(id)?.tag;
  }

  numberOf(tenantId: string, id: string): number | undefined {
    return this.#tenants.get(tenantId)?.get(id)?.no;
  }

  byNumber(tenantId: string, no: number): Tag | undefined {
    return this.find(tenantId, this.#ids.get(tenantId)?.get(no) ?? "");
  }

  onChanged(listener: (tenantId: string) => void): void {
    this.#listeners.push(listener);
  }

  /** Writes a tag, new or changed; a retired id comes back under its old number. */
  async put(tx: Tx, tenantId: string, tag: Tag, now: number): Promise<void> {
    const row = { tenant_id: tenantId, id: tag.id, org_id: tag.orgId, area_id: tag.area, definition: toJson(tag), updated_at: now, retired_at: null };
    await tx.run(this.store.qb(table).insert(row).onConflict(["tenant_id", "id"]).merge(["org_id", "area_id", "definition", "updated_at", "retired_at"]));
    const stored = await tx.first<{ no: number }>(this.store.qb(table).where({ tenant_id: tenantId, id: tag.id }).select("no"));
    if (!stored) throw new Error(`tag ${tag.id} was written and is not there`);
    tx.afterCommit(() => this.#keep(tenantId, { no: stored.no, tag }));
    this.#tellAfter(tx, tenantId);
  }

  async keepComputed(tenantId: string, wanted: readonly Tag[], now: number): Promise<void> {
    const ids = new Set(wanted.map((tag) => tag.id));
    const gone = this.all(tenantId).filter((tag) => tag.computed === true && !ids.has(tag.id));
    const missing = wanted.filter((tag) => toJson(tag) !== toJson(this.find(tenantId, tag.id) ?? null));
    if (gone.length === 0 && missing.length === 0) return;
    await this.store.unit(async (tx) => {
      for (const tag of missing) await this.put(tx, tenantId, tag, now);
      for (const tag of gone) await this.retire(tx, tenantId, tag.id, now);
    });
  }

  /** Takes a tag out of use. False when there is none. */
  async retire(tx: Tx, tenantId: string, id: string, now: number): Promise<boolean> {
    const changed = await tx.run(this.store.qb(table).where({ tenant_id: tenantId, id }).whereNull("retired_at").update({ retired_at: now, updated_at: now }));
    if (changed > 0) {
      tx.afterCommit(() => this.#tenants.get(tenantId)?.delete(id));
      this.#tellAfter(tx, tenantId);
    }
    return changed > 0;
  }

  #keep(tenantId: string, known: Known): void {
    const tags = this.#tenants.get(tenantId) ?? new Map<string, Known>();
    tags.set(known.tag.id, known);
    this.#tenants.set(tenantId, tags);
    this.#ids.set(tenantId, (this.#ids.get(tenantId) ?? new Map<number, string>()).set(known.no, known.tag.id));
  }

  /** An import writes thousands in one transaction; listeners hear of it once. */
  readonly #told = new WeakSet<Tx>();
  #tellAfter(tx: Tx, tenantId: string): void {
    if (this.#told.has(tx)) return;
    this.#told.add(tx);
    tx.afterCommit(() => queueMicrotask(() => this.#listeners.forEach((listener) => listener(tenantId))));
  }
}
