import type { FromSchema, JSONSchema } from "json-schema-to-ts";
import type { Area, OrgUnit, Person } from "../model/org.ts";
import { roleIds } from "../model/role.ts";
import { i18nTextSchema, pageOf, titledRefSchema, type Page, type Refine } from "./common.ts";

const roleAssignmentSchema = {
  type: "object",
  properties: { role: { enum: [...roleIds] }, orgId: { type: "string" } },
  required: ["role", "orgId"],
  additionalProperties: false,
} as const satisfies JSONSchema;

const certificateSchema = {
  type: "object",
  properties: { kind: { type: "string" }, item: { type: "string" }, no: { type: "string" }, validTo: { type: "string" }, verify: { enum: ["unverified", "verified-official", "mismatch", "forged"] } },
  required: ["kind", "item", "no", "validTo", "verify"],
  additionalProperties: false,
} as const satisfies JSONSchema;

export const personViewSchema = {
  type: "object",
  properties: {
    id: { type: "string" },
    login: { type: "string" },
    name: { type: "string" },
    orgId: { type: "string" },
    status: { enum: ["active", "invited", "disabled"] },
    roles: { type: "array", items: roleAssignmentSchema },
    managerId: { type: ["string", "null"] },
    certificates: { type: "array", items: certificateSchema },
  },
  required: ["id", "login", "name", "orgId", "status", "roles", "managerId", "certificates"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** A person as the API shows one. Holds no secret. */
export type PersonView = Refine<FromSchema<typeof personViewSchema>, Required<Pick<Person, "roles" | "certificates">>>;
export const personPageSchema = pageOf(personViewSchema);
export type PersonPage = Page<PersonView>;

export const meSchema = {
  type: "object",
  properties: {
    person: personViewSchema,
    permissions: { type: "array", items: { type: "string" } },
    demo: { type: "boolean" },
    siteTz: { type: "string", description: "IANA zone of numbering and display" },
    mustChangePassword: { type: "boolean" },
    serverTime: { type: "string" },
    tenant: titledRefSchema,
  },
  required: ["person", "permissions", "demo", "siteTz", "mustChangePassword", "serverTime", "tenant"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** What a signed-in browser knows of its person. */
export type Me = Refine<FromSchema<typeof meSchema>, { person: PersonView }>;

export const infoSchema = {
  type: "object",
  properties: {
    product: { const: "safeloop" },
    version: { type: "string" },
    demo: { type: "boolean" },
    accounts: {
      type: "array",
      description: "demo accounts, only on loopback",
      items: { type: "object", properties: { login: { type: "string" }, password: { type: "string" }, name: { type: "string" }, role: i18nTextSchema }, required: ["login", "password", "name", "role"], additionalProperties: false },
    },
    anonymousSnap: { type: "boolean" },
    firstRun: { type: "boolean" },
    siteTz: { type: "string" },
  },
  required: ["product", "version", "demo", "anonymousSnap", "firstRun", "siteTz"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** What anybody may know of an installation before signing in. */
export type Info = FromSchema<typeof infoSchema>;

export const orgViewSchema = {
  type: "object",
  properties: { units: { type: "array", items: { type: "object" } }, areas: { type: "array", items: { type: "object" } } },
  required: ["units", "areas"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** The part of the organisation tree the caller may see. */
export interface OrgView {
  readonly units: readonly OrgUnit[];
  readonly areas: readonly Area[];
}

export const rolesSchema = {
  type: "array",
  items: { type: "object", properties: { id: { enum: [...roleIds] }, title: i18nTextSchema, permissions: { type: "array", items: { type: "string" } } }, required: ["id", "title", "permissions"], additionalProperties: false },
} as const satisfies JSONSchema;
/** A role and what it may do. */
export type RoleView = FromSchema<typeof rolesSchema>[number];
