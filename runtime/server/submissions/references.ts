import { issue, type Directory, type Issue, type IssueParams } from "@safeloop/engine";
import type { Actor, Reader, ServerContext, Tx } from "../context.ts";
import { idsMentioned, type Mention } from "../instances/mentions.ts";
import { maySee } from "./visibility.ts";
import { submissionById } from "./submissionStore.ts";

function isKnown(directory: Directory, mention: Mention): boolean {
  if (mention.kind === "person") return directory.person(mention.id) !== undefined;
  if (mention.kind === "area") return directory.area(mention.id) !== undefined;
  if (mention.kind === "orgUnit") return directory.orgUnit(mention.id) !== undefined;
  return true;
}

function paramsOf(mention: Mention): IssueParams {
  const { zh, en } = mention.field.title;
  return { field: zh, fieldEn: en, id: mention.id.slice(0, 120) };
}

function unknown(mention: Mention): Issue {
  return issue("REFERENCE_UNKNOWN", mention.field.path, paramsOf(mention));
}

/** People, areas and units the answers name must be the tenant's; referenced submissions must be visible. `before`: what stood there already stays. */
export async function referenceIssues(ctx: ServerContext, reader: Reader, actor: Actor, mentions: readonly Mention[], before: readonly Mention[] = []): Promise<Issue[]> {
  const kept = new Set(before.map((one) => `${one.kind}/${one.id}`));
  const fresh = mentions.filter((one) => !kept.has(`${one.kind}/${one.id}`));
  const directory = ctx.directory(actor.tenantId);
  const issues = fresh.filter((one) => !isKnown(directory, one)).map(unknown);
  for (const mention of fresh.filter((one) => one.kind === "submission")) {
    const record = await submissionById(reader, actor.tenantId, mention.id);
    if (!record || !(await maySee(ctx, reader, actor, record))) issues.push(unknown(mention));
  }
  return issues;
}

interface FileRow {
  readonly id: string;
  readonly owner_id: string;
  readonly subject_id: string | null;
}

function filesIn(reader: Reader, tenantId: string, ids: readonly string[]): Promise<FileRow[]> {
  const marks = ids.map(() => "?").join(",");
  return reader.all<FileRow>({ sql: `select id, owner_id, subject_id from files where tenant_id = ? and id in (${marks})`, bindings: [tenantId, ...ids] });
}

/** Attachments must be ones the caller uploaded, or ones that hang on this submission already. */
export async function fileIssues(reader: Reader, actor: Actor, mentions: readonly Mention[], submissionId: string | null): Promise<Issue[]> {
  const files = mentions.filter((one) => one.kind === "file");
  if (files.length === 0) return [];
  const rows = new Map((await filesIn(reader, actor.tenantId, idsMentioned(files, "file").slice(0, 500))).map((row) => [row.id, row]));
  return files
    .filter((one) => {
      const row = rows.get(one.id);
      if (!row) return true;
      if (submissionId !== null && row.subject_id === submissionId) return false;
      return row.owner_id !== actor.id || row.subject_id !== null;
    })
    .map((one) => issue("FILE_NOT_YOURS", one.field.path, paramsOf(one)));
}

/** Hangs the attachments on the submission, so that whoever may read it may read them. */
export async function attachFiles(tx: Tx, tenantId: string, mentions: readonly Mention[], submissionId: string): Promise<void> {
  for (const id of idsMentioned(mentions, "file")) {
    await tx.run({ sql: "update files set subject_type = 'submission', subject_id = ? where id = ? and tenant_id = ? and subject_id is null", bindings: [submissionId, id, tenantId] });
  }
}
