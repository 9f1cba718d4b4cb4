import {
  checksSchema, forecastSchema, formDataBodySchema, idParamsSchema, patchBodySchema, submissionListQuerySchema, submissionPageSchema, submissionViewSchema,
  submitBodySchema, submittedSchema, type FormDataBody, type PatchBody, type SubmitBody,
} from "@safeloop/engine";
import type { RouteReply, RouteRequest, ServerContext, Slice } from "../context.ts";
import { instanceView } from "../instances/instanceView.ts";
import { loadInstance } from "../instances/loadInstance.ts";
import { createFromEffect } from "./createFromEffect.ts";
import { editDraft } from "./editDraft.ts";
import { evidenceOf } from "./evidenceOf.ts";
import { exportSubmissions } from "./exportSubmissions.ts";
import { dryChecks, dryForecast, refusalChecks } from "./judge.ts";
import { Numbers } from "./numbering.ts";
import { submissionView } from "./readSubmission.ts";
import { listSubmissions } from "./submissionList.ts";
import { submissionById } from "./submissionStore.ts";
import { prepareSubmission, storeSubmission } from "./submit.ts";
import { maySee, visibleSubmission } from "./visibility.ts";

const create = { kind: "permission", permission: "submission.create" } as const;
const read = { kind: "permission", permission: "submission.read" } as const;
const refusalQuery = { type: "object", properties: { event: { type: "string", maxLength: 60 }, of: { enum: ["mine", "everyone"], description: "everyone: the steps that wait for anybody, not only for the caller" } } } as const;
const formQuery = { type: "object", properties: { form: { type: "string", minLength: 1, maxLength: 120 } }, required: ["form"] } as const;

const idOf = (req: RouteRequest): string => req.params["id"] ?? "";

async function submit(ctx: ServerContext, numbers: Numbers, req: RouteRequest): Promise<RouteReply> {
  const { form, data, draft, capturedAt, ...given } = req.body as SubmitBody;
  const evidence = await evidenceOf(ctx, req.actor, given);
  const made = await prepareSubmission(ctx, numbers, req.actor, { form, data, evidence, ...(draft ? { draft } : {}), ...(capturedAt === undefined ? {} : { capturedAt }) });
  return req.unit(async (tx) => {
    const stored = await storeSubmission(ctx, tx, numbers, req.actor, made);
    const loaded = stored.instanceId === null ? undefined : await loadInstance(ctx, tx, req.actor.tenantId, stored.instanceId);
    const viewer = { personId: req.actor.id, isAdmin: req.actor.permissions.has("instance.admin"), locale: req.locale };
    const instance = loaded ? await instanceView(ctx, tx, loaded, viewer) : null;
    return { status: 201, headers: { location: `/api/v1/submissions/${stored.id}` }, body: { id: stored.id, number: stored.number, instance, revision: made.form.revision, formHash: made.form.hash } };
  });
}

/** Filled forms: sending, drafts, lists, search, export. */
export function submissionsSlice(ctx: ServerContext): Slice {
  const numbers = new Numbers(ctx.store);
  ctx.effects.handle("createSubmission", (effect, tenantId) => createFromEffect(ctx, numbers, effect, tenantId));
  ctx.services.files?.readableBy("submission", async (actor, id) => {
    const record = await submissionById(ctx.store, actor.tenantId, id);
    return record !== undefined && maySee(ctx, ctx.store, actor, record);
  });
  return {
    name: "submissions",
    routes: [
      {
        method: "POST", url: "/api/v1/submissions", summary: "Send a filled form, or keep it as a draft", policy: create, schema: { body: submitBodySchema, response: { 201: submittedSchema } },
        handler: (req) => submit(ctx, numbers, req),
      },
      {
        method: "GET", url: "/api/v1/submissions", summary: "Submissions: filter, search, sort, page", policy: read, schema: { query: submissionListQuerySchema, response: { 200: submissionPageSchema } },
        handler: async (req) => ({ body: await listSubmissions(ctx, req.actor, req.query) }),
      },
      {
        method: "GET", url: "/api/v1/submissions/export.csv", summary: "The same list as CSV", policy: { kind: "permission", permission: "submission.export" }, schema: { query: submissionListQuerySchema },
        handler: async (req) => ({
          headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": 'attachment; filename="submissions.csv"', "x-content-type-options": "nosniff" },
          body: await exportSubmissions(ctx, req.actor, req.query, req.locale),
        }),
      },
      {
        method: "POST", url: "/api/v1/submissions/checks", summary: "Judge the checks of a form on data not sent yet", policy: create, idempotency: "off", schema: { body: formDataBodySchema, response: { 200: checksSchema } },
        handler: async (req) => ({ body: await dryChecks(ctx, req.actor, (req.body as FormDataBody).form, (req.body as FormDataBody).data) }),
      },
      {
        method: "GET", url: "/api/v1/submissions/forecast", summary: "Who will be asked when this form is sent empty", policy: create, schema: { query: formQuery, response: { 200: forecastSchema } },
        handler: async (req) => ({ body: await dryForecast(ctx, req.actor, String(req.query["form"]), {}) }),
      },
      {
        method: "POST", url: "/api/v1/submissions/forecast", summary: "Who will be asked when this form is sent with this data", policy: create, idempotency: "off", schema: { body: formDataBodySchema, response: { 200: forecastSchema } },
        handler: async (req) => ({ body: await dryForecast(ctx, req.actor, (req.body as FormDataBody).form, (req.body as FormDataBody).data) }),
      },
      {
        method: "GET", url: "/api/v1/submissions/:id", summary: "One submission with its pinned form and its flow", policy: read, schema: { params: idParamsSchema, response: { 200: submissionViewSchema } },
        handler: async (req) => ({ body: await submissionView(ctx, ctx.store, req.actor, await visibleSubmission(ctx, ctx.store, req.actor, idOf(req)), req.locale) }),
      },
      {
        method: "PATCH", url: "/api/v1/submissions/:id", summary: "Change a draft, or send it", policy: create, schema: { params: idParamsSchema, body: patchBodySchema, response: { 200: submissionViewSchema } },
        handler: (req) => editDraft(ctx, numbers, req, idOf(req), req.body as PatchBody),
      },
      {
        method: "GET", url: "/api/v1/submissions/:id/refusals", summary: "Every check that would refuse an event now", policy: read, schema: { params: idParamsSchema, query: refusalQuery, response: { 200: checksSchema } },
        handler: async (req) => {
          const record = await visibleSubmission(ctx, ctx.store, req.actor, idOf(req));
          const event = typeof req.query["event"] === "string" ? req.query["event"] : undefined;
          return { body: await refusalChecks(ctx, req.actor, record, { event, everyone: req.query["of"] === "everyone" }) };
        },
      },
    ],
  };
}
