import { paperState, registerEntries, type Answers, type FlowDefinition, type FlowInstance, type FormDefinition } from "@safeloop/engine";
import type { Actor, ServerContext, Tx } from "../context.ts";
import type { SubmissionRecord } from "../submissions/submissionStore.ts";
import { dropEntry, entriesOf, putEntry, type StoredEntry } from "./registerStore.ts";

/** A record as it stands after the step that is being stored. */
export interface ChangedRecord {
  readonly tenantId: string;
  readonly submissionId: string;
  readonly form: FormDefinition;
  readonly number: string;
  readonly state: string; // life state, else `approving`, the outcome, or `submitted`
  readonly sentAt: number; // epoch ms
  readonly answers: Answers;
}

/** Brings what a record states in line with it, in the unit of the step that changes it; each change is audited. */
export async function keepRegisters(ctx: ServerContext, tx: Tx, actor: Actor, record: ChangedRecord): Promise<void> {
  const { tenantId, submissionId, form } = record;
  if (!form.registers?.length) return;
  const before = await entriesOf(tx, tenantId, submissionId);
  const after = registerEntries(form, { ...record, submission: submissionId }).flatMap((entry, i): StoredEntry[] => (entry ? [{ ...entry, form: form.id, i }] : []));
  for (const was of before) if (!after.some((one) => one.i === was.i && one.key === was.key)) await drop(ctx, tx, actor, record, was);
  for (const now of after) if (!before.some((was) => isSame(was, now))) await put(ctx, tx, actor, record, now);
  for (const key of changedKeys(before, after)) await ctx.services.permits?.registerChanged(tx, tenantId, key);
}

function changedKeys(before: readonly StoredEntry[], after: readonly StoredEntry[]): readonly string[] {
  const changed = [...before.filter((was) => !after.some((now) => isSame(was, now))), ...after.filter((now) => !before.some((was) => isSame(was, now)))];
  return [...new Set(changed.map((one) => one.key))].sort();
}

const textOf = ({ at, facts }: StoredEntry): string => JSON.stringify([at, Object.entries(facts).sort()]);
const isSame = (one: StoredEntry, other: StoredEntry): boolean => one.i === other.i && one.key === other.key && textOf(one) === textOf(other);

async function drop(ctx: ServerContext, tx: Tx, actor: Actor, { tenantId, submissionId }: ChangedRecord, { i, register, key }: StoredEntry): Promise<void> {
  await dropEntry(tx, tenantId, submissionId, i);
  await ctx.audit(tx, actor, { action: "register.change", subject: { type: "submission", id: submissionId }, detail: { register, key, facts: null } });
}

async function put(ctx: ServerContext, tx: Tx, actor: Actor, { tenantId, submissionId }: ChangedRecord, entry: StoredEntry): Promise<void> {
  await putEntry(tx, tenantId, submissionId, entry, ctx.clock.now());
  await ctx.audit(tx, actor, { action: "register.change", subject: { type: "submission", id: submissionId }, detail: { register: entry.register, key: entry.key, facts: entry.facts } });
}

/** The state of a record as checks know it; without a flow it is `submitted`. */
export function recordState(flow: FlowDefinition | undefined, instance: FlowInstance | undefined): string {
  return flow && instance ? paperState(flow, instance) : "submitted";
}

/** After a step of a flow on the record: its own flow says its state, another one only changes answers. */
export function followStep(ctx: ServerContext, tx: Tx, actor: Actor, form: FormDefinition, submission: SubmissionRecord, flow: FlowDefinition, instance: FlowInstance, answers: Answers): Promise<void> {
  const isOwn = submission.instance_id === instance.id || submission.instance_id === null;
  return keepRegisters(ctx, tx, actor, {
    tenantId: submission.tenant_id, submissionId: submission.id, form, number: submission.number ?? "", sentAt: Number(submission.created_at), answers,
    state: isOwn ? recordState(flow, instance) : submission.state === "running" || submission.state === "blocked" ? "approving" : submission.state,
  });
}
