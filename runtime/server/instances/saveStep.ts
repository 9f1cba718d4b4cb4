import { type Answers, type Effect, type FlowInstance, type FlowStep, type JsonValue, Refusal } from "@safeloop/engine";
import type { Actor, ServerContext, Tx } from "../context.ts";
import { listedOf, searchTexts, titleOf, valueTerms } from "../submissions/listed.ts";
import { instanceState } from "../submissions/submissionState.ts";
import { addPeople, clearNamed, updateSubmission } from "../submissions/submissionStore.ts";
import { termsOf } from "../search/terms.ts";
import { putTerms } from "../search/searchIndex.ts";
import { instanceColumns } from "./instanceColumns.ts";
import { insertHistory, updateInstance } from "./instanceStore.ts";
import type { LoadedInstance } from "./loadInstance.ts";
import { idsMentioned, mentionsOf } from "./mentions.ts";
import { projectTasks } from "./projectTasks.ts";
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
    else await ctx.jobs.schedule(tx, { task: flowTimerTask, key, dueAt: effect.dueAt, payload: { instanceId: effect.owner.id, timerId: effect.timerId }, tenantId });
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

function participantsOf(instance: FlowInstance, holders: Iterable<string>): Set<string> {
  return new Set([...instance.participants, ...holders]);
}

async function indexAnswers(ctx: ServerContext, tx: Tx, loaded: LoadedInstance, answers: Answers): Promise<void> {
  const form = loaded.form.definition;
  const directory = ctx.directory(loaded.tenantId);
  const texts = [loaded.submission.number ?? "", form.title.zh, form.title.en, ...searchTexts(form, answers, directory)];
  await putTerms(tx, ctx.store, loaded.submission.seq, [...termsOf(texts), ...valueTerms(form, answers)]);
  await clearNamed(tx, loaded.submission.seq);
  await addPeople(tx, loaded.tenantId, loaded.submission.seq, "named", idsMentioned(mentionsOf(form, answers), "person"));
}

/** What was stored. */
export interface SavedStep {
  readonly instance: FlowInstance;
  readonly answers: Answers;
}

/**
 * Stores an accepted step: envelope, history, tasks, the submission's state
 * and answers, timers, effects and the audit entry, all in the caller's
 * transaction. Refuses when another step was stored first.
 */
export async function saveStep(ctx: ServerContext, tx: Tx, loaded: LoadedInstance, step: FlowStep, actor: Actor, action: string): Promise<SavedStep> {
  const { tenantId, submission } = loaded;
  const form = loaded.form.definition;
  const flow = loaded.flow.definition;
  const { instance } = step;
  const now = ctx.clock.now();
  const answers = answersAfter(loaded.answers, step.writes);
  const { tasks, touched } = await projectTasks(tx, tenantId, flow, instance, false);
  const stored = await updateInstance(tx, loaded.instance.seq, instance, instanceColumns(flow, form, instance, answers, tasks), now);
  if (!stored) throw new Refusal("INSTANCE_SEQ", { seen: loaded.instance.seq, present: loaded.instance.seq + 1 });
  await insertHistory(tx, instance.id, step.history);
  const changed = answers !== loaded.answers;
  const state = loaded.submission.instance_id === instance.id || loaded.submission.instance_id === null ? instanceState(flow, instance, tasks) : undefined;
  await updateSubmission(tx, ctx.store.dialect, {
    seq: submission.seq, version: submission.version, number: submission.number, title: changed ? titleOf(form, answers) : submission.title,
    state: state ?? { state: submission.state, title: { zh: submission.state_zh, en: submission.state_en }, tone: submission.tone as never, ...(submission.due_at === null ? {} : { dueAt: submission.due_at }) },
    draft: submission.draft === 1, instanceId: submission.instance_id, answers: changed ? JSON.stringify(answers) : submission.answers, listed: listedOf(form, answers),
    formRevision: submission.form_revision, formHash: submission.form_hash, at: now,
  });
  if (changed) await indexAnswers(ctx, tx, loaded, answers);
  await addPeople(tx, tenantId, submission.seq, "holder", participantsOf(instance, touched));
  await carryEffects(ctx, tx, tenantId, step.effects);
  await ctx.audit(tx, actor, { action, subject: { type: "instance", id: instance.id }, detail: { seq: instance.seq, submission: submission.id, ...(instance.life ? { state: instance.life.state } : {}) } });
  announce(ctx, tx, { tenantId, orgId: submission.org_id, submissionId: submission.id, instance, people: participantsOf(instance, touched), inboxes: touched });
  return { instance, answers };
}

