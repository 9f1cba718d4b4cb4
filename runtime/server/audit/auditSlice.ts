import type { JsonObject } from "@safeloop/engine";
import type { Actor, MakeSlice, Route, ServerContext } from "../context.ts";
import { cursorOf, type Page, pageQuery, readCursor } from "../http/page.ts";
import { closed } from "../http/shapes.ts";
import { fromJson } from "../storage/json.ts";
import type { AuditKeys } from "./auditKey.ts";
import type { AuditRowRecord } from "./auditRow.ts";
import { checkpointFile } from "./sealer.ts";
import { readCheckpoints, verifyAudit } from "./verifyAudit.ts";

/** A row as the viewer shows it. Before it is sealed it has no number in the chain; `seq` is then null. */
export interface AuditRow {
  readonly id: number;
  readonly seq: number | null;
  readonly at: string;
  readonly actor: { readonly id: string; readonly name: string; readonly kind: string };
  readonly ip: string | null;
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly detail: JsonObject;
  readonly hash: string;
  readonly sealed: boolean;
}

interface AuditQuery {
  readonly from?: string;
  readonly to?: string;
  readonly actor?: string;
  readonly action?: string;
  readonly subject?: string;
  readonly cursor?: string;
  readonly limit?: number;
}

function view(row: AuditRowRecord): AuditRow {
  return {
    id: row.id,
    seq: row.seq,
    at: new Date(row.at).toISOString(),
    actor: { id: row.actor_id, name: row.actor_name, kind: row.actor_kind },
    ip: row.ip,
    action: row.action,
    subject: { type: row.subject_type, id: row.subject_id },
    detail: fromJson(row.detail),
    hash: row.chain_hash ?? row.own_hash,
    sealed: row.seq !== null,
  };
}

/** Newest first, the actor's tenant only. */
async function list(ctx: ServerContext, actor: Actor, query: AuditQuery): Promise<Page<AuditRow>> {
  const limit = query.limit ?? 50;
  const before = Number(readCursor(query.cursor) ?? Number.MAX_SAFE_INTEGER);
  let rows = ctx.store.qb("audit_rows").where("tenant_id", actor.tenantId).where("id", "<", Number.isFinite(before) ? before : 0).orderBy("id", "desc").limit(limit + 1);
  if (query.from) rows = rows.where("at", ">=", Date.parse(query.from));
  if (query.to) rows = rows.where("at", "<", Date.parse(query.to));
  if (query.actor) rows = rows.where("actor_id", query.actor);
  // "task." finds every act on tasks: a prefix, with LIKE's own signs taken as text.
  if (query.action) rows = rows.whereRaw("action like ? escape '\\'", [`${query.action.replace(/[\\%_]/g, "\\$&")}%`]);
  if (query.subject) rows = rows.where("subject_id", query.subject);
  const found = await ctx.store.all<AuditRowRecord>(rows);
  const items = found.slice(0, limit).map(view);
  return { items, next: found.length > limit ? cursorOf(String(items.at(-1)?.id)) : null };
}

/** `/api/v1/audit`. */
export function auditSliceOf(keys: AuditKeys): MakeSlice {
  return (ctx) => {
    const policy = { kind: "permission", permission: "audit.read" } as const;
    const time = { type: "string", format: "date-time" };
    const text = { type: "string", minLength: 1, maxLength: 100 };
    const query = closed({ ...pageQuery, from: time, to: time, actor: text, action: text, subject: text });
    const verifyNow = async (): Promise<object> => {
      const { ok, entries, unsealed, firstBadSeq, why } = await verifyAudit({ from: ctx.store, rowKey: keys.rowKey, publicKey: keys.publicKey, outside: readCheckpoints(checkpointFile(ctx.config.dataDir)) });
      return { ok, entries, unsealed, ...(firstBadSeq === undefined ? {} : { firstBadSeq, why }) };
    };
    const routes: readonly Route[] = [
      { method: "GET", url: "/api/v1/audit", summary: "Who did what to what, newest first", policy, schema: { query }, handler: async (req) => ({ body: await list(ctx, req.actor, req.query) }) },
      { method: "GET", url: "/api/v1/audit/verify", summary: "Check the whole audit chain", policy, handler: async () => ({ body: await verifyNow() }) },
    ];
    return { name: "audit", routes };
  };
}
