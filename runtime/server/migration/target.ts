import { checkFlow, Refusal, type FlowDefinition, type FormDefinition } from "@safeloop/engine";
import type { Reader, ServerContext } from "../context.ts";
import { definitionRow, revisionByNumber } from "../definitions/definitionStore.ts";
import { serviceOf, type PublishedRevision } from "../services.ts";

/** Where instances move to: a revision of their flow, and the form it goes with. */
export interface MigrationTarget {
  readonly flow: PublishedRevision<"flows">;
  readonly form: PublishedRevision<"forms">;
}

/** Refuses a flow the tenant does not have, or has taken out of use; the hash of its published revision. */
export async function presentFlow(ctx: ServerContext, tenantId: string, flowId: string): Promise<string | null> {
  await serviceOf(ctx.services, "definitions").load(tenantId);
  const row = await definitionRow(ctx.store, tenantId, "flows", flowId);
  if (!row || row.retired_at !== null) throw new Refusal("NOT_FOUND", { what: "flow" });
  return row.hash;
}

/** A stored revision of a flow by its number. */
export async function flowRevision(ctx: ServerContext, tenantId: string, flowId: string, revision: number): Promise<PublishedRevision<"flows">> {
  const row = await revisionByNumber(ctx.store, tenantId, "flows", flowId, revision);
  const flow = row && (await serviceOf(ctx.services, "definitions").byHash(tenantId, "flows", row.hash));
  if (!flow) throw new Refusal("MIGRATION_REVISION", { flow: flowId, revision });
  return flow;
}

/** The revision to move to, with the form it names: by hash where it says one, else the published one. */
export async function migrationTarget(ctx: ServerContext, tenantId: string, flowId: string, revision: number): Promise<MigrationTarget> {
  const flow = await flowRevision(ctx, tenantId, flowId, revision);
  const { id, hash } = flow.definition.form;
  const definitions = serviceOf(ctx.services, "definitions");
  const form = hash === undefined ? definitions.published(tenantId, "forms", id) : await definitions.byHash(tenantId, "forms", hash);
  if (!form) throw new Refusal("MIGRATION_FORM", { form: id });
  return { flow, form };
}

/** A definition an instance or submission is pinned to; that it is stored is a law of the schema. */
export async function pinnedDefinition<K extends "flows" | "forms">(ctx: ServerContext, reader: Reader, tenantId: string, kind: K, hash: string): Promise<PublishedRevision<K>> {
  const found = await serviceOf(ctx.services, "definitions").byHash(tenantId, kind, hash, reader);
  if (!found) throw new Error(`A ${kind} revision that something is pinned to is not stored: ${hash}.`);
  return found;
}

const judged = new WeakMap<FlowDefinition, WeakMap<FormDefinition, boolean>>();

/** True when the flow passes its checks with this form. Judged once: definitions stay the same objects. */
export function fitsForm(flow: FlowDefinition, form: FormDefinition): boolean {
  const byForm = judged.get(flow) ?? new WeakMap<FormDefinition, boolean>();
  judged.set(flow, byForm);
  const known = byForm.get(form) ?? checkFlow(flow, { form }).every((one) => one.severity !== "error");
  byForm.set(form, known);
  return known;
}
