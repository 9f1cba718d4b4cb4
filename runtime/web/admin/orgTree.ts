import type { OrgUnit } from "@safeloop/engine";

export interface OrgBranch {
  readonly unit: OrgUnit;
  readonly children: readonly OrgBranch[];
}

/** Units as a tree. A unit whose parent is not in the list (out of reach) stands at the top: it is never lost. */
export function orgTree(units: readonly OrgUnit[]): OrgBranch[] {
  const known = new Set(units.map((unit) => unit.id));
  const branch = (unit: OrgUnit): OrgBranch => ({ unit, children: units.filter((one) => one.parentId === unit.id).map(branch) });
  return units.filter((unit) => unit.parentId === null || !known.has(unit.parentId)).map(branch);
}

/** The path of a unit from the top: "公司 / 厂区 / 车间". */
export function orgPath(units: readonly OrgUnit[], id: string, text: (title: OrgUnit["title"]) => string): string {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const names: string[] = [];
  for (let unit = byId.get(id); unit && names.length < 20; unit = unit.parentId === null ? undefined : byId.get(unit.parentId)) names.unshift(text(unit.title));
  return names.join(" / ");
}

const below = { group: "company", company: "site", site: "unit", unit: "team", team: "team" } as const;

/** The usual level of a unit added below this one. */
export function levelBelow(level: OrgUnit["level"]): OrgUnit["level"] {
  return below[level];
}
