import type { DefinitionKind } from "@safeloop/engine";
import type { Reader } from "../context.ts";
import type { DefinitionsService, PublishedEvent, PublishedRevision } from "../services.ts";
import { parseRevision, presentHashes, publishedRows, revisionByHash } from "./definitionStore.ts";

interface TenantDefinitions {
  readonly byId: { readonly [K in DefinitionKind]: Map<string, PublishedRevision> };
  lists: { [K in DefinitionKind]?: readonly PublishedRevision[] };
}

const emptyTenant = (): TenantDefinitions => ({ byId: { forms: new Map(), flows: new Map(), rules: new Map() }, lists: {} });

/** How many pinned old revisions are kept parsed. */
const keptByHash = 2_000;

/**
 * Published definitions in memory. Each revision is parsed once and stays the
 * same object, so whatever the engine compiled for it is found again: a warm
 * request compiles nothing. Changes only after COMMIT.
 */
export class DefinitionMemory implements DefinitionsService {
  readonly #tenants = new Map<string, TenantDefinitions>();
  readonly #loading = new Map<string, Promise<void>>();
  readonly #byHash = new Map<string, PublishedRevision>();
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #listeners: ((event: PublishedEvent) => void)[] = [];
  readonly #reader: Reader;
  readonly #prepare: (tenantId: string) => Promise<void>;

  /** `prepare` runs once per tenant before its definitions are read (it installs packs). */
  constructor(reader: Reader, prepare: (tenantId: string) => Promise<void>) {
    this.#reader = reader;
    this.#prepare = prepare;
  }

  load(tenantId: string): Promise<void> {
    const known = this.#loading.get(tenantId);
    if (known) return known;
    const loading = this.#read(tenantId);
    this.#loading.set(tenantId, loading);
    loading.catch(() => this.#loading.delete(tenantId));
    return loading;
  }

  async #read(tenantId: string): Promise<void> {
    await this.#prepare(tenantId);
    const tenant = emptyTenant();
    for (const row of await publishedRows(this.#reader, tenantId)) {
      const revision = this.#remember(tenantId, parseRevision(row));
      tenant.byId[row.kind].set(row.id, revision);
    }
    this.#tenants.set(tenantId, tenant);
  }

  published<K extends DefinitionKind>(tenantId: string, kind: K, id: string): PublishedRevision<K> | undefined {
    return this.#tenants.get(tenantId)?.byId[kind].get(id) as PublishedRevision<K> | undefined;
  }

  all<K extends DefinitionKind>(tenantId: string, kind: K): readonly PublishedRevision<K>[] {
    const tenant = this.#tenants.get(tenantId);
    if (!tenant) return [];
    tenant.lists[kind] ??= [...tenant.byId[kind].values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    return tenant.lists[kind] as readonly PublishedRevision<K>[];
  }

  async byHash<K extends DefinitionKind>(tenantId: string, kind: K, hash: string, reader: Reader = this.#reader): Promise<PublishedRevision<K> | undefined> {
    const known = this.#byHash.get(`${tenantId}/${kind}/${hash}`);
    if (known) return known as PublishedRevision<K>;
    const row = await revisionByHash(reader, tenantId, kind, hash);
    return row ? (this.#remember(tenantId, parseRevision(row)) as PublishedRevision<K>) : undefined;
  }

  onPublished(listener: (event: PublishedEvent) => void): void {
    this.#listeners.push(listener);
  }

  /** After COMMIT of a publication. */
  put(tenantId: string, revision: PublishedRevision): void {
    const tenant = this.#tenants.get(tenantId) ?? emptyTenant();
    const previous = tenant.byId[revision.kind].get(revision.id);
    tenant.byId[revision.kind].set(revision.id, this.#remember(tenantId, revision));
    tenant.lists = {};
    this.#tenants.set(tenantId, tenant);
    this.#tell({ tenantId, kind: revision.kind, id: revision.id, published: revision, ...(previous ? { previous } : {}) });
  }

  /** After COMMIT of a retirement. */
  remove(tenantId: string, kind: DefinitionKind, id: string): void {
    const tenant = this.#tenants.get(tenantId);
    const previous = tenant?.byId[kind].get(id);
    if (!tenant || !previous) return;
    tenant.byId[kind].delete(id);
    tenant.lists = {};
    this.#tell({ tenantId, kind, id, previous });
  }

  /** Takes over what another process of this installation has published or retired since, in one tenant or in all. */
  async refresh(tenantId?: string): Promise<void> {
    for (const one of tenantId === undefined ? [...this.#tenants.keys()] : [tenantId]) await this.#refreshTenant(one);
  }

  /** Publications of a tenant one after the other, so that each is judged by what the one before it made. */
  inTurn<T>(tenantId: string, work: () => Promise<T>): Promise<T> {
    const mine = (this.#turns.get(tenantId) ?? Promise.resolve()).then(work);
    this.#turns.set(tenantId, mine.catch(() => undefined));
    return mine;
  }

  async #refreshTenant(tenantId: string): Promise<void> {
    for (const { kind, id, hash } of await presentHashes(this.#reader, tenantId)) {
      const known = this.published(tenantId, kind, id);
      if (known?.hash === (hash ?? undefined)) continue;
      const revision = hash === null ? undefined : await this.byHash(tenantId, kind, hash);
      if (revision) this.put(tenantId, revision);
      else if (hash === null) this.remove(tenantId, kind, id);
    }
  }

  #tell(event: PublishedEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  #remember(tenantId: string, revision: PublishedRevision): PublishedRevision {
    const key = `${tenantId}/${revision.kind}/${revision.hash}`;
    const known = this.#byHash.get(key);
    if (known) return known;
    if (this.#byHash.size >= keptByHash) this.#forgetOldest();
    this.#byHash.set(key, revision);
    return revision;
  }

  #forgetOldest(): void {
    const oldest = this.#byHash.keys().next().value;
    if (oldest !== undefined) this.#byHash.delete(oldest);
  }
}
