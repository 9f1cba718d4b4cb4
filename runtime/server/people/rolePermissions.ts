import type { I18nText, RoleId } from "@safeloop/engine";

/** The closed list of what routes may ask for. */
export const permissions = [
  "form.read", "form.edit", "form.publish", "flow.edit", "flow.publish", "rule.edit", "rule.publish",
  "submission.create", "submission.read", "submission.readAll", "submission.export", "task.act", "instance.admin", "permit.read",
  "alarm.view", "alarm.ack", "alarm.shelve", "alarm.reset", "alarm.dispose", "reading.write", "tag.read", "tag.edit", "device.edit",
  "people.read", "people.edit", "org.edit", "token.edit", "audit.read", "webhook.edit", "channel.edit", "file.write", "event.write", "pack.edit",
] as const;

export type Permission = (typeof permissions)[number];

interface RoleRow {
  readonly title: I18nText;
  readonly permissions: readonly Permission[];
}

const everyone: readonly Permission[] = ["form.read", "submission.create", "submission.read", "task.act", "permit.read", "alarm.view", "tag.read", "file.write", "people.read"];
const console: readonly Permission[] = [...everyone, "alarm.ack", "alarm.dispose"];
const operator: readonly Permission[] = [...console, "alarm.shelve", "alarm.reset", "submission.readAll"];
const overseer: readonly Permission[] = [...everyone, "submission.readAll", "submission.export", "alarm.ack", "alarm.dispose"];
const safety: readonly Permission[] = [...operator, "submission.export", "instance.admin", "form.edit", "form.publish", "flow.edit", "flow.publish", "rule.edit", "rule.publish", "tag.edit"];
const design: readonly Permission[] = [...everyone, "form.edit", "flow.edit", "rule.edit", "form.publish", "flow.publish", "rule.publish"];

function row(zh: string, en: string, list: readonly Permission[]): RoleRow {
  return { title: { zh, en }, permissions: list };
}

/** What each role of catalogue 2.1 may do. A role at a unit reaches down the tree. */
export const rolePermissions: { readonly [role in RoleId]: RoleRow } = {
  "worker": row("作业人员", "Worker", everyone),
  "guardian": row("监护人", "Guardian", everyone),
  "work-leader": row("作业负责人", "Work leader", everyone),
  "gas-tester": row("气体分析人", "Gas tester", everyone),
  "briefer": row("安全交底人", "Briefer", everyone),
  "applicant": row("作业申请人", "Applicant", everyone),
  "shift-leader": row("当班班长", "Shift leader", operator),
  "team-leader": row("班组长", "Team leader", console),
  "base-unit-head": row("基层单位负责人", "Head of base unit", overseer),
  "discipline-dept": row("专业部门", "Discipline department", overseer),
  "safety-officer": row("安全员", "Safety officer", safety),
  "safety-dept": row("安全管理部门", "Safety department", [...safety, "pack.edit"]),
  "fire-dept": row("消防部门", "Fire department", overseer),
  "power-supplier": row("供配电单位", "Power supplier", everyone),
  "deputy-head": row("分管领导", "Deputy head", overseer),
  "plant-director": row("厂长", "Plant director", overseer),
  "principal": row("主要负责人", "Principal", overseer),
  "tech-responsible": row("技术负责人", "Technical responsible", overseer),
  "op-responsible": row("操作负责人", "Operations responsible", operator),
  "operator": row("操作员", "Operator", operator),
  "maintainer": row("维修人员", "Maintainer", console),
  "contractor-admin": row("承包商管理员", "Contractor administrator", everyone),
  "contractor-lead": row("承包商负责人", "Contractor lead", everyone),
  "group-safety": row("集团安全", "Group safety", [...safety, "pack.edit"]),
  "auditor": row("审计员", "Auditor", ["form.read", "submission.read", "submission.readAll", "submission.export", "permit.read", "alarm.view", "tag.read", "people.read", "audit.read"]),
  "reporter": row("报告人", "Reporter", ["form.read", "submission.create", "submission.read", "task.act", "file.write"]),
  "admin": row("系统管理员", "Administrator", permissions),
  "designer": row("设计者", "Designer", design),
};

const known = new WeakMap<readonly object[], ReadonlySet<string>>();

/** All permissions of a set of roles together. Remembered by list: the directory's lists are replaced, never changed. */
export function permissionsOf(roles: readonly { readonly role: RoleId }[]): ReadonlySet<string> {
  const before = known.get(roles);
  if (before) return before;
  const all = new Set(roles.flatMap(({ role }) => rolePermissions[role].permissions));
  known.set(roles, all);
  return all;
}
