import type { HistoryEntry } from "@safeloop/engine";
import type { Actor, Query, Reader, ServerContext } from "../context.ts";
import { fromJson } from "../storage/json.ts";

/** Which instances a report is of: of one flow, started in [from, to) (epoch ms). */
export interface ReportedFlow {
  readonly actor: Actor;
  readonly flowId: string;
  readonly from: number;
  readonly to: number;
}

export interface ReportedInstance {
  readonly id: string;
  readonly flow_hash: string;
  readonly envelope: string;
}

const query = (sql: string, bindings: readonly unknown[]): Query => ({ sql, bindings });

/** The members of a JSON array of texts that is bound as one value. */
function listed(ctx: ServerContext): string {
  return ctx.store.dialect === "sqlite" ? "select value from json_each(?)" : "select jsonb_array_elements_text(cast(? as jsonb))";
}

/** Instances of units whose papers the actor may all read; of others he learns nothing. */
function where(ctx: ServerContext, { actor, flowId, from, to }: ReportedFlow): { sql: string; bindings: readonly unknown[] } {
  const units = JSON.stringify([...ctx.reach(actor, "submission.readAll")]);
  return { sql: `from instances where tenant_id = ? and flow_id = ? and created_at >= ? and created_at < ? and org_id in (${listed(ctx)})`, bindings: [actor.tenantId, flowId, from, to, units] };
}

export async function countReported(ctx: ServerContext, reader: Reader, wanted: ReportedFlow): Promise<number> {
  const { sql, bindings } = where(ctx, wanted);
  return Number((await reader.first<{ n: number }>(query(`select count(*) as n ${sql}`, bindings)))?.n ?? 0);
}

/** The next `limit` instances after `after`, by id. */
export function reportedPage(ctx: ServerContext, reader: Reader, wanted: ReportedFlow, after: string, limit: number): Promise<ReportedInstance[]> {
  const { sql, bindings } = where(ctx, wanted);
  return reader.all(query(`select id, flow_hash, envelope ${sql} and id > ? order by id limit ?`, [...bindings, after, limit]));
}

/** The `leave` lines of these instances, oldest first, by instance. The text sorts out most others; who reads judges each line. */
export async function leaveLines(ctx: ServerContext, reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, readonly HistoryEntry[]>> {
  const sql = `select instance_id, entry from instance_history where instance_id in (${listed(ctx)}) and entry like '%"command":"leave"%' order by instance_id, seq, i`;
  const rows = await reader.all<{ instance_id: string; entry: string }>(query(sql, [JSON.stringify(ids)]));
  const lines = new Map<string, HistoryEntry[]>(ids.map((id) => [id, []]));
  for (const row of rows) lines.get(row.instance_id)?.push(fromJson<HistoryEntry & { [k: string]: never }>(row.entry));
  return lines;
}
