import { Refusal, undoMigration } from "@safeloop/engine";
import type { Actor, ServerContext, Tx } from "../context.ts";
import { historyOf } from "../instances/instanceStore.ts";
import { loadInstance, type LoadedInstance } from "../instances/loadInstance.ts";
import { refusalOfIssues } from "../instances/refuseStep.ts";
import { saveStep } from "../instances/saveStep.ts";
import { backupOf, dropBackup, type KeptBackup } from "./backupStore.ts";
import { dropHistoryAbove, dropTasksUnlike, pinFlow, pinnedTo, sayingMore } from "./pinned.ts";
import { pinnedDefinition } from "./target.ts";

async function keptFor(tx: Tx, { tenantId, instance }: LoadedInstance): Promise<KeptBackup> {
  const kept = await backupOf(tx, tenantId, instance.id);
  if (kept) return kept;
  const wasMoved = (await historyOf(tx, instance.id)).some((line) => line.command === "migrate");
  throw new Refusal(wasMoved ? "MIGRATION_UNDO_LATE" : "MIGRATION_UNDO_NONE", { number: instance.number });
}

/** What others have built on the migration since, though the instance itself has not moved. */
function refuseWhatIsBuiltOn({ instance, submission, form }: LoadedInstance, kept: KeptBackup): void {
  const { number } = instance;
  if (instance.status === "ended" && instance.parent?.sync) throw new Refusal("MIGRATION_UNDO_PARENT", { number });
  if (kept.formHash !== form.hash && kept.submissionVersion !== submission.version) throw new Refusal("MIGRATION_UNDO_PAPER", { number });
}

/**
 * Puts an instance back as it was before its migration, in the caller's
 * transaction: envelope, history, tasks, waits, timers, answers, flow and
 * form. Refused once anything has happened since.
 */
export async function undoMove(ctx: ServerContext, tx: Tx, actor: Actor, instanceId: string, reason: string): Promise<void> {
  const loaded = await loadInstance(ctx, tx, actor.tenantId, instanceId);
  if (!loaded || !ctx.reach(actor, "instance.admin").has(loaded.record.org_id)) throw new Refusal("NOT_FOUND", { what: "instance" });
  const kept = await keptFor(tx, loaded);
  const { outcome, step } = undoMigration(kept.backup, loaded.instance);
  if (outcome === "changed") throw refusalOfIssues(step.issues);
  refuseWhatIsBuiltOn(loaded, kept);
  const flow = await pinnedDefinition(ctx, tx, actor.tenantId, "flows", step.instance.definitionHash);
  const form = await pinnedDefinition(ctx, tx, actor.tenantId, "forms", kept.formHash);
  await dropTasksUnlike(ctx, tx, actor.tenantId, flow.definition, step.instance);
  await dropHistoryAbove(tx, instanceId, step.instance.seq);
  const detail = { flow: flow.id, from: loaded.flow.revision, to: flow.revision, reason };
  await saveStep(sayingMore(ctx, detail), tx, pinnedTo(loaded, flow, form), step, actor, "instance.migrateUndo");
  await pinFlow(tx, instanceId, flow);
  await dropBackup(tx, instanceId);
}
