import { type Answers, type AuditAction, type Effect, type FlowDefinition, type FlowInstance, type FlowStep, type JsonValue, type TaskState, Refusal } from "@safeloop/engine";
import type { Actor, ServerContext, Tx } from "../context.ts";
import { followWork } from "../conflicts/followWork.ts";
import { progressOf } from "../conflicts/progressOf.ts";
import { listedOf, titleOf } from "../submissions/listed.ts";
import { listFormOf, searchTerms } from "../submissions/listForm.ts";
import { instanceState, type StateColumns } from "../submissions/submissionState.ts";
import { addPeople, clearNamed, updateSubmission, type SubmissionRecord } from "../submissions/submissionStore.ts";
import { followStep } from "../registers/keepRegisters.ts";
import { reportNewRows } from "../submissions/writeReports.ts";
import { putTerms } from "../search/searchIndex.ts";
import { instanceColumns } from "./instanceColumns.ts";
import { insertHistory, updateInstance } from "./instanceStore.ts";
import type { LoadedInstance } from "./loadInstance.ts";
import { idsMentioned, mentionsOf } from "./mentions.ts";
import { projectTasks } from "./projectTasks.ts";
import { enqueueEvents, projectWaits } from "./flowWaits.ts";
import { announce } from "./announce.ts";

/** The job that tells a flow its timer is due. */
export const flowTimerTask = "flowTimer";

/** Timers become jobs and `setField` is in the step's writes already; the rest goes to the outbox. */
export async function carryEffects(ctx: ServerContext, tx: Tx, tenantId: string, effects: readonly Effect[]): Promise<void> {
  const others: Effect[] = [];
  for (const effect of effects) {
    if (effect.kind === "setField") continue;
    if (effect.kind !== "startTimer" && effect.kind !== "cancelTimer") {
      others.push(effect);
      continue;
    }
    const key = `${effect.owner.id}/${effect.timerId}`;
    if (effect.kind === "cancelTimer") await ctx.jobs.cancel(tx, flowTimerTask, key);
    else await ctx.jobs.schedule(tx, { task: flowTimerTask, key, dueAt: effect.dueAt, ...(effect.elapsed ? { elapsed: effect.elapsed } : {}), payload: { instanceId: effect.owner.id, timerId: effect.timerId }, tenantId });
  }
  if (others.length > 0) await ctx.effects.enqueue(tx, tenantId, others);
}

/** The answers after a step: its writes (computed fields among them) put over the present ones. */
export function answersAfter(answers: Answers, writes: FlowStep["writes"]): Answers {
  if (Object.keys(writes).length === 0) return answers;
  const merged: Record<string, JsonValue> = { ...answers };
  for (const [xid, value] of Object.entries(writes)) {
    if (value === null) delete merged[xid];
    else merged[xid] = value;
  }
  return merged;
}

async function indexAnswers(ctx: ServerContext, tx: Tx, loaded: LoadedInstance, answers: Answers): Promise<void> {
  const { tenantId, submission } = loaded;
  const form = listFormOf(ctx, tenantId, loaded.form.definition);
  await putTerms(tx, ctx.store, submission.seq, searchTerms(ctx, tenantId, form, answers, submission.number ?? ""));
  await clearNamed(tx, submission.seq);
  await addPeople(tx, tenantId, submission.seq, "named", idsMentioned(mentionsOf(loaded.form.definition, answers), "person"));
}

function presentState(submission: SubmissionRecord): StateColumns {
  return {
    state: submission.state, title: { zh: submission.state_zh, en: submission.state_en }, tone: submission.tone as StateColumns["tone"],
    ...(submission.due_at === null ? {} : { dueAt: submission.due_at }),
  };
}

/** The submission follows its own flow; a second flow on it changes answers only. */
export async function saveSubmission(ctx: ServerContext, tx: Tx, loaded: LoadedInstance, instance: FlowInstance, answers: Answers, tasks: readonly TaskState[]): Promise<SubmissionRecord> {
  const { submission, tenantId } = loaded;
  const form = loaded.form.definition;
  const changed = answers !== loaded.answers;
  const follows = submission.instance_id === instance.id || submission.instance_id === null;
  const title = changed ? titleOf(form, answers) : submission.title;
  const state = follows ? instanceState(loaded.flow.definition, instance, tasks) : presentState(submission);
  const text = changed ? JSON.stringify(answers) : submission.answers;
  const at = ctx.clock.now();
  const stored = await updateSubmission(tx, ctx.store.dialect, {
    seq: submission.seq, version: submission.version, number: submission.number, title, state, draft: submission.draft === 1, instanceId: submission.instance_id,
    answers: text, listed: listedOf(listFormOf(ctx, tenantId, form), answers), formRevision: submission.form_revision, formHash: submission.form_hash, at,
  });
  if (!stored) throw new Refusal("SUBMISSION_STALE", { seen: submission.version, present: submission.version + 1 });
  if (changed) await indexAnswers(ctx, tx, loaded, answers);
  if (changed) await reportNewRows(tx, { tenantId, orgId: submission.org_id, submissionId: submission.id, form, at, now: at }, loaded.answers, answers);
  return { ...submission, version: submission.version + 1, title, state: state.state, state_zh: state.title.zh, state_en: state.title.en, tone: state.tone, due_at: state.dueAt ?? null, answers: text, updated_at: at };
}

/** Alarms stay out of service only while this holds of their bypass. */
function isLive(instance: FlowInstance, tone: string | null): boolean {
  return tone === "live" && instance.status === "running";
}

/** True when the flow may have stopped work: what it stopped does not outlast it. */
function causesStops(flow: FlowDefinition): boolean {
  const acts = [...flow.nodes.flatMap((node) => (node.kind === "act" ? [node.act] : [])), ...(flow.life?.events ?? []).flatMap((event) => event.effects ?? [])];
  return acts.some((act) => act.do === "interlock");
}

/** What was stored. */
export interface SavedStep {
  readonly loaded: LoadedInstance; // as it is now
}

/**
 * Stores an accepted step: envelope, history, tasks, the submission's state
 * and answers, timers, effects and the audit entry, all in the caller's
 * transaction. Refuses when another step was stored first.
 */
export async function saveStep(ctx: ServerContext, tx: Tx, loaded: LoadedInstance, step: FlowStep, actor: Actor, action: AuditAction): Promise<SavedStep> {
  const { tenantId, submission } = loaded;
  const flow = loaded.flow.definition;
  const { instance } = step;
  const answers = answersAfter(loaded.answers, step.writes);
  const { tasks, touched } = await projectTasks(tx, tenantId, flow, instance, false);
  const columns = instanceColumns(flow, loaded.form.definition, instance, answers, tasks);
  const record = await updateInstance(tx, loaded.record, instance, columns, ctx.clock.now());
  if (!record) throw new Refusal("INSTANCE_SEQ", { seen: loaded.instance.seq, present: loaded.instance.seq + 1 });
  await insertHistory(tx, instance.id, step.history);
  await projectWaits(ctx, tx, loaded.instance, { ...loaded, record, instance, answers });
  if (instance.status === "ended") await enqueueEvents(ctx, tx, tenantId, "submission.ended", [submission.id, instance.number]);
  const after = await saveSubmission(ctx, tx, loaded, instance, answers, tasks);
  await followStep(ctx, tx, actor, loaded.form.definition, after, flow, instance, answers);
  const people = new Set([...instance.participants, ...touched]);
  const known = new Set(loaded.instance.participants); // by the steps before
  await addPeople(tx, tenantId, submission.seq, "holder", [...people].filter((one) => !known.has(one)));
  if (instance.status === "ended" && causesStops(flow)) await ctx.services.permits?.interlockOver(tx, tenantId, instance.id);
  if (isLive(loaded.instance, loaded.record.life_tone) && !isLive(instance, columns.lifeTone)) await ctx.services.bypasses?.end(tx, tenantId, instance.id);
  if (submission.instance_id === instance.id) await followWork(ctx, tx, { tenantId, form: loaded.form.definition, ticket: { id: submission.id, number: submission.number ?? "" }, answers, progress: progressOf(instance, columns.lifeTone) }, instance.id);
  if (record.permit === 1 && loaded.record.life_tone !== columns.lifeTone) await ctx.services.permits?.watch(tx, tenantId, instance.id);
  if (submission.state !== after.state) await ctx.services.permits?.referredChanged(tx, tenantId, submission.form_id, submission.id);
  await carryEffects(ctx, tx, tenantId, step.effects);
  await ctx.audit(tx, actor, { action, subject: { type: "instance", id: instance.id }, detail: { seq: instance.seq, submission: submission.id, ...(instance.life ? { state: instance.life.state } : {}) } });
  announce(ctx, tx, { tenantId, orgId: submission.org_id, submissionId: submission.id, instance, people, inboxes: touched });
  return { loaded: { ...loaded, record, instance, submission: after, answers } };
}
