import type { I18nText, OrgLevel, RoleId } from "@safeloop/engine";

/** The fixed password of a demo that only this machine can reach. */
export const demoPassword = "safeloop-demo";

export interface DemoUnit {
  readonly id: string;
  readonly parentId: string | null;
  readonly level: OrgLevel;
  readonly zh: string;
  readonly en: string;
  readonly code: string;
}

export const demoUnits: readonly DemoUnit[] = [
  { id: "demo", parentId: null, level: "company", zh: "滨海石化（演示）", en: "Binhai Petrochemical (demo)", code: "BH" },
  { id: "demo-site", parentId: "demo", level: "site", zh: "滨海储运厂", en: "Binhai terminal", code: "S1" },
  { id: "demo-tank-farm", parentId: "demo-site", level: "unit", zh: "罐区车间", en: "Tank farm", code: "TF" },
  { id: "demo-loading", parentId: "demo-site", level: "unit", zh: "装卸车间", en: "Loading", code: "LO" },
  { id: "demo-repair", parentId: "demo-site", level: "unit", zh: "检维修车间", en: "Maintenance", code: "MT" },
  { id: "demo-shift-1", parentId: "demo-tank-farm", level: "team", zh: "罐区一班", en: "Tank farm shift 1", code: "TF1" },
];

export interface DemoPerson {
  readonly login: string;
  readonly name: string;
  readonly orgId: string;
  readonly manager: string | null;
  readonly roles: readonly (readonly [RoleId, string])[];
  readonly certificate?: { readonly kind: string; readonly item: string; readonly no: string };
  /** Shown on the sign-in page: one account a main role. */
  readonly shown?: I18nText;
}

export const demoPeople: readonly DemoPerson[] = [
  { login: "admin", name: "系统管理员", orgId: "demo", manager: null, roles: [["admin", "demo"]], shown: { zh: "系统管理员", en: "Administrator" } },
  { login: "director", name: "王建国", orgId: "demo-site", manager: null, roles: [["plant-director", "demo-site"], ["principal", "demo-site"]], shown: { zh: "厂长", en: "Plant director" } },
  { login: "deputy", name: "赵立新", orgId: "demo-site", manager: "director", roles: [["deputy-head", "demo-site"], ["tech-responsible", "demo-site"]] },
  { login: "safety", name: "李明", orgId: "demo-site", manager: "deputy", roles: [["safety-officer", "demo-site"], ["safety-dept", "demo-site"]], shown: { zh: "安全员", en: "Safety officer" } },
  { login: "safety2", name: "何静", orgId: "demo-site", manager: "deputy", roles: [["safety-dept", "demo-site"]] },
  { login: "fire", name: "孙浩", orgId: "demo-site", manager: "deputy", roles: [["fire-dept", "demo-site"]] },
  { login: "dept", name: "郑伟", orgId: "demo-site", manager: "deputy", roles: [["discipline-dept", "demo-site"]] },
  { login: "head", name: "周志强", orgId: "demo-tank-farm", manager: "deputy", roles: [["base-unit-head", "demo-tank-farm"]], shown: { zh: "车间主任", en: "Head of unit" } },
  { login: "head-repair", name: "钱勇", orgId: "demo-repair", manager: "deputy", roles: [["base-unit-head", "demo-repair"]] },
  { login: "head-loading", name: "马丽", orgId: "demo-loading", manager: "deputy", roles: [["base-unit-head", "demo-loading"]] },
  { login: "shift", name: "吴刚", orgId: "demo-shift-1", manager: "head", roles: [["shift-leader", "demo-site"], ["team-leader", "demo-shift-1"]], shown: { zh: "当班班长", en: "Shift leader" } },
  { login: "operator", name: "褚敏", orgId: "demo-shift-1", manager: "shift", roles: [["operator", "demo-site"], ["op-responsible", "demo-site"]], shown: { zh: "操作员", en: "Operator" } },
  { login: "worker", name: "张磊", orgId: "demo-repair", manager: "head-repair", roles: [["worker", "demo-site"], ["applicant", "demo-site"], ["reporter", "demo-site"]], certificate: { kind: "special-operation", item: "electric-weld", no: "T4101011990" }, shown: { zh: "作业人员", en: "Worker" } },
  { login: "guardian", name: "郑洁", orgId: "demo-shift-1", manager: "shift", roles: [["guardian", "demo-site"]], certificate: { kind: "guardian", item: "guardian", no: "G2026-017" }, shown: { zh: "监护人", en: "Guardian" } },
  { login: "leader", name: "冯涛", orgId: "demo-repair", manager: "head-repair", roles: [["work-leader", "demo-site"], ["briefer", "demo-site"]], shown: { zh: "作业负责人", en: "Work leader" } },
  { login: "gas", name: "陈雪", orgId: "demo-tank-farm", manager: "head", roles: [["gas-tester", "demo-site"]], certificate: { kind: "gas-test", item: "gas-test", no: "Q2026-003" }, shown: { zh: "气体分析人", en: "Gas tester" } },
  { login: "maintainer", name: "卫东", orgId: "demo-repair", manager: "head-repair", roles: [["maintainer", "demo-site"], ["power-supplier", "demo-site"]] },
  { login: "designer", name: "蒋文", orgId: "demo", manager: "admin", roles: [["designer", "demo"]], shown: { zh: "设计者", en: "Designer" } },
  { login: "auditor", name: "沈平", orgId: "demo", manager: "admin", roles: [["auditor", "demo"]], shown: { zh: "审计员", en: "Auditor" } },
];
