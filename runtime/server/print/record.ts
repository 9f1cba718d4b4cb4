import { recordHash, type FormDefinition, type HistoryEntry } from "@safeloop/engine";
import type { Reader, ServerContext } from "../context.ts";
import { historyOf } from "../instances/instanceStore.ts";
import { loadInstance, type LoadedInstance } from "../instances/loadInstance.ts";
import { idsMentioned, mentionsOf } from "../instances/mentions.ts";
import { serviceOf } from "../services.ts";
import { answersOf, submissionById, type SubmissionRecord } from "../submissions/submissionStore.ts";

/** A submission with its flow as it stands at one instant, and the fingerprint of all of it. */
export interface PrintedRecord {
  readonly submission: SubmissionRecord;
  readonly form: FormDefinition;
  readonly loaded?: LoadedInstance;
  readonly history: readonly HistoryEntry[];
  readonly hash: string; // 64 hex digits
}

/** How often a record that is being changed is read again. */
const maxReads = 5;

interface FileHash {
  readonly id: string;
  readonly sha256: string;
}

async function filesOf(reader: Reader, tenantId: string, ids: readonly string[]): Promise<{ readonly [id: string]: string }> {
  const found: FileHash[] = [];
  for (let at = 0; at < ids.length; at += 500) {
    const part = ids.slice(at, at + 500);
    found.push(...(await reader.all<FileHash>({ sql: `select id, sha256 from files where tenant_id = ? and id in (${part.map(() => "?").join(",")})`, bindings: [tenantId, ...part] })));
  }
  return Object.fromEntries(found.map(({ id, sha256 }) => [id, sha256]));
}

async function readOnce(ctx: ServerContext, reader: Reader, tenantId: string, id: string): Promise<PrintedRecord | undefined> {
  const submission = await submissionById(reader, tenantId, id);
  if (!submission) return undefined;
  const form = await serviceOf(ctx.services, "definitions").byHash(tenantId, "forms", submission.form_hash, reader);
  if (!form) throw new Error(`Submission ${id} is pinned to a form that is not stored.`);
  const loaded = submission.instance_id === null ? undefined : await loadInstance(ctx, reader, tenantId, submission.instance_id);
  const history = loaded ? await historyOf(reader, loaded.instance.id) : [];
  const answers = answersOf(submission);
  const files = await filesOf(reader, tenantId, [...idsMentioned(mentionsOf(form.definition, answers), "file"), ...history.flatMap(({ signature }) => signature?.file ?? [])]);
  const hash = recordHash({ submission: id, number: submission.number ?? "", form: submission.form_hash, flow: loaded?.record.flow_hash ?? null, answers, files, history });
  return { submission, form: form.definition, history, hash, ...(loaded ? { loaded } : {}) };
}

/** True when nothing was stored while it was read: a mixture would have a fingerprint no record ever had. */
async function isStill(ctx: ServerContext, reader: Reader, record: PrintedRecord): Promise<boolean> {
  const { submission, loaded } = record;
  const again = await submissionById(reader, submission.tenant_id, submission.id);
  if (again?.version !== submission.version || again.instance_id !== submission.instance_id || loaded?.submission.version !== (loaded ? submission.version : undefined)) return false;
  const step = loaded ? await loadInstance(ctx, reader, submission.tenant_id, loaded.instance.id) : undefined;
  return step?.instance.seq === loaded?.instance.seq;
}

/** Reads a submission of the tenant with its flow and history, all of one instant; undefined when it is not there. */
export async function printedRecord(ctx: ServerContext, reader: Reader, tenantId: string, id: string): Promise<PrintedRecord | undefined> {
  for (let read = 0; read < maxReads; read += 1) {
    const record = await readOnce(ctx, reader, tenantId, id);
    if (!record || (await isStill(ctx, reader, record))) return record;
  }
  throw new Error(`Submission ${id} changes faster than it can be read.`);
}
