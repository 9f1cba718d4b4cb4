import { personPageSchema, personViewSchema, roleIds, rolesSchema } from "@safeloop/engine";
import type { MakeSlice, Route, RouteRequest } from "../context.ts";
import { pageOf, pageQuery } from "../http/page.ts";
import { closed, idText } from "../http/shapes.ts";
import { type NewPerson, type PeopleQuery, PeopleService, type PersonChange } from "./peopleService.ts";
import { rolePermissions } from "./rolePermissions.ts";

const roleText = { enum: [...roleIds] };
const shortText = { type: "string", minLength: 1, maxLength: 100 };
const certificate = closed(
  { kind: shortText, item: shortText, no: shortText, validTo: { type: "string", format: "date-time" }, verify: { enum: ["unverified", "verified-official", "mismatch", "forged"] } },
  ["kind", "item", "no", "validTo", "verify"],
);
const changeable = {
  name: shortText,
  orgId: idText,
  roles: { type: "array", maxItems: 100, items: closed({ role: roleText, orgId: idText }, ["role", "orgId"]) },
  managerId: { anyOf: [idText, { type: "null" }] },
  certificates: { type: "array", maxItems: 50, items: certificate },
};
const newPerson = closed({ ...changeable, login: { type: "string", minLength: 2, maxLength: 64, pattern: "^[\\p{L}\\p{N}._@+-]+$" } }, ["login", "name", "orgId", "roles"]);
const read = { kind: "permission", permission: "people.read" } as const;
const edit = { kind: "permission", permission: "people.edit" } as const;
const byId = { params: closed({ id: idText }, ["id"]) };

function idOf(req: RouteRequest): string {
  return req.params["id"] ?? "";
}

/** `/api/v1/people` and `/api/v1/roles`. Replies that hold a link are not kept under an idempotency key. */
export const makePeopleSlice: MakeSlice = (ctx) => {
  const people = new PeopleService(ctx);
  const url = "/api/v1/people";
  const query = closed({ ...pageQuery, q: { type: "string", maxLength: 100 }, role: roleText, orgId: idText });
  const roles = roleIds.map((id) => ({ id, title: rolePermissions[id].title, permissions: rolePermissions[id].permissions }));
  const routes: readonly Route[] = [
    { method: "GET", url: "/api/v1/roles", summary: "Roles and what each may do", policy: { kind: "session" }, schema: { response: { 200: rolesSchema } }, handler: async () => ({ body: roles }) },
    { method: "GET", url, summary: "Find people", policy: read, schema: { query, response: { 200: personPageSchema } }, handler: async (req) => ({ body: pageOf(people.list(req.actor, req.query as PeopleQuery), req.query) }) },
    { method: "GET", url: `${url}/:id`, summary: "One person", policy: read, schema: { ...byId, response: { 200: personViewSchema } }, handler: async (req) => ({ body: people.get(req.actor, idOf(req)) }) },
    { method: "POST", url, summary: "Invite a person", policy: edit, idempotency: "off", schema: { body: newPerson }, handler: (req) => req.unit(async (tx) => ({ status: 201, body: await people.invite(tx, req.actor, req.body as NewPerson) })) },
    { method: "PATCH", url: `${url}/:id`, summary: "Change a person, their roles or certificates", policy: edit, schema: { ...byId, body: closed(changeable) }, handler: (req) => req.unit(async (tx) => ({ body: await people.change(tx, req.actor, idOf(req), req.body as PersonChange) })) },
    { method: "POST", url: `${url}/:id/disable`, summary: "Disable a person; sessions end at once", policy: edit, schema: byId, handler: (req) => req.unit(async (tx) => ({ body: await people.disable(tx, req.actor, idOf(req)) })) },
    { method: "POST", url: `${url}/:id/enable`, summary: "Enable a disabled person", policy: edit, schema: byId, handler: (req) => req.unit(async (tx) => ({ body: await people.enable(tx, req.actor, idOf(req)) })) },
    { method: "POST", url: `${url}/:id/reset-password`, summary: "Make a link by which the person sets a new password", policy: edit, idempotency: "off", schema: byId, handler: (req) => req.unit(async (tx) => ({ body: await people.resetPassword(tx, req.actor, idOf(req)) })) },
  ];
  return { name: "people", routes };
};
