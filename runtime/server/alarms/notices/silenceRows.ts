import type { Silence, SilenceMatcher } from "@safeloop/engine";
import type { Reader, Tx } from "../../context.ts";
import { fromJson, toJson } from "../../storage/json.ts";

/** A silence as it is stored. */
export interface StoredSilence extends Silence {
  readonly reason: string;
  readonly madeBy: string;
  readonly madeAt: number;
  readonly endedBy: string | null;
}

interface Row {
  readonly id: string;
  readonly org_id: string;
  readonly matcher: string;
  readonly reason: string;
  readonly from_at: number | string;
  readonly until_at: number | string;
  readonly made_by: string;
  readonly made_at: number | string;
  readonly ended_by: string | null;
}

const columns = "id, org_id, matcher, reason, from_at, until_at, made_by, made_at, ended_by";

function silenceOf(row: Row): StoredSilence {
  return {
    id: row.id, orgId: row.org_id, matcher: fromJson<SilenceMatcher>(row.matcher), reason: row.reason, from: Number(row.from_at), until: Number(row.until_at),
    madeBy: row.made_by, madeAt: Number(row.made_at), endedBy: row.ended_by,
  };
}

/** Silences that end after `since`, the latest end first. */
export async function silencesAfter(from: Reader, tenantId: string, since: number): Promise<StoredSilence[]> {
  return (await from.all<Row>({ sql: `select ${columns} from alarm_silences where tenant_id = ? and until_at > ? order by until_at desc, id`, bindings: [tenantId, since] })).map(silenceOf);
}

export async function silenceById(from: Reader, tenantId: string, id: string): Promise<StoredSilence | undefined> {
  const row = await from.first<Row>({ sql: `select ${columns} from alarm_silences where tenant_id = ? and id = ?`, bindings: [tenantId, id] });
  return row && silenceOf(row);
}

export async function insertSilence(tx: Tx, tenantId: string, one: StoredSilence): Promise<void> {
  await tx.run({
    sql: `insert into alarm_silences (tenant_id, ${columns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    bindings: [tenantId, one.id, one.orgId, toJson(one.matcher), one.reason, one.from, one.until, one.madeBy, one.madeAt, one.endedBy],
  });
}

export async function endSilence(tx: Tx, tenantId: string, id: string, at: number, by: string): Promise<void> {
  await tx.run({ sql: "update alarm_silences set until_at = ?, ended_by = ? where tenant_id = ? and id = ?", bindings: [at, by, tenantId, id] });
}
