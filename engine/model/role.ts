/** Roles of catalogue 2.1, plus the platform's own `admin` and `sysadmin`. */
export const roleIds = [
  "worker", "guardian", "work-leader", "gas-tester", "briefer", "applicant", "shift-leader", "team-leader",
  "base-unit-head", "discipline-dept", "safety-officer", "safety-dept", "fire-dept", "power-supplier",
  "deputy-head", "plant-director", "principal", "tech-responsible", "op-responsible", "operator", "maintainer",
  "contractor-admin", "contractor-lead", "group-safety", "auditor", "reporter", "admin", "designer",
] as const;

export type RoleId = (typeof roleIds)[number];
