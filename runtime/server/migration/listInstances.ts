import type { FlowInstanceRow, FlowInstances, RevisionCount } from "@safeloop/engine";
import type { Actor, RouteRequest, ServerContext } from "../context.ts";
import { revisionRows } from "../definitions/definitionStore.ts";
import { envelopeOf } from "../instances/instanceStore.ts";
import { limitOf, pageOfRows, readCursor } from "../views/cursor.ts";
import { personRef } from "../views/personRef.ts";
import { countByHash, instanceRows, type FoundInstance } from "./runningStore.ts";
import { flowRevision, pinnedDefinition, presentFlow } from "./target.ts";
import { placesOf } from "./views.ts";

const iso = (ms: number): string => new Date(ms).toISOString();

async function rowView(ctx: ServerContext, tenantId: string, row: FoundInstance): Promise<FlowInstanceRow> {
  const flow = await pinnedDefinition(ctx, ctx.store, tenantId, "flows", row.flow_hash);
  const instance = envelopeOf(row);
  return {
    id: row.id, submissionId: row.submission_id, number: instance.number, title: row.title, seq: row.seq, revision: flow.revision,
    state: { id: row.state, title: { zh: row.state_zh, en: row.state_en }, tone: row.tone },
    at: placesOf(flow.definition, instance),
    by: personRef(ctx.directory(tenantId), row.by_id, row.by_name),
    startedAt: iso(row.created_at), updatedAt: iso(row.updated_at), undoable: row.undoable === 1,
  };
}

/** The published revision and those with running instances, newest first. */
async function countsOf(ctx: ServerContext, actor: Actor, flowId: string, published: string | null): Promise<RevisionCount[]> {
  const running = await countByHash(ctx, ctx.store, { actor, flowId });
  const rows = await revisionRows(ctx.store, actor.tenantId, "flows", flowId);
  return rows.filter((row) => row.hash === published || running.has(row.hash)).map((row) => ({
    revision: row.revision, hash: row.hash, at: iso(row.at), by: { id: row.by_id, name: row.by_name }, published: row.hash === published, running: running.get(row.hash) ?? 0,
  }));
}

/** Running instances of a flow, a page of one revision or of all, with how many run on each revision. */
export async function listInstances(ctx: ServerContext, actor: Actor, flowId: string, query: RouteRequest["query"]): Promise<FlowInstances> {
  const published = await presentFlow(ctx, actor.tenantId, flowId);
  const asked = query["revision"];
  const only = asked === undefined ? {} : { hash: (await flowRevision(ctx, actor.tenantId, flowId, Number(asked))).hash };
  const limit = limitOf(query);
  const after = String(readCursor(query, 1)?.[0] ?? "");
  const rows = await instanceRows(ctx, ctx.store, { actor, flowId, ...only }, after, limit + 1);
  const revisions = await countsOf(ctx, actor, flowId, published);
  const { items, next } = pageOfRows(rows, limit, (row) => row, (row) => [row.id]);
  const total = revisions.filter((one) => only.hash === undefined || one.hash === only.hash).reduce((sum, one) => sum + one.running, 0);
  const shown: FlowInstanceRow[] = [];
  for (const row of items) shown.push(await rowView(ctx, actor.tenantId, row));
  return { items: shown, next, total, revisions };
}
