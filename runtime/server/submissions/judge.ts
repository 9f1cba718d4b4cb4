import {
  answersByXid, evaluateForm, forecast, formOf, Refusal, runChecks,
  type CheckResult, type ChecksView, type FlowEnv, type ForecastView, type JsonObject,
} from "@safeloop/engine";
import type { Actor, ServerContext } from "../context.ts";
import { sentData } from "../forms/judgeData.ts";
import { checkView } from "../instances/checkView.ts";
import { factContext } from "../instances/factContext.ts";
import { forecastView } from "../instances/instanceView.ts";
import { flowEnv, loadInstance } from "../instances/loadInstance.ts";
import { serviceOf, type PublishedRevision } from "../services.ts";
import { checksOf, type RefusalAsked } from "./checksOf.ts";
import { flowFor } from "./flowFor.ts";
import { answersOf, type SubmissionRecord } from "./submissionStore.ts";

async function publishedForm(ctx: ServerContext, actor: Actor, id: string): Promise<PublishedRevision<"forms">> {
  const definitions = serviceOf(ctx.services, "definitions");
  await definitions.load(actor.tenantId);
  const form = definitions.published(actor.tenantId, "forms", id);
  if (!form) throw new Refusal("NOT_FOUND", { what: "form" });
  return form;
}

async function unsentEnv(ctx: ServerContext, actor: Actor, form: PublishedRevision<"forms">, data: JsonObject): Promise<FlowEnv> {
  const compiled = formOf(form.definition);
  const sent = answersByXid(compiled, sentData(data));
  const facts = await factContext(ctx, ctx.store, { tenantId: actor.tenantId, form: form.definition, answers: sent, actorId: actor.id, initiatorId: actor.id, event: "submit" });
  const { answers } = evaluateForm(compiled, sent, facts);
  return { form: form.definition, answers, ctx: facts, directory: ctx.directory(actor.tenantId), orgId: actor.orgId, now: ctx.clock.now() };
}

/**
 * The checks data not sent yet would meet up to its last approval. Those of
 * events afterwards (resume, finish, acceptance) have nothing to judge yet.
 */
export async function dryChecks(ctx: ServerContext, actor: Actor, formId: string, data: JsonObject): Promise<ChecksView> {
  const form = await publishedForm(ctx, actor, formId);
  const env = await unsentEnv(ctx, actor, form, data);
  return { checks: checksAhead(ctx, actor.tenantId, formId, env).map((one) => checkView(one, formOf(env.form))) };
}

function checksAhead(ctx: ServerContext, tenantId: string, formId: string, env: FlowEnv): readonly CheckResult[] {
  const compiled = formOf(env.form);
  const flow = flowFor(serviceOf(ctx.services, "definitions"), tenantId, formId);
  if (!flow) return runChecks(compiled, "all", env.answers, env.ctx);
  const named = flow.definition.nodes.flatMap((node) => ("checks" in node ? (node.checks ?? []) : []));
  return [...runChecks(compiled, "submit", env.answers, env.ctx), ...runChecks(compiled, [...new Set(named)].sort(), env.answers, env.ctx)];
}

/** Who will be asked when this form is sent with this data. Without a flow nobody is. */
export async function dryForecast(ctx: ServerContext, actor: Actor, formId: string, data: JsonObject): Promise<ForecastView> {
  const form = await publishedForm(ctx, actor, formId);
  const flow = flowFor(serviceOf(ctx.services, "definitions"), actor.tenantId, formId);
  if (!flow) return { steps: [] };
  return { steps: forecastView(forecast(flow.definition, null, await unsentEnv(ctx, actor, form, data))) };
}

/** The checks an event or the waiting steps of a submission would be refused by, all of them. */
export async function refusalChecks(ctx: ServerContext, actor: Actor, record: SubmissionRecord, { event, everyone }: RefusalAsked): Promise<ChecksView> {
  const definitions = serviceOf(ctx.services, "definitions");
  const form = await definitions.byHash(record.tenant_id, "forms", record.form_hash);
  const loaded = record.instance_id === null ? undefined : await loadInstance(ctx, ctx.store, record.tenant_id, record.instance_id);
  if (!form) throw new Refusal("NOT_FOUND", { what: "form" });
  if (!loaded) {
    const facts = await factContext(ctx, ctx.store, { tenantId: record.tenant_id, form: form.definition, answers: answersOf(record), actorId: actor.id, initiatorId: record.by_id, event: event ?? "submit" });
    const env: FlowEnv = { form: form.definition, answers: answersOf(record), ctx: facts, directory: ctx.directory(record.tenant_id), orgId: actor.orgId, now: ctx.clock.now() };
    return { checks: checksAhead(ctx, record.tenant_id, form.definition.id, env).map((one) => checkView(one, formOf(env.form))) };
  }
  const env = await flowEnv(ctx, ctx.store, loaded, actor.id, event ?? "view");
  return { checks: checksOf(loaded.flow.definition, loaded.instance, actor, env, { event, everyone }).map((one) => checkView(one, formOf(env.form))) };
}
