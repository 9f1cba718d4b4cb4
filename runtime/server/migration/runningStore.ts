import type { Actor, Query, Reader, ServerContext } from "../context.ts";

/** Which instances of a flow are meant. */
export interface Wanted {
  readonly actor: Actor;
  readonly flowId: string;
  readonly hash?: string; // only on this revision
  readonly notHash?: string; // only on others
  readonly ids?: readonly string[]; // only these, ended ones too
}

export interface FoundInstance {
  readonly id: string;
  readonly submission_id: string;
  readonly flow_hash: string;
  readonly seq: number;
  readonly envelope: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly title: string;
  readonly state: string;
  readonly state_zh: string;
  readonly state_en: string;
  readonly tone: string;
  readonly by_id: string;
  readonly by_name: string;
  readonly undoable: number;
}

interface Condition {
  readonly sql: string;
  readonly bindings: readonly unknown[];
}

function oneOf(ctx: ServerContext, column: string, values: Iterable<string>): Condition {
  const list = JSON.stringify([...values]);
  const all = ctx.store.dialect === "sqlite" ? "select value from json_each(?)" : "select jsonb_array_elements_text(cast(? as jsonb))";
  return { sql: `${column} in (${all})`, bindings: [list] };
}

/** Instances of units where the actor administers flows; of others he learns nothing. */
function conditionOf(ctx: ServerContext, wanted: Wanted): Condition {
  const { actor, flowId, hash, notHash, ids } = wanted;
  const parts: Condition[] = [
    { sql: "i.tenant_id = ? and i.flow_id = ?", bindings: [actor.tenantId, flowId] },
    oneOf(ctx, "i.org_id", ctx.reach(actor, "instance.admin")),
    ids ? oneOf(ctx, "i.id", ids) : { sql: "i.status = 'running'", bindings: [] },
    ...(hash === undefined ? [] : [{ sql: "i.flow_hash = ?", bindings: [hash] }]),
    ...(notHash === undefined ? [] : [{ sql: "i.flow_hash <> ?", bindings: [notHash] }]),
  ];
  return { sql: parts.map((one) => one.sql).join(" and "), bindings: parts.flatMap((one) => one.bindings) };
}

const query = (sql: string, bindings: readonly unknown[]): Query => ({ sql, bindings });

/** Ids of the instances meant, oldest first, from after `after`. */
export async function instanceIds(ctx: ServerContext, reader: Reader, wanted: Wanted, after: string, limit: number): Promise<string[]> {
  const { sql, bindings } = conditionOf(ctx, wanted);
  const rows = await reader.all<{ id: string }>(query(`select i.id from instances i where ${sql} and i.id > ? order by i.id limit ?`, [...bindings, after, limit]));
  return rows.map((row) => row.id);
}

/** The instances meant as a list shows them, oldest first. */
export function instanceRows(ctx: ServerContext, reader: Reader, wanted: Wanted, after: string, limit: number): Promise<FoundInstance[]> {
  const { sql, bindings } = conditionOf(ctx, wanted);
  const columns = "i.id, i.submission_id, i.flow_hash, i.seq, i.envelope, i.created_at, i.updated_at, s.title, s.state, s.state_zh, s.state_en, s.tone, s.by_id, s.by_name";
  const from = "instances i join submissions s on s.id = i.submission_id left join flow_backups b on b.instance_id = i.id and b.seq = i.seq";
  return reader.all(query(`select ${columns}, case when b.seq is null then 0 else 1 end as undoable from ${from} where ${sql} and i.id > ? order by i.id limit ?`, [...bindings, after, limit]));
}

/** How many are meant, on each revision. */
export async function countByHash(ctx: ServerContext, reader: Reader, wanted: Wanted): Promise<ReadonlyMap<string, number>> {
  const { sql, bindings } = conditionOf(ctx, wanted);
  const rows = await reader.all<{ flow_hash: string; n: number }>(query(`select i.flow_hash, count(*) as n from instances i where ${sql} group by i.flow_hash`, bindings));
  return new Map(rows.map((row) => [row.flow_hash, row.n]));
}
