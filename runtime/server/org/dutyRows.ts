import type { DutyPlan, RoleId } from "@safeloop/engine";
import type { Reader, Tx } from "../context.ts";
import { fromJson, toJson } from "../storage/json.ts";

/** A duty roster as it is stored: one for each role at a unit. */
export interface StoredRoster {
  readonly id: string;
  readonly orgId: string;
  readonly role: RoleId;
  readonly plan: DutyPlan;
  readonly version: number;
}

interface Row {
  readonly id: string;
  readonly org_id: string;
  readonly role: RoleId;
  readonly plan: string;
  readonly version: number;
}

const columns = "id, org_id, role, plan, version";

function rosterOf(row: Row): StoredRoster {
  return { id: row.id, orgId: row.org_id, role: row.role, plan: fromJson<DutyPlan>(row.plan), version: Number(row.version) };
}

export async function rostersOf(from: Reader, tenantId: string): Promise<StoredRoster[]> {
  return (await from.all<Row>({ sql: `select ${columns} from duty_rosters where tenant_id = ? order by org_id, role`, bindings: [tenantId] })).map(rosterOf);
}

export async function rosterById(from: Reader, tenantId: string, id: string): Promise<StoredRoster | undefined> {
  const row = await from.first<Row>({ sql: `select ${columns} from duty_rosters where tenant_id = ? and id = ?`, bindings: [tenantId, id] });
  return row && rosterOf(row);
}

/** False when the unit has a roster for the role already. */
export async function insertRoster(tx: Tx, tenantId: string, one: StoredRoster, by: string, now: number): Promise<boolean> {
  const sql = `insert into duty_rosters (tenant_id, ${columns}, changed_by, changed_at) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (tenant_id, org_id, role) do nothing`;
  return (await tx.run({ sql, bindings: [tenantId, one.id, one.orgId, one.role, toJson(one.plan), one.version, by, now] })) > 0;
}

/** False when the version is no longer the one that was changed. */
export async function changeRoster(tx: Tx, tenantId: string, id: string, version: number, plan: DutyPlan, by: string, now: number): Promise<boolean> {
  const sql = "update duty_rosters set plan = ?, version = version + 1, changed_by = ?, changed_at = ? where tenant_id = ? and id = ? and version = ?";
  return (await tx.run({ sql, bindings: [toJson(plan), by, now, tenantId, id, version] })) > 0;
}

export async function deleteRoster(tx: Tx, tenantId: string, id: string): Promise<void> {
  await tx.run({ sql: "delete from duty_rosters where tenant_id = ? and id = ?", bindings: [tenantId, id] });
}
