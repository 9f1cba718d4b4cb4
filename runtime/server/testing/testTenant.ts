import type { OrgLevel, RoleId } from "@safeloop/engine";
import type { Store, Tx } from "../context.ts";

/** The org units every test may count on. Ids are fixed: `unit-…` by code. */
const units: readonly (readonly [string, string | null, OrgLevel, string, string])[] = [
  ["tenant-a", null, "company", "甲化工公司", "Plant A Company"],
  ["site-1", "tenant-a", "site", "一厂", "Site 1"],
  ["tank-farm", "site-1", "unit", "罐区", "Tank farm"],
  ["tank-farm-shift", "tank-farm", "team", "罐区一班", "Tank farm shift 1"],
  ["site-2", "tenant-a", "site", "二厂", "Site 2"],
  ["tenant-b", null, "company", "乙化工公司", "Plant B Company"],
  ["site-b", "tenant-b", "site", "乙厂", "Site B"],
];

const areas: readonly (readonly [string, string, string, string, string, number])[] = [
  ["area-t103", "tank-farm", "T-103", "T-103 罐区", "Tank T-103", 1],
  ["area-t104", "tank-farm", "T-104", "T-104 罐区", "Tank T-104", 2],
  ["area-2", "site-2", "S2-1", "二厂一区", "Site 2 area 1", 3],
  ["area-b", "site-b", "B-1", "乙厂一区", "Plant B area 1", 2],
];

/** login, name, home unit, manager, roles as role@unit. The person id is `p-<login>`. */
const people: readonly (readonly [string, string, string, string | null, readonly string[]])[] = [
  ["admin", "管理员", "tenant-a", null, ["admin@tenant-a"]],
  ["director", "王厂长", "site-1", "admin", ["plant-director@site-1", "principal@site-1"]],
  ["deputy", "赵分管", "site-1", "director", ["deputy-head@site-1"]],
  ["safety", "李安全", "site-1", "deputy", ["safety-officer@site-1", "safety-dept@site-1"]],
  ["fire", "孙消防", "site-1", "deputy", ["fire-dept@site-1"]],
  ["head", "周主任", "tank-farm", "deputy", ["base-unit-head@tank-farm", "discipline-dept@site-1"]],
  ["shift", "吴班长", "tank-farm-shift", "head", ["shift-leader@tank-farm", "team-leader@tank-farm-shift"]],
  ["worker", "张作业", "tank-farm-shift", "shift", ["worker@tank-farm", "applicant@tank-farm", "reporter@tank-farm"]],
  ["worker2", "钱作业", "tank-farm-shift", "shift", ["worker@tank-farm"]],
  ["guardian", "郑监护", "tank-farm-shift", "shift", ["guardian@tank-farm"]],
  ["leader", "冯负责", "tank-farm-shift", "shift", ["work-leader@tank-farm", "briefer@tank-farm"]],
  ["gas", "陈分析", "tank-farm", "head", ["gas-tester@tank-farm"]],
  ["operator", "褚操作", "tank-farm", "shift", ["operator@tank-farm", "op-responsible@tank-farm"]],
  ["maintainer", "卫维修", "tank-farm", "shift", ["maintainer@tank-farm"]],
  ["designer", "蒋设计", "tenant-a", "admin", ["designer@tenant-a"]],
  ["auditor", "沈审计", "tenant-a", "admin", ["auditor@tenant-a"]],
  ["worker-site2", "韩二厂", "site-2", null, ["worker@site-2", "shift-leader@site-2"]],
  ["admin-b", "乙管理员", "tenant-b", null, ["admin@tenant-b"]],
  ["worker-b", "乙作业", "site-b", null, ["worker@site-b"]],
];

/** Special-operation certificates, valid until end of 2027, so that permit checks can pass. */
const certificates: { readonly [login: string]: readonly object[] } = {
  worker: [{ kind: "special-operation", item: "electric-weld", no: "T-0001", validTo: "2027-12-31T00:00:00Z", verify: "verified-official" }],
  worker2: [{ kind: "special-operation", item: "electric-weld", no: "T-0002", validTo: "2026-01-31T00:00:00Z", verify: "verified-official" }],
  guardian: [{ kind: "guardian", item: "guardian", no: "G-0001", validTo: "2027-12-31T00:00:00Z", verify: "verified-official" }],
};

async function seedUnits(tx: Tx, now: number): Promise<void> {
  for (const [id, parent, level, zh, en] of units) {
    const tenant = ["tenant-b", "site-b"].includes(id) ? "tenant-b" : "tenant-a";
    await tx.run({ sql: "insert into org_units (id, tenant_id, parent_id, level, title_zh, title_en, code, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)", bindings: [id, tenant, parent, level, zh, en, id.toUpperCase(), now] });
  }
  for (const [id, org, code, zh, en, risk] of areas) {
    await tx.run({ sql: "insert into areas (id, tenant_id, org_id, code, title_zh, title_en, risk, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)", bindings: [id, org === "site-b" ? "tenant-b" : "tenant-a", org, code, zh, en, risk, now] });
  }
}

async function seedPeople(tx: Tx, now: number): Promise<void> {
  for (const [login, name, org, manager, roles] of people) {
    const tenant = ["tenant-b", "site-b"].includes(org) ? "tenant-b" : "tenant-a";
    const insert = "insert into people (id, tenant_id, org_id, login, name, manager_id, status, certificates, must_change, created_at) values (?, ?, ?, ?, ?, ?, 'active', ?, 0, ?)";
    await tx.run({ sql: insert, bindings: [`p-${login}`, tenant, org, login, name, manager ? `p-${manager}` : null, JSON.stringify(certificates[login] ?? []), now] });
    for (const [role, at] of roles.map((one) => one.split("@") as [RoleId, string])) {
      await tx.run({ sql: "insert into role_assignments (person_id, role, org_id, tenant_id) values (?, ?, ?, ?)", bindings: [`p-${login}`, role, at, tenant] });
    }
  }
}

/** Two tenants: `tenant-a` with two sites and one person a role, `tenant-b` to look across the fence. */
export async function seedTestTenant(store: Store, now: number): Promise<{ readonly tenantId: string }> {
  await store.unit(async (tx) => {
    await seedUnits(tx, now);
    await seedPeople(tx, now);
  });
  return { tenantId: "tenant-a" };
}
