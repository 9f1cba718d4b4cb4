import { orgViewSchema } from "@safeloop/engine";
import type { MakeSlice, Route, RouteRequest } from "../context.ts";
import { closed, i18nText, idText } from "../http/shapes.ts";
import { type AreaChange, type NewArea, type NewUnit, OrgService, type UnitChange } from "./orgService.ts";

const code = { type: "string", minLength: 1, maxLength: 32, pattern: "^[\\p{L}\\p{N}._-]+$" };
const unit = { parentId: idText, level: { enum: ["group", "company", "site", "unit", "team"] }, title: i18nText, code };
const number = { type: "number", minimum: -1e6, maximum: 1e6 };
const area = {
  orgId: idText,
  code,
  title: i18nText,
  risk: { enum: [1, 2, 3, 4] },
  hazardClass: { type: "string", maxLength: 100 },
  gasZone: { type: "string", maxLength: 100 },
  bounds: closed({ x: number, y: number, w: { type: "number", exclusiveMinimum: 0, maximum: 1e6 }, h: { type: "number", exclusiveMinimum: 0, maximum: 1e6 } }, ["x", "y", "w", "h"]),
};
const edit = { kind: "permission", permission: "org.edit" } as const;
const byId = { params: closed({ id: idText }, ["id"]) };

function idOf(req: RouteRequest): string {
  return req.params["id"] ?? "";
}

/** `/api/v1/org`: the tree and its areas. */
export const makeOrgSlice: MakeSlice = (ctx) => {
  const org = new OrgService(ctx);
  const units = "/api/v1/org/units";
  const areas = "/api/v1/org/areas";
  const routes: readonly Route[] = [
    { method: "GET", url: "/api/v1/org", summary: "The organisation tree and areas", policy: { kind: "permission", permission: "people.read" }, schema: { response: { 200: orgViewSchema } }, handler: async (req) => ({ body: org.view(req.actor) }) },
    { method: "POST", url: units, summary: "Add an org unit", policy: edit, schema: { body: closed(unit, ["parentId", "level", "title", "code"]) }, handler: (req) => req.unit(async (tx) => ({ status: 201, body: await org.addUnit(tx, req.actor, req.body as NewUnit) })) },
    { method: "PATCH", url: `${units}/:id`, summary: "Change or move an org unit", policy: edit, schema: { ...byId, body: closed(unit) }, handler: (req) => req.unit(async (tx) => ({ body: await org.changeUnit(tx, req.actor, idOf(req), req.body as UnitChange) })) },
    { method: "DELETE", url: `${units}/:id`, summary: "Remove an empty org unit", policy: edit, schema: byId, handler: (req) => req.unit(async (tx) => ({ status: 204, body: await org.removeUnit(tx, req.actor, idOf(req)) })) },
    { method: "POST", url: areas, summary: "Add an area", policy: edit, schema: { body: closed(area, ["orgId", "code", "title", "risk"]) }, handler: (req) => req.unit(async (tx) => ({ status: 201, body: await org.addArea(tx, req.actor, req.body as NewArea) })) },
    { method: "PATCH", url: `${areas}/:id`, summary: "Change an area", policy: edit, schema: { ...byId, body: closed(area) }, handler: (req) => req.unit(async (tx) => ({ body: await org.changeArea(tx, req.actor, idOf(req), req.body as AreaChange) })) },
    { method: "DELETE", url: `${areas}/:id`, summary: "Remove an area", policy: edit, schema: byId, handler: (req) => req.unit(async (tx) => ({ status: 204, body: await org.removeArea(tx, req.actor, idOf(req)) })) },
  ];
  return { name: "org", routes };
};
