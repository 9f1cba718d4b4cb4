import type { MigrationReason } from "@safeloop/engine";
import type { Reader, ServerContext } from "../context.ts";
import type { LoadedInstance } from "../instances/loadInstance.ts";
import { fitsForm, pinnedDefinition, type MigrationTarget } from "./target.ts";

interface OtherRow {
  readonly id: string;
  readonly flow_hash: string;
  readonly status: string;
  readonly life_state: string | null;
}

const others = "select id, flow_hash, status, life_state from instances where submission_id = ? and tenant_id = ? and id <> ? order by id";

/**
 * Why the server does not let it move, beside what the engine says. A paper
 * has one form for all its flows: it changes only when none of the others
 * would be left with a form it was not made, or not signed, for.
 */
export async function refusedByPaper(ctx: ServerContext, reader: Reader, loaded: LoadedInstance, { form }: MigrationTarget): Promise<readonly MigrationReason[]> {
  const { submission, tenantId, record } = loaded;
  if (submission.form_id !== form.id) return [{ code: "MIGRATION_OTHER_FORM", params: { before: submission.form_id, after: form.id }, verdict: "refuse" }];
  if (submission.form_hash === form.hash) return [];
  const reasons: MigrationReason[] = [];
  for (const other of await reader.all<OtherRow>({ sql: others, bindings: [submission.id, tenantId, record.id] })) {
    const flow = await pinnedDefinition(ctx, reader, tenantId, "flows", other.flow_hash);
    const { zh, en } = flow.definition.title;
    const isHeld = other.status === "running" ? other.life_state !== null || !fitsForm(flow.definition, form.definition) : submission.instance_id === other.id;
    if (isHeld) reasons.push({ code: "MIGRATION_PAPER_SHARED", params: { flow: flow.id, flowZh: zh, flowEn: en }, verdict: "refuse" });
  }
  return reasons;
}
