import { accessOf, fieldAccess, formOf, type FieldAccess, type FlowDefinition, type FormDefinition } from "@safeloop/engine";
import type { Actor, Reader, ServerContext } from "../context.ts";
import { flowEnv, loadInstance, type LoadedInstance } from "../instances/loadInstance.ts";
import { serviceOf } from "../services.ts";
import { flowFor } from "./flowFor.ts";
import { listFieldsOf } from "./listed.ts";
import type { SubmissionRecord } from "./submissionStore.ts";

const nothing: ReadonlySet<string> = new Set();
const answers = new WeakMap<FlowDefinition, WeakMap<FormDefinition, boolean>>();

/** True when some step of the flow hides one of the form's list fields from the person who acts there. */
function hidesListed(flow: FlowDefinition, form: FormDefinition): boolean {
  const known = answers.get(flow)?.get(form);
  if (known !== undefined) return known;
  const compiled = formOf(form);
  const found = flow.nodes.some((node) => "fields" in node && listFieldsOf(form).some((field) => accessOf(compiled, field, node.fields) === "hidden"));
  answers.set(flow, (answers.get(flow) ?? new WeakMap<FormDefinition, boolean>()).set(form, found));
  return found;
}

/** What the actor may see and write in each field now. */
export async function accessFor(ctx: ServerContext, reader: Reader, loaded: LoadedInstance, actor: Actor): Promise<{ readonly [xid: string]: FieldAccess }> {
  return fieldAccess(loaded.flow.definition, loaded.instance, actor.id, await flowEnv(ctx, reader, loaded, actor.id, "view"));
}

/** False when no row of this form can have a hidden list field: then lists need not look at each instance. */
function mayHide(ctx: ServerContext, actor: Actor, record: SubmissionRecord): boolean {
  const definitions = serviceOf(ctx.services, "definitions");
  const form = definitions.published(actor.tenantId, "forms", record.form_id);
  const flow = flowFor(definitions, actor.tenantId, record.form_id);
  return !form || !flow || form.hash !== record.form_hash || hidesListed(flow.definition, form.definition);
}

/** List fields of a record the actor may not read now, so that no list or export shows them. */
export async function hiddenFromList(ctx: ServerContext, actor: Actor, record: SubmissionRecord): Promise<ReadonlySet<string>> {
  if (record.instance_id === null || !mayHide(ctx, actor, record)) return nothing;
  const loaded = await loadInstance(ctx, ctx.store, actor.tenantId, record.instance_id);
  if (!loaded || !hidesListed(loaded.flow.definition, loaded.form.definition)) return nothing;
  const access = await accessFor(ctx, ctx.store, loaded, actor);
  return new Set(Object.entries(access).filter(([, one]) => one === "hidden").map(([xid]) => xid));
}
