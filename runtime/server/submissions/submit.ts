import {
  answersByXid, awaitedEvents, formOf, isClean, Refusal, startFlow,
  type Answers, type FactContext, type FlowDefinition, type FlowEnv, type FlowStep, type Issue, type JsonObject, type ParentRef, type SignatureInput, type StartInput, type GpsFix,
} from "@safeloop/engine";
import type { Actor, ServerContext, Tx } from "../context.ts";
import { followWork } from "../conflicts/followWork.ts";
import { progressOf } from "../conflicts/progressOf.ts";
import { judgeData, sentData } from "../forms/judgeData.ts";
import { announce } from "../instances/announce.ts";
import { factContext } from "../instances/factContext.ts";
import { instanceColumns } from "../instances/instanceColumns.ts";
import { insertHistory, insertInstance } from "../instances/instanceStore.ts";
import { calendarOf } from "../instances/loadInstance.ts";
import { idsMentioned, mentionsOf, type Mention } from "../instances/mentions.ts";
import { addWaits } from "../instances/flowWaits.ts";
import { projectTasks } from "../instances/projectTasks.ts";
import { refusalOfIssues, stepErrors } from "../instances/refuseStep.ts";
import { answersAfter, carryEffects } from "../instances/saveStep.ts";
import { keepRegisters, recordState } from "../registers/keepRegisters.ts";
import { putTerms } from "../search/searchIndex.ts";
import { serviceOf, type PublishedRevision } from "../services.ts";
import { flowFor } from "./flowFor.ts";
import { listedOf, titleOf } from "./listed.ts";
import { searchTerms } from "./listForm.ts";
import { numberFrame, siteCodeOf, type NumberFrame, type Numbers } from "./numbering.ts";
import { attachFiles, fileIssues, referenceIssues } from "./references.ts";
import { draftState, instanceState, submittedState, type StateColumns } from "./submissionState.ts";
import { reportForm } from "./writeReports.ts";
import { addPeople, insertSubmission } from "./submissionStore.ts";

/** What comes with the act of submitting, beside the data. */
export interface Evidence {
  readonly comment?: string;
  readonly signature?: SignatureInput;
  readonly gps?: GpsFix;
  readonly passwordOk?: boolean;
}

export interface SubmitInput {
  readonly form: string;
  readonly data: JsonObject; // by property key
  readonly draft?: boolean;
  readonly capturedAt?: string;
  readonly evidence?: Evidence;
  readonly originKey?: string; // of the effect that submits
  readonly ofSubmission?: string; // a draft: what hangs on it already stays
  /** An effect submits: what it points at was judged where it comes from. */
  readonly trusted?: boolean;
}

/** A submission judged and ready to store. Slow work is done; the unit only writes. */
export interface PreparedSubmission {
  readonly form: PublishedRevision<"forms">;
  readonly flow?: PublishedRevision<"flows">;
  readonly answers: Answers;
  readonly mentions: readonly Mention[];
  readonly facts: FactContext;
  readonly frame: NumberFrame;
  readonly number?: string; // taken ahead (PostgreSQL)
  readonly capturedAt: number | null;
  readonly input: SubmitInput;
}

export interface StoredSubmission {
  readonly id: string;
  readonly number: string;
  readonly instanceId: string | null;
}

function capturedAtOf(ctx: ServerContext, input: SubmitInput): number | null {
  if (input.capturedAt === undefined) return null;
  const at = Date.parse(input.capturedAt);
  if (Number.isNaN(at) || at > ctx.clock.now() + 300_000) throw new Refusal("CAPTURED_IN_FUTURE", { at: input.capturedAt.slice(0, 40) });
  return at;
}

function refuseInvalid(issues: readonly Issue[]): void {
  if (isClean(issues)) return;
  throw new Refusal("SUBMISSION_INVALID", { count: issues.filter((one) => one.severity === "error").length }, issues);
}

/** Judges what was sent against the published form, for the place where a flow starts. */
export async function prepareSubmission(ctx: ServerContext, numbers: Numbers, actor: Actor, input: SubmitInput): Promise<PreparedSubmission> {
  const definitions = serviceOf(ctx.services, "definitions");
  await definitions.load(actor.tenantId);
  const form = definitions.published(actor.tenantId, "forms", input.form);
  if (!form) throw new Refusal("NOT_FOUND", { what: "form" });
  const flow = flowFor(definitions, actor.tenantId, input.form);
  const capturedAt = capturedAtOf(ctx, input);
  const compiled = formOf(form.definition);
  const data = sentData(input.data);
  const sent = answersByXid(compiled, data);
  const facts = await factContext(ctx, ctx.store, { tenantId: actor.tenantId, form: form.definition, answers: sent, actorId: actor.id, initiatorId: actor.id, event: "submit" });
  const start = flow?.definition.nodes.find((node) => node.kind === "start");
  const verdict = judgeData(compiled, data, facts, { ...(start ? { access: start.fields } : {}), sent, draft: input.draft === true });
  const mentions = mentionsOf(form.definition, verdict.answers);
  const pointing = input.trusted ? [] : [...(await referenceIssues(ctx, ctx.store, actor, mentions)), ...(await fileIssues(ctx.store, actor, mentions, input.ofSubmission ?? null))];
  refuseInvalid([...verdict.issues, ...pointing]);
  const frame = frameOf(ctx, actor, form.definition);
  const number = input.draft !== true && ctx.store.dialect === "postgres" ? { number: await numbers.ahead(actor.tenantId, frame) } : {};
  return { form, ...(flow ? { flow } : {}), answers: verdict.answers, mentions, facts, frame, ...number, capturedAt, input };
}

/** The frame of a number given now, to a paper of the actor's unit. */
export function frameOf(ctx: ServerContext, actor: Actor, form: PreparedSubmission["form"]["definition"]): NumberFrame {
  const directory = ctx.directory(actor.tenantId);
  return numberFrame(form, { now: ctx.clock.now(), timeZone: ctx.config.siteTz, site: siteCodeOf(directory, actor.orgId), org: directory.orgUnit(actor.orgId)?.code ?? "" });
}

interface Begun {
  readonly instanceId: string | null;
  readonly state: StateColumns;
  readonly answers: Answers;
  readonly step?: FlowStep;
  readonly lifeTone: string | null;
  readonly people: readonly string[];
}

/** With what a flow begins: the evidence of who submits, the effect that asked for it, and the flow above. */
export interface Beginning {
  readonly evidence?: Evidence | undefined;
  readonly originKey?: string;
  readonly parent?: ParentRef;
}

/** A flow that another one starts stays at its own first step, with its initiator, when the data cannot be submitted there as it is. */
function beginStep(flow: FlowDefinition, input: StartInput, env: FlowEnv): FlowStep {
  const step = startFlow(flow, input, env);
  return input.parent && stepErrors(step).length > 0 ? startFlow(flow, { ...input, submit: false }, env) : step;
}

/** Starts the form's flow in the transaction that stores the submission. */
export async function beginFlow(ctx: ServerContext, tx: Tx, actor: Actor, made: Pick<PreparedSubmission, "form" | "answers" | "facts">, flow: PublishedRevision<"flows">, submission: { readonly id: string; readonly number: string }, how: Beginning = {}): Promise<Begun> {
  const env: FlowEnv = { form: made.form.definition, answers: made.answers, ctx: made.facts, directory: ctx.directory(actor.tenantId), orgId: actor.orgId, now: ctx.clock.now(), ...calendarOf(ctx, flow.definition) };
  const id = ctx.newId();
  const step = beginStep(flow.definition, { id, submissionId: submission.id, number: submission.number, initiator: actor.id, submit: true, ...how.evidence, ...(how.parent ? { parent: how.parent } : {}) }, env);
  const errors = stepErrors(step);
  if (errors.length > 0) throw refusalOfIssues(errors);
  const answers = answersAfter(made.answers, step.writes);
  const { tasks, touched } = await projectTasks(tx, actor.tenantId, flow.definition, step.instance, true);
  const columns = instanceColumns(flow.definition, made.form.definition, step.instance, answers, tasks);
  await insertInstance(tx, {
    tenantId: actor.tenantId, formId: made.form.id, flowId: flow.id, flowHash: flow.hash, permit: flow.definition.settings.permit === true, originKey: how.originKey ?? null, instance: step.instance,
    columns, at: env.now,
  });
  await insertHistory(tx, id, step.history);
  await addWaits(tx, actor.tenantId, id, awaitedEvents(step.instance));
  announce(ctx, tx, { tenantId: actor.tenantId, orgId: actor.orgId, submissionId: submission.id, instance: step.instance, people: new Set([...step.instance.participants, ...touched]), inboxes: touched });
  return { instanceId: id, state: instanceState(flow.definition, step.instance, tasks), answers, step, lifeTone: columns.lifeTone, people: [...new Set([...step.instance.participants, ...touched])] };
}

/** Puts what lists, searches and people find the submission by beside it. */
export async function indexSubmission(ctx: ServerContext, tx: Tx, tenantId: string, seq: number, made: { readonly form: PublishedRevision<"forms">; readonly answers: Answers; readonly number: string }, mentions: readonly Mention[]): Promise<void> {
  await putTerms(tx, ctx.store, seq, searchTerms(ctx, tenantId, made.form.definition, made.answers, made.number));
  await addPeople(tx, tenantId, seq, "named", idsMentioned(mentions, "person"));
}

/** Stores a prepared submission: number, row, flow, tasks, effects and audit in one transaction. */
export async function storeSubmission(ctx: ServerContext, tx: Tx, numbers: Numbers, actor: Actor, made: PreparedSubmission): Promise<StoredSubmission> {
  const draft = made.input.draft === true;
  const id = ctx.newId();
  const number = draft ? "" : (made.number ?? (await numbers.inUnit(tx, actor.tenantId, made.frame)));
  const begun: Begun =
    made.flow && !draft
      ? await beginFlow(ctx, tx, actor, made, made.flow, { id, number }, { evidence: made.input.evidence })
      : { instanceId: null, state: draft ? draftState : submittedState, answers: made.answers, lifeTone: null, people: [] };
  const form = made.form.definition;
  const seq = await insertSubmission(tx, ctx.store.dialect, {
    id, tenantId: actor.tenantId, orgId: actor.orgId, formId: made.form.id, formRevision: made.form.revision, formHash: made.form.hash, number: draft ? null : number,
    title: titleOf(form, begun.answers), state: begun.state, draft, by: { id: actor.id, name: actor.name }, instanceId: begun.instanceId, answers: JSON.stringify(begun.answers),
    listed: listedOf(form, begun.answers), at: ctx.clock.now(), capturedAt: made.capturedAt, originKey: made.input.originKey ?? null,
  });
  await addPeople(tx, actor.tenantId, seq, "by", [actor.id]);
  await addPeople(tx, actor.tenantId, seq, "holder", begun.people);
  if (!draft) await indexSubmission(ctx, tx, actor.tenantId, seq, { form: made.form, answers: begun.answers, number }, made.mentions);
  await attachFiles(tx, actor.tenantId, made.mentions, id);
  const now = ctx.clock.now();
  if (!draft) await reportForm(tx, { tenantId: actor.tenantId, orgId: actor.orgId, submissionId: id, form, at: made.capturedAt ?? now, now }, begun.answers);
  if (!draft) await followWork(ctx, tx, { tenantId: actor.tenantId, form, ticket: { id, number }, answers: begun.answers, progress: progressOf(begun.step?.instance, begun.lifeTone) }, begun.instanceId);
  if (!draft) await keepRegisters(ctx, tx, actor, { tenantId: actor.tenantId, submissionId: id, form, number, state: recordState(made.flow?.definition, begun.step?.instance), sentAt: now, answers: begun.answers });
  if (begun.step) await carryEffects(ctx, tx, actor.tenantId, begun.step.effects);
  await ctx.audit(tx, actor, { action: draft ? "submission.draft" : "submission.create", subject: { type: "submission", id }, detail: { form: made.form.id, revision: made.form.revision, number } });
  return { id, number, instanceId: begun.instanceId };
}
