import { type Effect, type ParentRef } from "@safeloop/engine";
import type { Actor, ServerContext, Tx } from "../context.ts";
import { followStep } from "../registers/keepRegisters.ts";
import { actorOf } from "../submissions/createFromEffect.ts";
import { beginFlow } from "../submissions/submit.ts";
import { addPeople, answersOf, submissionById, type SubmissionRecord } from "../submissions/submissionStore.ts";
import { serviceOf, type PublishedRevision } from "../services.ts";
import { factContext } from "./factContext.ts";
import { instanceByOrigin } from "./instanceStore.ts";
import { loadInstance } from "./loadInstance.ts";
import { projectTasks } from "./projectTasks.ts";
import { carryEffects, saveSubmission } from "./saveStep.ts";

type StartEffect = Extract<Effect, { kind: "startFlow" }>;

interface Origin {
  readonly originKey: string;
  readonly parent?: ParentRef;
  readonly by?: string; // in whose name; the author of the submission otherwise
}

/** Carries out `startFlow`: a second flow on the submission the effect comes from, once per effect key. */
export async function startFromEffect(ctx: ServerContext, effect: StartEffect, tenantId: string): Promise<void> {
  await beginOnSubmission(ctx, tenantId, effect.origin.id, { id: effect.flow }, { originKey: effect.key });
}

/** Begins another flow on a stored submission, once per origin: the published revision, or the one with the hash. */
export async function beginOnSubmission(ctx: ServerContext, tenantId: string, submissionId: string, named: { readonly id: string; readonly hash?: string }, origin: Origin): Promise<void> {
  const definitions = serviceOf(ctx.services, "definitions");
  await definitions.load(tenantId);
  const flow = named.hash === undefined ? definitions.published(tenantId, "flows", named.id) : await definitions.byHash(tenantId, "flows", named.hash);
  if (!flow) throw new Error(`The flow ${named.id} that a flow wants to start is not published.`);
  await ctx.store.unit(async (tx) => {
    const record = await submissionById(tx, tenantId, submissionId);
    if (record && !(await instanceByOrigin(tx, tenantId, origin.originKey))) await begin(ctx, tx, tenantId, record, flow, origin);
  });
}

async function begin(ctx: ServerContext, tx: Tx, tenantId: string, record: SubmissionRecord, flow: PublishedRevision<"flows">, origin: Origin): Promise<void> {
  const form = await serviceOf(ctx.services, "definitions").byHash(tenantId, "forms", record.form_hash, tx);
  if (!form) throw new Error(`Submission ${record.id} is pinned to a form that is not stored.`);
  const actor = actorOf(ctx, tenantId, origin.by ?? record.by_id, record);
  const answers = answersOf(record);
  const facts = await factContext(ctx, tx, { tenantId, form: form.definition, answers, actorId: actor.id, initiatorId: actor.id, event: "submit" });
  const { parent, originKey } = origin;
  const begun = await beginFlow(ctx, tx, actor, { form, answers, facts }, flow, { id: record.id, number: record.number ?? "" }, { originKey, ...(parent ? { parent } : {}) });
  await addPeople(tx, tenantId, record.seq, "holder", begun.people);
  if (begun.answers !== answers && begun.instanceId !== null) await keepAnswers(ctx, tx, actor, begun.instanceId, begun.answers);
  if (begun.step) await carryEffects(ctx, tx, tenantId, begun.step.effects);
  await ctx.audit(tx, actor, { action: "instance.start", subject: { type: "submission", id: record.id }, detail: { flow: flow.id, ...(parent ? { parent: parent.instance, child: parent.child } : {}) } });
}

/** What the flow's first steps have already written into the paper. */
async function keepAnswers(ctx: ServerContext, tx: Tx, actor: Actor, instanceId: string, answers: Parameters<typeof saveSubmission>[4]): Promise<void> {
  const { tenantId } = actor;
  const loaded = await loadInstance(ctx, tx, tenantId, instanceId);
  if (!loaded) throw new Error(`Instance ${instanceId} was not stored.`);
  const { tasks } = await projectTasks(tx, tenantId, loaded.flow.definition, loaded.instance, false);
  const after = await saveSubmission(ctx, tx, loaded, loaded.instance, answers, tasks);
  await followStep(ctx, tx, actor, loaded.form.definition, after, loaded.flow.definition, loaded.instance, answers);
}
