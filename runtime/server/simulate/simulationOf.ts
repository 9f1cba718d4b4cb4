import {
  answersByXid, formOf, isClean, Refusal,
  type Answers, type FactContext, type FlowDefinition, type FormDefinition, type Issue, type JsonObject, type SimulateActBody, type SimulateBody, type SimulationAct, type SimulationSetup,
} from "@safeloop/engine";
import type { Actor, ServerContext } from "../context.ts";
import { checkStoredFlow } from "../definitions/checkStoredFlow.ts";
import { definitionRow, revisionByNumber } from "../definitions/definitionStore.ts";
import { sentData } from "../forms/judgeData.ts";
import { dataPatch } from "../instances/dataPatch.ts";
import { factContext } from "../instances/factContext.ts";
import { calendarOf } from "../instances/loadInstance.ts";
import { serviceOf } from "../services.ts";
import { fromJson } from "../storage/json.ts";

/** What was asked, judged: a flow that may run, the form, sample data, acts. */
export interface AskedSimulation {
  readonly setup: SimulationSetup;
  readonly acts: readonly SimulationAct[];
  readonly issues: readonly Issue[]; // warnings of the definition
}

/** Reads a request; what cannot be simulated is refused with its code. */
export async function simulationOf(ctx: ServerContext, actor: Actor, body: SimulateBody): Promise<AskedSimulation> {
  await serviceOf(ctx.services, "definitions").load(actor.tenantId);
  const { flow, issues } = await soundFlow(ctx, actor.tenantId, body.flow ?? (await storedFlow(ctx, actor.tenantId, body)));
  const form = formNamed(ctx, actor.tenantId, body.form ?? flow.form.id);
  const answers = answersOf(form, sentData(body.data ?? {}), "/data");
  const now = body.at === undefined ? ctx.clock.now() : Date.parse(body.at);
  const setup: SimulationSetup = {
    flow, form, answers, initiator: body.initiator ?? actor.id, now, directory: ctx.directory(actor.tenantId),
    facts: await plantFacts(ctx, actor, form, answers), ...calendarOf(ctx, flow), ...(body.children ? { children: body.children } : {}),
  };
  return { setup, issues, acts: (body.acts ?? []).map((act, i) => actOf(form, act, `/acts/${i}`)) };
}

/** The draft of a stored flow, else what is published, or the one asked for. */
export async function storedFlow(ctx: ServerContext, tenantId: string, { id = "", of }: Pick<SimulateBody, "id" | "of">): Promise<JsonObject> {
  const row = await definitionRow(ctx.store, tenantId, "flows", id);
  if (!row || row.retired_at !== null || (row.revision === null && row.draft === null)) throw new Refusal("NOT_FOUND", { what: "flow" });
  if ((of ?? (row.draft === null ? "published" : "draft")) === "draft") {
    if (row.draft === null) throw new Refusal("DEF_NO_DRAFT", { id });
    return fromJson(row.draft);
  }
  const stored = row.revision === null ? undefined : await revisionByNumber(ctx.store, tenantId, "flows", id, row.revision);
  if (!stored) throw new Refusal("NOT_FOUND", { what: "flow" });
  return fromJson(stored.body);
}

/** Judged as saving and publishing would; only what could be published runs. */
export async function soundFlow(ctx: ServerContext, tenantId: string, definition: JsonObject): Promise<{ readonly flow: FlowDefinition; readonly issues: readonly Issue[] }> {
  const issues = await checkStoredFlow(ctx, serviceOf(ctx.services, "definitions"), tenantId, definition);
  const id = typeof definition["id"] === "string" ? definition["id"].slice(0, 80) : "";
  if (!isClean(issues)) throw new Refusal("DEF_INVALID", { id, count: issues.filter((one) => one.severity === "error").length }, issues);
  return { flow: definition as unknown as FlowDefinition, issues };
}

export function formNamed(ctx: ServerContext, tenantId: string, id: string): FormDefinition {
  const form = serviceOf(ctx.services, "definitions").published(tenantId, "forms", id);
  if (!form) throw new Refusal("NOT_FOUND", { what: "form" });
  return form.definition;
}

/** Of the plant, as it is now: it stays so through the run. People and the clock are the simulation's own. */
async function plantFacts(ctx: ServerContext, actor: Actor, form: FormDefinition, answers: Answers): Promise<Partial<FactContext>> {
  const { devices = {}, linked = {}, area, conflicts, livePermits, calendar } = await factContext(ctx, ctx.store, { tenantId: actor.tenantId, form, answers, actorId: actor.id, initiatorId: actor.id, event: "simulate" });
  return { devices, linked, ...(area ? { area } : {}), ...(conflicts ? { conflicts } : {}), ...(livePermits === undefined ? {} : { livePermits }), ...(calendar ? { calendar } : {}) };
}

function answersOf(form: FormDefinition, data: JsonObject, path: string): Answers {
  patchOf(form, data, path);
  return answersByXid(formOf(form), data);
}

function patchOf(form: FormDefinition, data: JsonObject, path: string): ReturnType<typeof dataPatch>["patch"] {
  const { patch, issues } = dataPatch(form, data);
  if (issues.length > 0) throw new Refusal("SUBMISSION_INVALID", { count: issues.length }, issues.map((one) => ({ ...one, path: `${path}${one.path}` })));
  return patch;
}

/** The members were judged by the schema of the request; data come by property key. */
function actOf(form: FormDefinition, { data, reason, ...act }: SimulateActBody, path: string): SimulationAct {
  const patch = data === undefined ? {} : { data: patchOf(form, sentData(data), `${path}/data`) };
  const said = reason === undefined ? {} : { reason: act.type === "interlock" ? { zh: reason, en: reason } : reason };
  return { ...act, ...patch, ...said } as SimulationAct;
}
