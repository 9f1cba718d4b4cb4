import { type Effect } from "@safeloop/engine";
import type { ServerContext } from "../context.ts";
import { actorOf } from "../submissions/createFromEffect.ts";
import { beginFlow } from "../submissions/submit.ts";
import { addPeople, answersOf, submissionById } from "../submissions/submissionStore.ts";
import { serviceOf } from "../services.ts";
import { factContext } from "./factContext.ts";
import { instanceByOrigin } from "./instanceStore.ts";
import { carryEffects } from "./saveStep.ts";

type StartEffect = Extract<Effect, { kind: "startFlow" }>;

/** Carries out `startFlow`: a second flow on the submission the effect comes from, once per effect key. */
export async function startFromEffect(ctx: ServerContext, effect: StartEffect, tenantId: string): Promise<void> {
  const definitions = serviceOf(ctx.services, "definitions");
  await definitions.load(tenantId);
  const flow = definitions.published(tenantId, "flows", effect.flow);
  if (!flow) throw new Error(`The flow ${effect.flow} that a flow wants to start is not published.`);
  await ctx.store.unit(async (tx) => {
    const record = await submissionById(tx, tenantId, effect.origin.id);
    if (!record || (await instanceByOrigin(tx, tenantId, effect.key))) return;
    const form = await definitions.byHash(tenantId, "forms", record.form_hash, tx);
    if (!form) throw new Error(`Submission ${record.id} is pinned to a form that is not stored.`);
    const actor = actorOf(ctx, tenantId, record.by_id, record);
    const answers = answersOf(record);
    const facts = await factContext(ctx, tx, { tenantId, form: form.definition, answers, actorId: actor.id, initiatorId: actor.id, event: "submit" });
    const begun = await beginFlow(ctx, tx, actor, { form, answers, facts }, flow, { id: record.id, number: record.number ?? "" }, {}, effect.key);
    await addPeople(tx, tenantId, record.seq, "holder", begun.people);
    if (begun.step) await carryEffects(ctx, tx, tenantId, begun.step.effects);
    await ctx.audit(tx, actor, { action: "instance.start", subject: { type: "submission", id: record.id }, detail: { flow: flow.id } });
  });
}
