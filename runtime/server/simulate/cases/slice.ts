import {
  caseSchema, flowCaseBodySchema, flowCaseParamsSchema, flowCaseRunBodySchema, flowCaseRunSchema, flowCasesMax, flowCasesSchema, idParamsSchema, issue, Refusal, validateSchema,
  type FlowCaseBody, type FlowCaseRunBody, type FlowCasesView, type Issue, type JsonObject, type PackCase,
} from "@safeloop/engine";
import type { MakeSlice, Reader, Route, RouteReply, RouteRequest, ServerContext } from "../../context.ts";
import { definitionRow } from "../../definitions/definitionStore.ts";
import { guardJson } from "../../definitions/guardJson.ts";
import { serviceOf } from "../../services.ts";
import { personRef } from "../../views/personRef.ts";
import { formNamed, soundFlow, storedFlow } from "../simulationOf.ts";
import { casesOf, countOthers, dropCase, writeCase, type CasesOf } from "./caseStore.ts";
import { playCases } from "./playCases.ts";

const policy = { kind: "permission", permission: "flow.edit" } as const;
const mineOf = (req: RouteRequest): CasesOf => ({ tenantId: req.actor.tenantId, flowId: req.params["id"] ?? "" });

/** Cases hang on a flow of the tenant; another tenant's is not there. */
async function mustExist(reader: Reader, { tenantId, flowId }: CasesOf): Promise<void> {
  const row = await definitionRow(reader, tenantId, "flows", flowId);
  if (!row || row.retired_at !== null) throw new Refusal("NOT_FOUND", { what: "flow" });
}

/** What is kept is a case the runner can read, under the id of its address. */
function soundCase(body: JsonObject, id: string): PackCase {
  const hostile = guardJson(body);
  const wrong = (path: string, why: string): Issue => issue("PACK_CASE_SHAPE", path, { case: id, why });
  const shape = hostile.length > 0 ? hostile : validateSchema(caseSchema, body).map((found) => wrong(`/case${found.path}`, `${found.path} ${found.code}`));
  const issues = shape.length === 0 && body["id"] !== id ? [wrong("/case/id", "id")] : shape;
  if (issues.length > 0) throw new Refusal("PACK_CASE_SHAPE", { case: id, why: String(issues[0]?.params["why"] ?? issues[0]?.code) }, issues);
  return body as unknown as PackCase;
}

async function list(ctx: ServerContext, req: RouteRequest): Promise<RouteReply> {
  const mine = mineOf(req);
  await mustExist(ctx.store, mine);
  const directory = ctx.directory(mine.tenantId);
  const items = (await casesOf(ctx.store, mine)).map(({ case: one, at, by }) => ({ id: one.id, title: one.name, steps: one.when.length, at: new Date(at).toISOString(), by: personRef(directory, by), case: one }));
  return { body: { items } satisfies FlowCasesView };
}

async function save(ctx: ServerContext, req: RouteRequest): Promise<RouteReply> {
  const mine = mineOf(req);
  await mustExist(ctx.store, mine);
  const kept = soundCase((req.body as FlowCaseBody).case, req.params["case"] ?? "");
  return req.unit(async (tx) => {
    await mustExist(tx, mine);
    if ((await countOthers(tx, mine, kept.id)) >= flowCasesMax) throw new Refusal("FLOW_CASES_FULL", { max: flowCasesMax });
    await writeCase(tx, mine, { case: kept, at: ctx.clock.now(), by: req.actor.id });
    await ctx.audit(tx, req.actor, { action: "flows.caseSave", subject: { type: "flows", id: mine.flowId }, detail: { case: kept.id } });
    return { status: 204 };
  });
}

async function drop(ctx: ServerContext, req: RouteRequest): Promise<RouteReply> {
  const [mine, caseId] = [mineOf(req), req.params["case"] ?? ""];
  return req.unit(async (tx) => {
    await mustExist(tx, mine);
    if (!(await dropCase(tx, mine, caseId))) throw new Refusal("NOT_FOUND", { what: "case" });
    await ctx.audit(tx, req.actor, { action: "flows.caseDelete", subject: { type: "flows", id: mine.flowId }, detail: { case: caseId } });
    return { status: 204 };
  });
}

async function run(ctx: ServerContext, req: RouteRequest): Promise<RouteReply> {
  const [mine, { flow: sent }] = [mineOf(req), req.body as FlowCaseRunBody];
  await mustExist(ctx.store, mine);
  const { flow } = await soundFlow(ctx, mine.tenantId, sent ?? (await storedFlow(ctx, mine.tenantId, { id: mine.flowId })));
  const cases = (await casesOf(ctx.store, mine)).map((one) => one.case);
  const others = serviceOf(ctx.services, "definitions").all(mine.tenantId, "forms").map((one) => one.definition);
  return { body: { results: await playCases(ctx, { flow, form: formNamed(ctx, mine.tenantId, flow.form.id), others }, cases) } };
}

function routes(ctx: ServerContext): Route[] {
  const url = "/api/v1/flows/:id/cases";
  return [
    { method: "GET", url, summary: "Own cases of a flow: kept runs with what must hold", policy, schema: { params: idParamsSchema, response: { 200: flowCasesSchema } }, handler: (req) => list(ctx, req) },
    { method: "PUT", url: `${url}/:case`, summary: "Keep a run of a flow as a case, or replace one", policy, bodyLimit: 2 * 1_048_576, schema: { params: flowCaseParamsSchema, body: flowCaseBodySchema }, handler: (req) => save(ctx, req) },
    { method: "DELETE", url: `${url}/:case`, summary: "Delete an own case of a flow", policy, schema: { params: flowCaseParamsSchema }, handler: (req) => drop(ctx, req) },
    {
      method: "POST", url: `${url}/run`, summary: "Play the own cases of a flow against a definition of it", policy, bodyLimit: 2 * 1_048_576, idempotency: "off",
      schema: { params: idParamsSchema, body: flowCaseRunBodySchema, response: { 200: flowCaseRunSchema } }, handler: (req) => run(ctx, req),
    },
  ];
}

/** Own cases of flows: kept, listed, and played against a changed definition before it is published. */
export const casesSlice: MakeSlice = (ctx) => ({ name: "flow-cases", routes: routes(ctx) });
