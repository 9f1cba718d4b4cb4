import { everySeat, type Answers, type FlowDefinition, type FlowEnv, type FlowInstance } from "@safeloop/engine";
import type { Reader, ServerContext } from "../context.ts";
import { serviceOf, type PublishedRevision } from "../services.ts";
import { answersOf, submissionById, type SubmissionRecord } from "../submissions/submissionStore.ts";
import { progressOf } from "../conflicts/progressOf.ts";
import { factContext } from "./factContext.ts";
import { envelopeOf, instanceById, type InstanceRecord } from "./instanceStore.ts";

/** An instance with everything a step needs, all of it read through one reader. */
export interface LoadedInstance {
  readonly tenantId: string;
  readonly record: InstanceRecord;
  readonly instance: FlowInstance;
  readonly submission: SubmissionRecord;
  readonly answers: Answers;
  readonly flow: PublishedRevision<"flows">;
  readonly form: PublishedRevision<"forms">;
}

/** Loads an instance of the tenant, or nothing. Inside a unit `reader` is its `tx`. */
export async function loadInstance(ctx: ServerContext, reader: Reader, tenantId: string, id: string): Promise<LoadedInstance | undefined> {
  const record = await instanceById(reader, tenantId, id);
  const submission = record ? await submissionById(reader, tenantId, record.submission_id) : undefined;
  if (!record || !submission) return undefined;
  const definitions = serviceOf(ctx.services, "definitions");
  const flow = await definitions.byHash(tenantId, "flows", record.flow_hash, reader);
  const form = await definitions.byHash(tenantId, "forms", submission.form_hash, reader);
  if (!flow || !form) throw new Error(`Instance ${id} is pinned to a definition that is not stored.`);
  return { tenantId, record, instance: envelopeOf(record), submission, answers: answersOf(submission), flow, form };
}

/** The environment of a step on a loaded instance, for whoever acts. `mentioned` adds what the step itself brings, so that people and devices named in it are known. */
export async function flowEnv(ctx: ServerContext, reader: Reader, loaded: LoadedInstance, actorId: string, event: string, answers: Answers = loaded.answers, mentioned: Answers = answers): Promise<FlowEnv> {
  const { instance, record, submission } = loaded;
  const approvers = instance.visits.flatMap((visit) => everySeat(visit.seats).flatMap((seat) => (seat.by === undefined ? [] : [seat.by])));
  const facts = await factContext(ctx, reader, { tenantId: loaded.tenantId, form: loaded.form.definition, answers: mentioned, actorId, initiatorId: instance.initiator, event, people: approvers, ticket: { id: submission.id, number: submission.number ?? "" }, progress: progressOf(instance, record.life_tone) });
  return { form: loaded.form.definition, answers, ctx: facts, directory: ctx.directory(loaded.tenantId), orgId: instance.orgId, now: ctx.clock.now(), ...calendarOf(ctx, loaded.flow.definition) };
}

/** The work calendar a flow's deadlines count on. One that is gone since publishing leaves plain time, which is earlier. */
export function calendarOf(ctx: ServerContext, flow: FlowDefinition): Pick<FlowEnv, "calendar"> {
  const calendar = flow.settings.calendar === undefined ? undefined : ctx.calendars.byId(flow.settings.calendar);
  return calendar ? { calendar } : {};
}
