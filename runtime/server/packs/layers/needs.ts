import type { AlertRule, FlowDefinition, Pack, PackView, RoleId, Tag } from "@safeloop/engine";
import type { Reader, TenantDirectory } from "../../context.ts";

/** Measurements its rules look for. */
function measurementsOf(rules: readonly AlertRule[]): readonly string[] {
  const all = rules.flatMap((rule) => [rule.select, ...Object.values(rule.aliases ?? {}), ...Object.values(rule.sets ?? {})]);
  return [...new Set(all.flatMap((one) => ("measurement" in one && one.measurement !== undefined ? [one.measurement] : [])))].sort();
}

/** Roles its flows and escalations ask for. */
function rolesOf(pack: Pack): readonly RoleId[] {
  const found = new Set<RoleId>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    else if (typeof value === "object" && value !== null) {
      const one = value as { readonly kind?: unknown; readonly role?: unknown };
      if (one.kind === "role" && typeof one.role === "string") found.add(one.role as RoleId);
      Object.values(value).forEach(look);
    }
  };
  look(pack.flows satisfies readonly FlowDefinition[]);
  look(pack.rules);
  return [...found].sort();
}

/** What the tenant's points measure. */
export async function measurementsThere(reader: Reader, tenantId: string): Promise<ReadonlySet<string>> {
  const rows = await reader.all<{ definition: string }>({ sql: "select definition from tags where tenant_id = ? and retired_at is null", bindings: [tenantId] });
  return new Set(rows.map((row) => (JSON.parse(row.definition) as Tag).measurement));
}

/** What a pack asks for that the tenant does not have: it would install, and stay silent or ask nobody. `measured`: what its points measure. */
export function needsOf(directory: TenantDirectory, measured: ReadonlySet<string>, pack: Pack): PackView["needs"] {
  const held = new Set(directory.people.filter((one) => one.status === "active").flatMap((one) => one.roles.map(({ role }) => role)));
  return { tags: measurementsOf(pack.rules).filter((one) => !measured.has(one)), roles: rolesOf(pack).filter((role) => !held.has(role)) };
}
