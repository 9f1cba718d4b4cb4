import { accessOf, dataByKey, formOf, readableAnswers, type FieldAccess, type FileRef, type FormDefinition, type SubmissionView } from "@safeloop/engine";
import type { Actor, Reader, RouteRequest, ServerContext } from "../context.ts";
import { instanceView } from "../instances/instanceView.ts";
import { loadInstance, type LoadedInstance } from "../instances/loadInstance.ts";
import { idsMentioned, mentionsOf, type Mention } from "../instances/mentions.ts";
import { serviceOf } from "../services.ts";
import { personRef } from "../views/personRef.ts";
import { flowFor } from "./flowFor.ts";
import { accessFor } from "./hiddenFields.ts";
import { answersOf, type SubmissionRecord } from "./submissionStore.ts";

type Access = { readonly [xid: string]: FieldAccess };

interface FileRow {
  readonly id: string;
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  readonly sha256: string;
  readonly kind: FileRef["kind"];
  readonly created_at: number;
  readonly width: number | null;
  readonly height: number | null;
}

const iso = (ms: number): string => new Date(ms).toISOString();

async function filesOf(reader: Reader, tenantId: string, ids: readonly string[]): Promise<FileRef[]> {
  if (ids.length === 0) return [];
  const marks = ids.map(() => "?").join(",");
  const rows = await reader.all<FileRow>({ sql: `select id, name, mime, size, sha256, kind, created_at, width, height from files where tenant_id = ? and id in (${marks}) order by created_at, id`, bindings: [tenantId, ...ids] });
  return rows.map((row) => ({
    id: row.id, name: row.name, mime: row.mime, size: row.size, sha256: row.sha256, kind: row.kind, createdAt: iso(row.created_at),
    ...(row.width === null ? {} : { width: row.width }), ...(row.height === null ? {} : { height: row.height }),
  }));
}

/** A draft is its author's to edit, as far as the start of the flow lets him; a sent form without a flow is read only. */
function accessWithoutInstance(ctx: ServerContext, actor: Actor, record: SubmissionRecord, form: FormDefinition): Access {
  const compiled = formOf(form);
  const isOwnDraft = record.draft === 1 && record.by_id === actor.id;
  const start = isOwnDraft ? flowFor(serviceOf(ctx.services, "definitions"), actor.tenantId, record.form_id)?.definition.nodes.find((node) => node.kind === "start") : undefined;
  return Object.fromEntries(compiled.roots.map((field) => [field.xid, start ? accessOf(compiled, field, start.fields) : isOwnDraft ? "edit" : "read"]));
}

function areasOf(ctx: ServerContext, tenantId: string, mentions: readonly Mention[]): SubmissionView["areas"] {
  const directory = ctx.directory(tenantId);
  return idsMentioned(mentions, "area").flatMap((id) => {
    const area = directory.area(id);
    return area ? [{ id, title: { ...area.title } }] : [];
  });
}

async function loadedOf(ctx: ServerContext, reader: Reader, record: SubmissionRecord): Promise<LoadedInstance | undefined> {
  return record.instance_id === null ? undefined : loadInstance(ctx, reader, record.tenant_id, record.instance_id);
}

/** One submission with its pinned form, its data as far as the actor may read it, and its flow. */
export async function submissionView(ctx: ServerContext, reader: Reader, actor: Actor, record: SubmissionRecord, locale: RouteRequest["locale"]): Promise<SubmissionView> {
  const form = await serviceOf(ctx.services, "definitions").byHash(record.tenant_id, "forms", record.form_hash, reader);
  if (!form) throw new Error(`Submission ${record.id} is pinned to a form that is not stored.`);
  const loaded = await loadedOf(ctx, reader, record);
  const access = loaded ? await accessFor(ctx, reader, loaded, actor) : accessWithoutInstance(ctx, actor, record, form.definition);
  const answers = readableAnswers(formOf(form.definition), answersOf(record), access);
  const mentions = mentionsOf(form.definition, answers);
  const viewer = { personId: actor.id, isAdmin: actor.permissions.has("instance.admin"), locale };
  return {
    id: record.id,
    number: record.number ?? "",
    form: form.definition,
    data: dataByKey(formOf(form.definition), answers),
    access: { ...access },
    instance: loaded ? await instanceView(ctx, reader, loaded, viewer) : null,
    draft: record.draft === 1,
    version: record.version,
    revision: record.form_revision,
    formHash: record.form_hash,
    title: record.title,
    by: { id: record.by_id, name: record.by_name },
    createdAt: iso(record.created_at),
    updatedAt: iso(record.updated_at),
    ...(record.captured_at === null ? {} : { capturedAt: iso(record.captured_at) }),
    files: await filesOf(reader, record.tenant_id, idsMentioned(mentions, "file").slice(0, 500)),
    people: idsMentioned(mentions, "person").map((id) => personRef(ctx.directory(record.tenant_id), id)),
    areas: areasOf(ctx, record.tenant_id, mentions),
  };
}
