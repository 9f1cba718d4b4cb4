import type { DefinitionKind } from "@safeloop/engine";
import type { Query, Reader, Tx } from "../context.ts";
import { fromJson } from "../storage/json.ts";
import type { DefinitionOf, PublishedRevision } from "../services.ts";

/** A row of `definitions`, as both stores give it. */
export interface DefinitionRow {
  readonly tenant_id: string;
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly title_zh: string;
  readonly title_en: string;
  readonly category: string | null;
  readonly source: "pack" | "local";
  readonly pack_id: string | null;
  readonly revision: number | null;
  readonly hash: string | null;
  readonly published_at: number | null;
  readonly published_by: string | null;
  readonly draft: string | null;
  readonly draft_etag: string | null;
  readonly draft_by: string | null;
  readonly draft_at: number | null;
  readonly retired_at: number | null;
}

export interface RevisionRow {
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly revision: number;
  readonly hash: string;
  readonly body: string;
  readonly at: number;
  readonly by_id: string;
  readonly by_name: string;
  readonly reason: string;
}

const query = (sql: string, ...bindings: readonly unknown[]): Query => ({ sql, bindings });

/** One definition, retired or not. */
export function definitionRow(reader: Reader, tenantId: string, kind: DefinitionKind, id: string): Promise<DefinitionRow | undefined> {
  return reader.first(query("select * from definitions where tenant_id = ? and kind = ? and id = ?", tenantId, kind, id));
}

/** Definitions of a kind that are not retired, by id, from after `after`. */
export function definitionRows(reader: Reader, tenantId: string, kind: DefinitionKind, after: string, limit: number): Promise<DefinitionRow[]> {
  return reader.all(query("select * from definitions where tenant_id = ? and kind = ? and id > ? and retired_at is null order by id limit ?", tenantId, kind, after, limit));
}

/** The present revision of everything published, with its body. */
export function publishedRows(reader: Reader, tenantId: string): Promise<RevisionRow[]> {
  return reader.all(
    query(
      "select r.* from definitions d join definition_revisions r on r.tenant_id = d.tenant_id and r.kind = d.kind and r.id = d.id and r.revision = d.revision where d.tenant_id = ? and d.retired_at is null",
      tenantId,
    ),
  );
}

/** Which revision of each definition is published now; null where none is (drafts, retired). */
export function presentHashes(reader: Reader, tenantId: string): Promise<{ readonly kind: DefinitionKind; readonly id: string; readonly hash: string | null }[]> {
  return reader.all(query("select kind, id, hash from definitions where tenant_id = ?", tenantId));
}

export function revisionByHash(reader: Reader, tenantId: string, kind: DefinitionKind, hash: string): Promise<RevisionRow | undefined> {
  return reader.first(query("select * from definition_revisions where tenant_id = ? and kind = ? and hash = ?", tenantId, kind, hash));
}

export function revisionByNumber(reader: Reader, tenantId: string, kind: DefinitionKind, id: string, revision: number): Promise<RevisionRow | undefined> {
  return reader.first(query("select * from definition_revisions where tenant_id = ? and kind = ? and id = ? and revision = ?", tenantId, kind, id, revision));
}

export function revisionRows(reader: Reader, tenantId: string, kind: DefinitionKind, id: string): Promise<RevisionRow[]> {
  return reader.all(query("select kind, id, revision, hash, at, by_id, by_name, reason, '' as body from definition_revisions where tenant_id = ? and kind = ? and id = ? order by revision desc", tenantId, kind, id));
}

/** The number the next revision gets; numbers of retired definitions are not used again. */
export async function nextRevision(reader: Reader, tenantId: string, kind: DefinitionKind, id: string): Promise<number> {
  const row = await reader.first<{ last: number | null }>(query("select max(revision) as last from definition_revisions where tenant_id = ? and kind = ? and id = ?", tenantId, kind, id));
  return (row?.last ?? 0) + 1;
}

/** The row as the memory keeps it. The one place a stored definition is parsed. */
export function parseRevision<K extends DefinitionKind>(row: RevisionRow): PublishedRevision<K> {
  return { kind: row.kind as K, id: row.id, revision: row.revision, hash: row.hash, definition: fromJson<DefinitionOf[K]>(row.body) };
}

export interface NewRevision {
  readonly tenantId: string;
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly revision: number;
  readonly hash: string;
  readonly body: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly category: string | null;
  readonly source: "pack" | "local";
  readonly packId: string | null;
  readonly at: number;
  readonly by: { readonly id: string; readonly name: string };
  readonly reason: string;
}

/** Stores a revision and makes it the published one; its draft is used up. */
export async function insertRevision(tx: Tx, made: NewRevision): Promise<void> {
  await tx.run(
    query(
      "insert into definition_revisions (tenant_id, kind, id, revision, hash, body, at, by_id, by_name, reason) values (?,?,?,?,?,?,?,?,?,?)",
      made.tenantId, made.kind, made.id, made.revision, made.hash, made.body, made.at, made.by.id, made.by.name, made.reason,
    ),
  );
  await tx.run(
    query(
      `insert into definitions (tenant_id, kind, id, title_zh, title_en, category, source, pack_id, revision, hash, published_at, published_by)
       values (?,?,?,?,?,?,?,?,?,?,?,?)
       on conflict (tenant_id, kind, id) do update set title_zh = excluded.title_zh, title_en = excluded.title_en, category = excluded.category,
         source = excluded.source, revision = excluded.revision, hash = excluded.hash, published_at = excluded.published_at,
         published_by = excluded.published_by, draft = null, draft_etag = null, draft_by = null, draft_at = null, retired_at = null`,
      made.tenantId, made.kind, made.id, made.title.zh, made.title.en, made.category, made.source, made.packId, made.revision, made.hash, made.at, made.by.id,
    ),
  );
}

export interface DraftWrite {
  readonly tenantId: string;
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly category: string | null;
  readonly draft: string;
  readonly etag: string;
  readonly by: string;
  readonly at: number;
}

/** Stores the draft; a definition that is new (or was retired) begins with it. */
export async function writeDraft(tx: Tx, made: DraftWrite): Promise<void> {
  await tx.run(
    query(
      `insert into definitions (tenant_id, kind, id, title_zh, title_en, category, source, draft, draft_etag, draft_by, draft_at)
       values (?,?,?,?,?,?,'local',?,?,?,?)
       on conflict (tenant_id, kind, id) do update set draft = excluded.draft, draft_etag = excluded.draft_etag, draft_by = excluded.draft_by,
         draft_at = excluded.draft_at, retired_at = null`,
      made.tenantId, made.kind, made.id, made.title.zh, made.title.en, made.category, made.draft, made.etag, made.by, made.at,
    ),
  );
}

/** Removes the draft; a definition that was never published goes with it. */
export async function dropDraft(tx: Tx, tenantId: string, kind: DefinitionKind, id: string): Promise<void> {
  const key = [tenantId, kind, id];
  await tx.run(query("update definitions set draft = null, draft_etag = null, draft_by = null, draft_at = null where tenant_id = ? and kind = ? and id = ?", ...key));
  await tx.run(query("delete from definitions where tenant_id = ? and kind = ? and id = ? and revision is null and retired_at is null", ...key));
}

/** Takes a definition out of use. Its revisions stay for what is pinned to them. */
export async function retire(tx: Tx, tenantId: string, kind: DefinitionKind, id: string, at: number): Promise<void> {
  await tx.run(
    query(
      "update definitions set retired_at = ?, revision = null, hash = null, draft = null, draft_etag = null, draft_by = null, draft_at = null where tenant_id = ? and kind = ? and id = ?",
      at, tenantId, kind, id,
    ),
  );
}
