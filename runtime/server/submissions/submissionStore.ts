import type { Answers } from "@safeloop/engine";
import type { Query, Reader, Store, Tx } from "../context.ts";
import { fromJson } from "../storage/json.ts";
import type { IndexValue } from "./listed.ts";
import type { StateColumns } from "./submissionState.ts";

/** A row of `submissions`, as both stores give it (`listed` apart, which only queries read). */
export interface SubmissionRecord {
  readonly seq: number;
  readonly id: string;
  readonly tenant_id: string;
  readonly org_id: string;
  readonly form_id: string;
  readonly form_revision: number;
  readonly form_hash: string;
  readonly number: string | null;
  readonly title: string;
  readonly state: string;
  readonly state_zh: string;
  readonly state_en: string;
  readonly tone: string;
  readonly draft: number;
  readonly version: number;
  readonly by_id: string;
  readonly by_name: string;
  readonly instance_id: string | null;
  readonly due_at: number | null;
  readonly answers: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly captured_at: number | null;
}

/** Columns of a SubmissionRecord, for `select`. */
export const recordColumns = [
  "seq", "id", "tenant_id", "org_id", "form_id", "form_revision", "form_hash", "number", "title", "state", "state_zh", "state_en", "tone", "draft", "version",
  "by_id", "by_name", "instance_id", "due_at", "answers", "created_at", "updated_at", "captured_at",
].map((name) => `s.${name}`).join(", ");

const byId = `select ${recordColumns} from submissions s where s.id = ? and s.tenant_id = ?`;
const byOrigin = `select ${recordColumns} from submissions s where s.tenant_id = ? and s.origin_key = ?`;

const query = (sql: string, ...bindings: readonly unknown[]): Query => ({ sql, bindings });

/** One submission of the tenant, or nothing: another tenant's id is not there. */
export function submissionById(reader: Reader, tenantId: string, id: string): Promise<SubmissionRecord | undefined> {
  return reader.first(query(byId, id, tenantId));
}

/** The submission an effect made, so that a repeat of the effect makes no second one. */
export function submissionByOrigin(reader: Reader, tenantId: string, originKey: string): Promise<SubmissionRecord | undefined> {
  return reader.first(query(byOrigin, tenantId, originKey));
}

/** The answers of a row, by x-id. */
export function answersOf(record: Pick<SubmissionRecord, "answers">): Answers {
  return fromJson<Answers>(record.answers);
}

export interface NewSubmission {
  readonly id: string;
  readonly tenantId: string;
  readonly orgId: string;
  readonly formId: string;
  readonly formRevision: number;
  readonly formHash: string;
  readonly number: string | null;
  readonly title: string;
  readonly state: StateColumns;
  readonly draft: boolean;
  readonly by: { readonly id: string; readonly name: string };
  readonly instanceId: string | null;
  readonly answers: string;
  readonly listed: { readonly [xid: string]: IndexValue };
  readonly at: number;
  readonly capturedAt: number | null;
  readonly originKey: string | null;
}

function insertSql(dialect: Store["dialect"]): string {
  const listed = dialect === "postgres" ? "cast(? as jsonb)" : "?";
  return `insert into submissions (id, tenant_id, org_id, form_id, form_revision, form_hash, number, title, state, state_zh, state_en, tone, draft, version,
    by_id, by_name, instance_id, due_at, answers, listed, created_at, updated_at, captured_at, origin_key)
    values (?,?,?,?,?,?,?,?,?,?,?,?,?,1,?,?,?,?,?,${listed},?,?,?,?)${dialect === "postgres" ? " returning seq" : ""}`;
}
const inserts = { sqlite: insertSql("sqlite"), postgres: insertSql("postgres") };

/** Stores a submission; its `seq`. SQLite tells the number of a new row cheaper than `returning` does. */
export async function insertSubmission(tx: Tx, dialect: Store["dialect"], made: NewSubmission): Promise<number> {
  const insert = query(
    inserts[dialect], made.id, made.tenantId, made.orgId, made.formId, made.formRevision, made.formHash, made.number, made.title,
    made.state.state, made.state.title.zh, made.state.title.en, made.state.tone, made.draft, made.by.id, made.by.name, made.instanceId, made.state.dueAt ?? null,
    made.answers, JSON.stringify(made.listed), made.at, made.at, made.capturedAt, made.originKey,
  );
  if (dialect === "sqlite") await tx.run(insert);
  const row = await tx.first<{ seq: number }>(dialect === "sqlite" ? query("select last_insert_rowid() as seq") : insert);
  if (!row) throw new Error("The store gave no number for a new submission.");
  return row.seq;
}

export interface SubmissionChange {
  readonly seq: number;
  readonly version: number; // the one that was read
  readonly number: string | null;
  readonly title: string;
  readonly state: StateColumns;
  readonly draft: boolean;
  readonly instanceId: string | null;
  readonly answers: string;
  readonly listed: { readonly [xid: string]: IndexValue };
  readonly formRevision: number;
  readonly formHash: string;
  readonly at: number;
}

function updateSql(dialect: Store["dialect"]): string {
  const listed = dialect === "postgres" ? "cast(? as jsonb)" : "?";
  return `update submissions set version = version + 1, number = ?, title = ?, state = ?, state_zh = ?, state_en = ?, tone = ?, draft = ?, instance_id = ?, due_at = ?,
    answers = ?, listed = ${listed}, form_revision = ?, form_hash = ?, updated_at = ? where seq = ? and version = ?`;
}
const updates = { sqlite: updateSql("sqlite"), postgres: updateSql("postgres") };

/** Stores the change; false when somebody else was first. */
export async function updateSubmission(tx: Tx, dialect: Store["dialect"], change: SubmissionChange): Promise<boolean> {
  const changed = await tx.run(
    query(
      updates[dialect], change.number, change.title, change.state.state, change.state.title.zh, change.state.title.en, change.state.tone, change.draft,
      change.instanceId, change.state.dueAt ?? null, change.answers, JSON.stringify(change.listed), change.formRevision, change.formHash, change.at, change.seq, change.version,
    ),
  );
  return changed === 1;
}

const addPerson = "insert into submission_people (tenant_id, person_id, seq, role) values (?,?,?,?) on conflict (tenant_id, person_id, seq, role) do nothing";

/** Notes people who may find the submission: its author, those it names, those who were asked. */
export async function addPeople(tx: Tx, tenantId: string, seq: number, role: "by" | "named" | "holder", people: Iterable<string>): Promise<void> {
  for (const person of new Set(people)) await tx.run(query(addPerson, tenantId, person, seq, role));
}

/** Forgets the people the answers named, before those they name now are noted. */
export async function clearNamed(tx: Tx, seq: number): Promise<void> {
  await tx.run(query("delete from submission_people where seq = ? and role = 'named'", seq));
}

/** True when the person wrote, is named in, or was asked about the submission. */
export async function takesPart(reader: Reader, tenantId: string, personId: string, seq: number): Promise<boolean> {
  const row = await reader.first<{ one: number }>(query("select 1 as one from submission_people where tenant_id = ? and person_id = ? and seq = ? limit 1", tenantId, personId, seq));
  return row !== undefined;
}
