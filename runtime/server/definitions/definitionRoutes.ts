import {
  defBodySchema, defDetailSchema, defImpactSchema, defPageSchema, defVersionsSchema, draftSavedSchema, idParamsSchema, issuesSchema, publishBodySchema, publishedSchema,
  pageQuery, presenceBodySchema, presenceSchema, Refusal, type DefBody, type DefinitionKind, type PresenceBody, type PublishBody,
} from "@safeloop/engine";
import type { Route, RouteRequest } from "../context.ts";
import { issueViews } from "../views/issueView.ts";
import { closed } from "../http/shapes.ts";
import type { DefinitionService } from "./definitionService.ts";
import type { PresenceBook } from "./presence.ts";

const nounOf = { forms: "form", flows: "flow", rules: "rule" } as const satisfies { [K in DefinitionKind]: string };

const listQuery = { type: "object", properties: pageQuery } as const;
const detailQuery = { type: "object", properties: { revision: { type: "string", pattern: "^[0-9]{1,9}$" } } } as const;
const definitionBodyLimit = 2 * 1_048_576; // a form of 1 MiB, escaped

function ifMatchOf(req: RouteRequest): string | undefined {
  const header = req.headers["if-match"];
  return typeof header === "string" ? header : undefined;
}

function idOf(req: RouteRequest): string {
  return req.params["id"] ?? "";
}

function revisionOf(req: RouteRequest): number | undefined {
  const asked = req.query["revision"];
  return asked === undefined ? undefined : Number(asked);
}

/** The routes every kind of definition has. */
export function definitionRoutes(kind: DefinitionKind, service: DefinitionService, presence: PresenceBook): Route[] {
  const noun = nounOf[kind];
  const url = `/api/v1/${kind}`;
  const read = { kind: "permission", permission: "form.read" } as const;
  const edit = { kind: "permission", permission: `${noun}.edit` } as const;
  const publish = { kind: "permission", permission: `${noun}.publish` } as const;
  const views = (req: RouteRequest) => (issues: Parameters<typeof issueViews>[0]) => issueViews(issues, req.locale);
  const seesDraft = (req: RouteRequest): boolean => req.actor.permissions.has(edit.permission);
  return [
    {
      method: "GET", url, summary: `List ${kind}`, policy: read, schema: { query: listQuery, response: { 200: defPageSchema } },
      handler: async (req) => ({ body: await service.list(req.actor.tenantId, req.query) }),
    },
    {
      method: "POST", url, summary: `Begin a ${noun} as a draft`, policy: edit, bodyLimit: definitionBodyLimit,
      schema: { body: defBodySchema, response: { 201: draftSavedSchema } },
      handler: (req) => service.create(req.actor, (req.body as DefBody).definition, req.unit, views(req)),
    },
    {
      method: "GET", url: `${url}/:id`, summary: `One ${noun}: published revision and draft`, policy: read,
      schema: { params: idParamsSchema, query: detailQuery, response: { 200: defDetailSchema } },
      handler: async (req) => {
        const detail = await service.detail(req.actor, idOf(req), revisionOf(req), seesDraft(req));
        return { headers: { etag: `"${detail.etag}"` }, body: detail };
      },
    },
    {
      method: "GET", url: `${url}/:id/versions`, summary: `Published revisions of a ${noun}`, policy: read,
      schema: { params: idParamsSchema, response: { 200: defVersionsSchema } },
      handler: async (req) => ({ body: await service.versions(req.actor.tenantId, idOf(req)) }),
    },
    {
      method: "GET", url: `${url}/:id/impact`, summary: `Whom publishing the draft of a ${noun} concerns`, policy: edit,
      schema: { params: idParamsSchema, response: { 200: defImpactSchema } },
      handler: async (req) => ({ body: await service.impact(req.actor, idOf(req)) }),
    },
    {
      method: "POST", url: `${url}/:id/presence`, summary: `Say that a ${noun} is open in the designer, and hear who else has it open`, policy: edit, idempotency: "off",
      schema: { params: idParamsSchema, body: presenceBodySchema, response: { 200: presenceSchema } },
      handler: async (req) => ({ body: await service.presence(presence, req.actor, idOf(req), (req.body as PresenceBody).leave === true) }),
    },
    {
      method: "PUT", url: `${url}/:id/draft`, summary: `Save the draft of a ${noun}`, policy: edit, bodyLimit: definitionBodyLimit,
      schema: { params: idParamsSchema, body: defBodySchema, response: { 200: draftSavedSchema } },
      handler: (req) => service.saveDraft(req.actor, idOf(req), (req.body as DefBody).definition, ifMatchOf(req), req.unit, views(req)),
    },
    {
      method: "DELETE", url: `${url}/:id/draft`, summary: `Drop the draft of a ${noun}`, policy: edit, schema: { params: idParamsSchema },
      handler: (req) => service.deleteDraft(req.actor, idOf(req), req.unit),
    },
    {
      method: "POST", url: `${url}/:id/publish`, summary: `Publish the draft of a ${noun} as its next revision`, policy: publish,
      schema: { params: idParamsSchema, body: publishBodySchema, response: { 200: publishedSchema } },
      handler: (req) => service.publish(req.actor, idOf(req), (req.body as PublishBody).reason, ifMatchOf(req), req.unit, views(req)),
    },
    {
      method: "DELETE", url: `${url}/:id`, summary: `Take a ${noun} out of use`, policy: publish,
      schema: { params: idParamsSchema, query: closed({ reason: { type: "string", minLength: 1, maxLength: 2000, description: "why; goes into the audit trail" } }) },
      handler: (req) => service.retire(req.actor, idOf(req), req.query["reason"] as string | undefined, req.unit),
    },
    {
      method: "POST", url: `${url}/check`, summary: `Check a ${noun} without storing it`, policy: edit, bodyLimit: definitionBodyLimit, idempotency: "off",
      schema: { body: defBodySchema, response: { 200: issuesSchema } },
      handler: async (req) => ({ body: { issues: issueViews(await service.check(req.actor.tenantId, (req.body as DefBody).definition), req.locale) } }),
    },
    ...(kind === "forms" ? [] : [validateDefinitionRoute(kind, service)]),
  ];
}

/** Flows and rules: `validate` judges a definition sent for this id. (Forms judge data there: forms/validateRoute.ts.) */
function validateDefinitionRoute(kind: DefinitionKind, service: DefinitionService): Route {
  const noun = nounOf[kind];
  return {
    method: "POST", url: `/api/v1/${kind}/:id/validate`, summary: `Check a changed ${noun} without storing it`, policy: { kind: "permission", permission: `${noun}.edit` },
    bodyLimit: definitionBodyLimit, idempotency: "off", schema: { params: idParamsSchema, body: defBodySchema, response: { 200: issuesSchema } },
    handler: async (req) => {
      await service.versions(req.actor.tenantId, idOf(req)); // answers 404 for what is not there
      const { definition } = req.body as DefBody;
      if ((definition as { id?: unknown }).id !== idOf(req)) throw new Refusal("DEF_INVALID", { id: idOf(req), count: 1 }, [{ code: "DEF_SHAPE", path: "/definition/id", severity: "error", params: { field: "id", expected: idOf(req) } }]);
      return { body: { issues: issueViews(await service.check(req.actor.tenantId, definition), req.locale) } };
    },
  };
}
