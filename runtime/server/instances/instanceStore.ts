import type { FlowInstance, HistoryEntry } from "@safeloop/engine";
import type { Query, Reader, Tx } from "../context.ts";
import { fromJson } from "../storage/json.ts";

/** A row of `instances`. */
export interface InstanceRecord {
  readonly id: string;
  readonly tenant_id: string;
  readonly org_id: string;
  readonly submission_id: string;
  readonly form_id: string;
  readonly flow_id: string;
  readonly flow_hash: string;
  readonly status: string;
  readonly seq: number;
  readonly envelope: string;
  readonly permit: number;
  readonly life_state: string | null;
  readonly life_tone: string | null;
  readonly area_id: string | null;
  readonly pos_x: number | null;
  readonly pos_y: number | null;
  readonly valid_until: number | null;
  readonly gas_due_at: number | null;
  readonly created_at: number;
  readonly updated_at: number;
}

const query = (sql: string, ...bindings: readonly unknown[]): Query => ({ sql, bindings });

const byId = "select * from instances where id = ? and tenant_id = ?";
const byOrigin = "select * from instances where tenant_id = ? and origin_key = ?";
const history = "select entry from instance_history where instance_id = ? order by seq, i";
const addHistory = "insert into instance_history (instance_id, seq, i, entry) values (?,?,?,?)";
const insert = `insert into instances (id, tenant_id, org_id, submission_id, form_id, flow_id, flow_hash, permit, origin_key, created_at, status, seq, envelope,
  life_state, life_tone, area_id, pos_x, pos_y, valid_until, gas_due_at, updated_at) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`;
const update = `update instances set status = ?, seq = ?, envelope = ?, life_state = ?, life_tone = ?, area_id = ?, pos_x = ?, pos_y = ?, valid_until = ?, gas_due_at = ?, updated_at = ?
  where id = ? and seq = ?`;

/** One instance of the tenant, or nothing. */
export function instanceById(reader: Reader, tenantId: string, id: string): Promise<InstanceRecord | undefined> {
  return reader.first(query(byId, id, tenantId));
}

/** The instance an effect made, so that a repeat makes no second one. */
export function instanceByOrigin(reader: Reader, tenantId: string, originKey: string): Promise<InstanceRecord | undefined> {
  return reader.first(query(byOrigin, tenantId, originKey));
}

export function envelopeOf(record: Pick<InstanceRecord, "envelope">): FlowInstance {
  return fromJson<FlowInstance & { [k: string]: never }>(record.envelope);
}

/** The timeline, oldest first. */
export async function historyOf(reader: Reader, instanceId: string): Promise<HistoryEntry[]> {
  const rows = await reader.all<{ entry: string }>(query(history, instanceId));
  return rows.map((row) => fromJson<HistoryEntry & { [k: string]: never }>(row.entry));
}

/** What queries need of the envelope, kept in columns beside it. */
export interface InstanceColumns {
  readonly lifeState: string | null;
  readonly lifeTone: string | null;
  readonly areaId: string | null;
  readonly posX: number | null;
  readonly posY: number | null;
  readonly validUntil: number | null;
  readonly gasDueAt: number | null;
}

function changing(instance: FlowInstance, envelope: string, columns: InstanceColumns, at: number): readonly unknown[] {
  return [
    instance.status, instance.seq, envelope, columns.lifeState, columns.lifeTone, columns.areaId, columns.posX, columns.posY,
    columns.validUntil, columns.gasDueAt, at,
  ];
}

export interface NewInstance {
  readonly tenantId: string;
  readonly formId: string;
  readonly flowId: string;
  readonly flowHash: string;
  readonly permit: boolean;
  readonly originKey: string | null;
  readonly instance: FlowInstance;
  readonly columns: InstanceColumns;
  readonly at: number;
}

export async function insertInstance(tx: Tx, made: NewInstance): Promise<void> {
  const { instance } = made;
  await tx.run(
    query(
      insert, instance.id, made.tenantId, instance.orgId, instance.submissionId, made.formId, made.flowId, made.flowHash, made.permit, made.originKey, made.at,
      ...changing(instance, JSON.stringify(instance), made.columns, made.at),
    ),
  );
}

/** Stores the next state and gives the row as it is now; nothing when another step was first. */
export async function updateInstance(tx: Tx, seen: InstanceRecord, instance: FlowInstance, columns: InstanceColumns, at: number): Promise<InstanceRecord | undefined> {
  const envelope = JSON.stringify(instance);
  if ((await tx.run(query(update, ...changing(instance, envelope, columns, at), instance.id, seen.seq))) !== 1) return undefined;
  return {
    ...seen, status: instance.status, seq: instance.seq, envelope, life_state: columns.lifeState, life_tone: columns.lifeTone, area_id: columns.areaId,
    pos_x: columns.posX, pos_y: columns.posY, valid_until: columns.validUntil, gas_due_at: columns.gasDueAt, updated_at: at,
  };
}

export async function insertHistory(tx: Tx, instanceId: string, entries: readonly HistoryEntry[]): Promise<void> {
  for (const entry of entries) await tx.run(query(addHistory, instanceId, entry.seq, entry.i, JSON.stringify(entry)));
}
