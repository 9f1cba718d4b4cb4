import type { RoleId } from "./role.ts";
import type { I18nText } from "./text.ts";

export type OrgLevel = "group" | "company" | "site" | "unit" | "team";

/** A node of the organisation tree. A tenant is a root OrgUnit. */
export interface OrgUnit {
  readonly id: string;
  readonly parentId: string | null;
  readonly tenantId: string;
  readonly level: OrgLevel;
  readonly title: I18nText;
  readonly code: string; // used in numbers, e.g. "S1"
}

/** An area belongs to a site and carries risk colour, hazard class and gas zone. */
export interface Area {
  readonly id: string;
  readonly orgId: string;
  readonly code: string;
  readonly title: I18nText;
  readonly risk: 1 | 2 | 3 | 4;
  readonly hazardClass?: string;
  readonly gasZone?: string;
  readonly bounds?: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
}

export interface RoleAssignment {
  readonly role: RoleId;
  readonly orgId: string;
}

export interface Certificate {
  readonly kind: string; // "special-operation", "guardian", …
  readonly item: string; // e.g. "electric-weld"
  readonly no: string;
  readonly validTo: string; // ISO date-time
  readonly verify: "unverified" | "verified-official" | "mismatch" | "forged";
}

export interface Person {
  readonly id: string;
  readonly tenantId: string;
  readonly orgId: string;
  readonly login: string;
  readonly name: string;
  readonly managerId?: string | null;
  readonly status: "active" | "invited" | "disabled";
  readonly roles: readonly RoleAssignment[];
  readonly certificates?: readonly Certificate[];
}

/**
 * A snapshot of people and organisation that pure code may ask. The server
 * builds it from its tables; tests build it by hand.
 */
export interface Directory {
  person(id: string): Person | undefined;
  /** Active people holding `role` at `orgId` or any unit above it (a role reaches down the tree). */
  holders(role: RoleId, orgId: string): readonly Person[];
  managerOf(personId: string): Person | undefined;
  orgUnit(id: string): OrgUnit | undefined;
  area(id: string): Area | undefined;
  /** Active people holding `role` at any unit of the tenant. A directory without it finds nobody "anywhere". */
  anywhere?(role: RoleId): readonly Person[];
  /** Who is on the duty roster for `role` at this instant (epoch ms). Without a roster: nobody. */
  onDuty?(role: RoleId, orgId: string, at: number): readonly Person[];
  /** Who stands in for an absent person at this instant (epoch ms), from a half-open window [from, to). */
  deputy?(personId: string, at: number): string | undefined;
}
