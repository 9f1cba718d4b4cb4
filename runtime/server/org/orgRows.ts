import type { Area, OrgLevel, OrgUnit } from "@safeloop/engine";
import { fromJson } from "../storage/json.ts";

export interface OrgUnitRow {
  readonly id: string;
  readonly tenant_id: string;
  readonly parent_id: string | null;
  readonly level: string;
  readonly title_zh: string;
  readonly title_en: string;
  readonly code: string;
  readonly created_at: number;
}

export interface AreaRow {
  readonly id: string;
  readonly tenant_id: string;
  readonly org_id: string;
  readonly code: string;
  readonly title_zh: string;
  readonly title_en: string;
  readonly risk: number;
  readonly hazard_class: string | null;
  readonly gas_zone: string | null;
  readonly bounds: string | null;
  readonly created_at: number;
}

export function orgUnitOf(row: OrgUnitRow): OrgUnit {
  return { id: row.id, parentId: row.parent_id, tenantId: row.tenant_id, level: row.level as OrgLevel, title: { zh: row.title_zh, en: row.title_en }, code: row.code };
}

export function areaOf(row: AreaRow): Area {
  return {
    id: row.id,
    orgId: row.org_id,
    code: row.code,
    title: { zh: row.title_zh, en: row.title_en },
    risk: row.risk as Area["risk"],
    ...(row.hazard_class === null ? {} : { hazardClass: row.hazard_class }),
    ...(row.gas_zone === null ? {} : { gasZone: row.gas_zone }),
    ...(row.bounds === null ? {} : { bounds: fromJson<NonNullable<Area["bounds"]>>(row.bounds) }),
  };
}
