import { dataByKey, formOf, Refusal, type Effect, type JsonObject, type JsonValue } from "@safeloop/engine";
import type { Actor, ServerContext, Tx } from "../context.ts";
import { idsMentioned, mentionsOf } from "../instances/mentions.ts";
import { permissionsOf } from "../people/rolePermissions.ts";
import { serviceOf } from "../services.ts";
import type { Numbers } from "./numbering.ts";
import { prepareSubmission, storeSubmission, type PreparedSubmission } from "./submit.ts";
import { submissionById, submissionByOrigin, type SubmissionRecord } from "./submissionStore.ts";

type CreateEffect = Extract<Effect, { kind: "createSubmission" }>;

/** The one in whose name an effect acts: the person, or the API token or system that sent the submission it comes from. */
export function actorOf(ctx: ServerContext, tenantId: string, id: string, origin: SubmissionRecord | undefined): Actor {
  const person = ctx.directory(tenantId).person(id);
  if (person) return { id, kind: "person", name: person.name, tenantId, orgId: person.orgId, permissions: permissionsOf(person.roles) };
  if (origin) return { id: origin.by_id, kind: "token", name: origin.by_name, tenantId, orgId: origin.org_id, permissions: new Set() };
  throw new Error(`Nobody has the id ${id} in tenant ${tenantId}.`);
}

function dataOf(ctx: ServerContext, tenantId: string, effect: CreateEffect): JsonObject {
  const form = serviceOf(ctx.services, "definitions").published(tenantId, "forms", effect.form);
  if (!form) throw new Error(`The form ${effect.form} that a flow wants to fill is not published.`);
  const linked: { readonly [xid: string]: JsonValue } = effect.linkField === undefined ? effect.data : { ...effect.data, [effect.linkField]: effect.origin.id };
  return dataByKey(formOf(form.definition), linked);
}

const copyFile = `insert into files (id, tenant_id, org_id, owner_id, name, mime, kind, size, sha256, width, height, created_at)
  select ?, tenant_id, org_id, owner_id, name, mime, kind, size, sha256, width, height, created_at from files where id = ? and tenant_id = ? and subject_id is not null`;

/** Attachments of the origin get a twin of their own (same bytes), so that readers of the new submission may see them. */
async function twinFiles(ctx: ServerContext, tx: Tx, tenantId: string, made: PreparedSubmission): Promise<PreparedSubmission> {
  let text = JSON.stringify(made.answers);
  for (const id of idsMentioned(made.mentions, "file")) {
    const twin = ctx.newId();
    if ((await tx.run({ sql: copyFile, bindings: [twin, id, tenantId] })) === 1) text = text.replaceAll(JSON.stringify(id), JSON.stringify(twin));
  }
  const answers = JSON.parse(text) as PreparedSubmission["answers"];
  return { ...made, answers, mentions: mentionsOf(made.form.definition, answers) };
}

async function store(ctx: ServerContext, numbers: Numbers, actor: Actor, effect: CreateEffect, draft: boolean): Promise<void> {
  const data = dataOf(ctx, actor.tenantId, effect);
  const made = await prepareSubmission(ctx, numbers, actor, { form: effect.form, data, originKey: effect.key, trusted: true, draft });
  await ctx.store.unit(async (tx) => {
    if (await submissionByOrigin(tx, actor.tenantId, effect.key)) return;
    await storeSubmission(ctx, tx, numbers, actor, await twinFiles(ctx, tx, actor.tenantId, made));
  });
}

/**
 * Carries out `createSubmission`: once per effect key, in the name of the
 * person the effect names. What cannot be sent as it is becomes that
 * person's draft, so that nothing a flow reported gets lost.
 */
export async function createFromEffect(ctx: ServerContext, numbers: Numbers, effect: CreateEffect, tenantId: string): Promise<void> {
  await serviceOf(ctx.services, "definitions").load(tenantId);
  if (await submissionByOrigin(ctx.store, tenantId, effect.key)) return;
  const origin = effect.origin.type === "submission" ? await submissionById(ctx.store, tenantId, effect.origin.id) : undefined;
  const actor = actorOf(ctx, tenantId, effect.by, origin);
  try {
    await store(ctx, numbers, actor, effect, false);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    ctx.log.warn({ form: effect.form, key: effect.key, code: error.code, issues: error.issues.slice(0, 5) }, "A flow filled a form that cannot be sent yet; it was kept as a draft.");
    await store(ctx, numbers, actor, effect, true);
  }
}
