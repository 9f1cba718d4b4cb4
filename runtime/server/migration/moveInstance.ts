import { migrateInstance, type FlowStep, type MigrationMapping, type MigrationReason, type MigrationResult } from "@safeloop/engine";
import type { Actor, Reader, ServerContext, Tx } from "../context.ts";
import { flowEnv, type LoadedInstance } from "../instances/loadInstance.ts";
import { saveStep } from "../instances/saveStep.ts";
import { keepBackup } from "./backupStore.ts";
import { refusedByPaper } from "./gates.ts";
import { dropTasksUnlike, pinFlow, pinnedTo, sayingMore } from "./pinned.ts";
import type { MigrationTarget } from "./target.ts";

/** What is asked of one instance. `seq`: as previewed. */
export interface Asked {
  readonly seq: number;
  readonly mapping?: MigrationMapping;
}

/** What would become of a loaded instance; stores nothing. Preview and run both ask this. */
export async function judgeMove(ctx: ServerContext, reader: Reader, actor: Actor, loaded: LoadedInstance, target: MigrationTarget, asked: Asked): Promise<MigrationResult> {
  const env = await flowEnv(ctx, reader, pinnedTo(loaded, target.flow, target.form), actor.id, "migrate");
  const options = { seq: asked.seq, by: actor.id, oldForm: loaded.form.definition, ...(asked.mapping ? { mapping: asked.mapping } : {}) };
  const result = migrateInstance(loaded.flow.definition, target.flow.definition, loaded.instance, env, options);
  if (result.outcome === "kept" || result.outcome === "changed") return result;
  const refused = await refusedByPaper(ctx, reader, loaded, target);
  return refused.length === 0 ? result : refusedToo(result, loaded, refused);
}

function refusedToo({ plan }: MigrationResult, { instance }: LoadedInstance, reasons: readonly MigrationReason[]): MigrationResult {
  const { step: _, ...rest } = plan;
  return {
    outcome: "refused",
    plan: { ...rest, verdict: "refuse", reasons: [...reasons, ...plan.reasons] },
    step: { instance, effects: [], history: [], writes: {}, issues: reasons.map((one) => ({ code: one.code, path: "", severity: "error", params: one.params })) },
  };
}

/** Judges and, where nothing is left open, moves an instance, all in the caller's transaction. */
export async function moveInstance(ctx: ServerContext, tx: Tx, actor: Actor, loaded: LoadedInstance, target: MigrationTarget, asked: Asked, reason: string): Promise<MigrationResult> {
  const result = await judgeMove(ctx, tx, actor, loaded, target, asked);
  const { outcome, backup, step } = result;
  if (outcome !== "migrated" || !backup) return result;
  const { tenantId, flow, form, submission } = loaded;
  await dropTasksUnlike(ctx, tx, tenantId, target.flow.definition, step.instance);
  const detail = { flow: flow.id, from: flow.revision, to: target.flow.revision, reason, ...(asked.mapping ? { answers: { ...asked.mapping } } : {}) };
  await saveStep(sayingMore(ctx, detail), tx, pinnedTo(loaded, target.flow, target.form), withReason(step, reason), actor, "instance.migrate");
  await pinFlow(tx, step.instance.id, target.flow);
  await keepBackup(tx, tenantId, { backup, formHash: form.hash, submissionVersion: submission.version + 1 }, ctx.clock.now());
  return result;
}

/** The timeline says why. */
function withReason(step: FlowStep, reason: string): FlowStep {
  return { ...step, history: step.history.map((line) => (line.command === "migrate" ? { ...line, comment: reason } : line)) };
}
