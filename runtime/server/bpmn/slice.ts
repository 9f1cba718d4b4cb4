import { type BpmnImportBody, bpmnImportBodySchema, type BpmnImported, bpmnImportedSchema, type FlowDefinition, type Issue, idParamsSchema, Refusal } from "@safeloop/engine";
import type { MakeSlice, Route, RouteReply, RouteRequest, ServerContext } from "../context.ts";
import { checkDefinition } from "../definitions/checkDefinition.ts";
import { checkEnvOf, publishedOf } from "../definitions/checkEnv.ts";
import { definitionRow, revisionByNumber } from "../definitions/definitionStore.ts";
import { checkSubflowRevisions } from "../definitions/subflowRevisions.ts";
import { serviceOf } from "../services.ts";
import { fromJson } from "../storage/json.ts";
import { issueViews } from "../views/issueView.ts";
import { flowFormats, type FlowFormatName } from "./flowFormats.ts";
import { importBpmn } from "./importBpmn.ts";
import { bpmnLimits } from "./xml/guardXml.ts";

const exportQuery = {
  type: "object",
  properties: {
    as: { enum: Object.keys(flowFormats), description: "default bpmn" },
    of: { enum: ["published", "draft"], description: "default the published revision, else the draft" },
  },
} as const;

/** Judged as creating the flow would be. */
async function checkOf(ctx: ServerContext, tenantId: string): Promise<(flow: FlowDefinition) => readonly Issue[]> {
  const definitions = serviceOf(ctx.services, "definitions");
  await definitions.load(tenantId);
  const env = checkEnvOf(ctx, tenantId, publishedOf(definitions, tenantId));
  return (flow) => checkDefinition("flows", flow, env);
}

async function read(ctx: ServerContext, req: RouteRequest): Promise<RouteReply> {
  const { xml, process } = req.body as BpmnImportBody;
  const report = await importBpmn(xml, { ...(process === undefined ? {} : { process }), check: await checkOf(ctx, req.actor.tenantId) });
  if (!report.flow) throw new Refusal("BPMN_REFUSED", { count: report.issues.length }, report.issues);
  const body: BpmnImported = {
    flow: report.flow, process: report.process ?? "", processes: [...report.processes], mapped: [...report.mapped], notMapped: [...report.notMapped],
    issues: issueViews([...report.issues, ...(await checkSubflowRevisions(serviceOf(ctx.services, "definitions"), req.actor.tenantId, report.flow))], req.locale),
  };
  return { body };
}

/** The revision in use, or the draft for those who may see it. */
async function flowToWrite(ctx: ServerContext, req: RouteRequest): Promise<FlowDefinition> {
  const { tenantId, permissions } = req.actor;
  const id = req.params["id"] ?? "";
  await serviceOf(ctx.services, "definitions").load(tenantId);
  const row = await definitionRow(ctx.store, tenantId, "flows", id);
  const draft = permissions.has("flow.edit") ? (row?.draft ?? null) : null;
  if (!row || row.retired_at !== null || (row.revision === null && draft === null)) throw new Refusal("NOT_FOUND", { what: "flow" });
  const asked = req.query["of"] ?? (row.revision === null ? "draft" : "published");
  if (asked === "draft" && draft === null) throw new Refusal("DEF_NO_DRAFT", { id });
  const stored = asked === "draft" || row.revision === null ? undefined : await revisionByNumber(ctx.store, tenantId, "flows", id, row.revision);
  const body = asked === "draft" ? draft : (stored?.body ?? null);
  if (body === null) throw new Refusal("NOT_FOUND", { what: "flow" });
  return fromJson<FlowDefinition & { [member: string]: never }>(body);
}

async function write(ctx: ServerContext, req: RouteRequest): Promise<RouteReply> {
  const flow = await flowToWrite(ctx, req);
  const format = flowFormats[(req.query["as"] ?? "bpmn") as FlowFormatName];
  return {
    headers: { "content-type": format.type, "content-disposition": `attachment; filename="${flow.id.replace(/[^\w.-]/g, "-")}.${format.ending}"`, "x-content-type-options": "nosniff" },
    body: await format.write(flow),
  };
}

function routes(ctx: ServerContext): Route[] {
  return [
    {
      method: "POST", url: "/api/v1/flows/import", summary: "Read a BPMN 2.0 file as a flow, without storing it", policy: { kind: "permission", permission: "flow.edit" },
      bodyLimit: 2 * bpmnLimits.bytes, idempotency: "off", schema: { body: bpmnImportBodySchema, response: { 200: bpmnImportedSchema } }, // the text is escaped in JSON
      handler: (req) => read(ctx, req),
    },
    {
      method: "GET", url: "/api/v1/flows/:id/export", summary: "A flow as a file for other tools", policy: { kind: "permission", permission: "form.read" },
      schema: { params: idParamsSchema, query: exportQuery }, handler: (req) => write(ctx, req),
    },
  ];
}

/** Flows in and out as BPMN 2.0. */
export const bpmnSlice: MakeSlice = (ctx) => ({ name: "bpmn", routes: routes(ctx) });
