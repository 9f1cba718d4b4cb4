import { dataByKey, formOf, Refusal, type Answers, type JsonObject, type PatchBody } from "@safeloop/engine";
import type { Actor, RouteReply, RouteRequest, ServerContext, Tx } from "../context.ts";
import { evidenceOf } from "./evidenceOf.ts";
import { carryEffects } from "../instances/saveStep.ts";
import { listedOf, titleOf } from "./listed.ts";
import type { Numbers } from "./numbering.ts";
import { keepRegisters, recordState } from "../registers/keepRegisters.ts";
import { submissionView } from "./readSubmission.ts";
import { attachFiles } from "./references.ts";
import { beginFlow, indexSubmission, prepareSubmission, type PreparedSubmission } from "./submit.ts";
import { draftState, submittedState } from "./submissionState.ts";
import { addPeople, answersOf, submissionById, updateSubmission, type SubmissionRecord } from "./submissionStore.ts";
import { reportForm } from "./writeReports.ts";
import { visibleSubmission } from "./visibility.ts";

/** The draft's data on the form's present revision, without computed fields, with the change put over it. */
function mergedData(made: { readonly form: PreparedSubmission["form"]["definition"]; readonly answers: Answers }, change: JsonObject): JsonObject {
  const compiled = formOf(made.form);
  const given = Object.fromEntries(Object.entries(made.answers).filter(([xid]) => compiled.byXid.get(xid)?.computed !== true));
  return Object.fromEntries(Object.entries({ ...dataByKey(compiled, given), ...change }).filter(([, value]) => value !== null));
}

/** Answers whose field the present revision no longer has: kept, never dropped. */
function orphans(made: PreparedSubmission, before: Answers): Answers {
  const compiled = formOf(made.form.definition);
  return Object.fromEntries(Object.entries(before).filter(([xid]) => !compiled.byXid.has(xid)));
}

async function storeDraft(ctx: ServerContext, tx: Tx, numbers: Numbers, actor: Actor, record: SubmissionRecord, made: PreparedSubmission, submit: boolean): Promise<void> {
  const form = made.form.definition;
  const number = submit ? (made.number ?? (await numbers.inUnit(tx, actor.tenantId, made.frame))) : null;
  const answers = { ...orphans(made, answersOf(record)), ...made.answers };
  const begun = submit && made.flow ? await beginFlow(ctx, tx, actor, { ...made, answers }, made.flow, { id: record.id, number: number ?? "" }, { evidence: made.input.evidence }) : undefined;
  const stored = await updateSubmission(tx, ctx.store.dialect, {
    seq: record.seq, version: record.version, number, title: titleOf(form, answers), state: begun?.state ?? (submit ? submittedState : draftState), draft: !submit,
    instanceId: begun?.instanceId ?? null, answers: JSON.stringify(begun?.answers ?? answers), listed: listedOf(form, answers), formRevision: made.form.revision, formHash: made.form.hash, at: ctx.clock.now(),
  });
  if (!stored) throw new Refusal("SUBMISSION_STALE", { seen: record.version, present: record.version + 1 });
  await attachFiles(tx, actor.tenantId, made.mentions, record.id);
  if (submit) await indexSubmission(ctx, tx, actor.tenantId, record.seq, { form: made.form, answers, number: number ?? "" }, made.mentions);
  if (begun) await addPeople(tx, actor.tenantId, record.seq, "holder", begun.people);
  const now = ctx.clock.now();
  if (submit) await reportForm(tx, { tenantId: actor.tenantId, orgId: record.org_id, submissionId: record.id, form, at: now, now }, begun?.answers ?? answers);
  if (submit) await keepRegisters(ctx, tx, actor, { tenantId: actor.tenantId, submissionId: record.id, form, number: number ?? "", state: recordState(made.flow?.definition, begun?.step?.instance), sentAt: Number(record.created_at), answers: begun?.answers ?? answers });
  if (begun?.step) await carryEffects(ctx, tx, actor.tenantId, begun.step.effects);
  await ctx.audit(tx, actor, { action: submit ? "submission.create" : "submission.draft", subject: { type: "submission", id: record.id }, detail: { form: made.form.id, revision: made.form.revision, number: number ?? "" } });
}

/** Changes a draft, on the form's present revision; with `submit` sends it. Anything sent is changed through tasks only. */
export async function editDraft(ctx: ServerContext, numbers: Numbers, req: Pick<RouteRequest, "actor" | "unit" | "locale">, id: string, body: PatchBody): Promise<RouteReply> {
  const { actor } = req;
  const seen = await visibleSubmission(ctx, ctx.store, actor, id);
  if (seen.draft !== 1) throw new Refusal("SUBMISSION_LOCKED", { state: seen.state_zh, stateEn: seen.state_en });
  if (seen.version !== body.version) throw new Refusal("SUBMISSION_STALE", { seen: body.version, present: seen.version });
  const form = ctx.services.definitions?.published(actor.tenantId, "forms", seen.form_id);
  if (!form) throw new Refusal("NOT_FOUND", { what: "form" });
  const submit = body.submit === true;
  const data = mergedData({ form: form.definition, answers: answersOf(seen) }, body.data);
  const made = await prepareSubmission(ctx, numbers, actor, { form: seen.form_id, data, draft: !submit, ofSubmission: id, evidence: await evidenceOf(ctx, actor, body) });
  return req.unit(async (tx) => {
    const record = await submissionById(tx, actor.tenantId, id);
    if (!record || record.draft !== 1) throw new Refusal("SUBMISSION_LOCKED", { state: record?.state_zh ?? "", stateEn: record?.state_en ?? "" });
    if (record.version !== body.version) throw new Refusal("SUBMISSION_STALE", { seen: body.version, present: record.version });
    await storeDraft(ctx, tx, numbers, actor, record, made, submit);
    const after = await submissionById(tx, actor.tenantId, id);
    if (!after) throw new Refusal("NOT_FOUND", { what: "submission" });
    return { status: 200, body: await submissionView(ctx, tx, actor, after, req.locale) };
  });
}
