import { issue } from "../../issues/issue.ts";
import type { FlowDefinition } from "../../model/flow.ts";
import { ignoredStep, refusedStep } from "../door.ts";
import type { FlowEnv, FlowInstance } from "../types.ts";
import { backupOf } from "./backup.ts";
import { planMigration } from "./planMigration.ts";
import type { MigrationBackup, MigrationOptions, MigrationPlan, MigrationResult, UndoResult } from "./types.ts";

/**
 * Moves an instance to another revision: `planMigration` carried out, and
 * nothing else. `seq` is that of the preview; an instance that has moved on
 * since is `changed`. Whatever does not move is given back as it was.
 */
export function migrateInstance(oldDef: FlowDefinition, newDef: FlowDefinition, instance: FlowInstance, env: FlowEnv, options: MigrationOptions & { readonly seq: number }): MigrationResult {
  const plan = planMigration(oldDef, newDef, instance, env, options);
  if (options.seq !== instance.seq) return changed(plan, instance, options.seq);
  if (plan.step) return { outcome: "migrated", plan, step: plan.step, backup: backupOf(oldDef, newDef, instance, plan.step, env) };
  if (plan.verdict === "keep") return { outcome: "kept", plan, step: ignoredStep(instance) };
  const issues = plan.reasons.filter((one) => one.verdict === plan.verdict).map((one) => issue(one.code, "", one.params));
  return { outcome: plan.verdict === "refuse" ? "refused" : "needsMapping", plan, step: refusedStep(instance, issues) };
}

function changed(plan: MigrationPlan, instance: FlowInstance, seq: number): MigrationResult {
  const { step: _, ...dry } = plan;
  return { outcome: "changed", plan: dry, step: refusedStep(instance, [issue("MIGRATION_CHANGED", "", { number: instance.number, planned: seq, present: instance.seq })]) };
}

/**
 * Gives the old envelope back, byte for byte, while nothing has happened since
 * the migration. Its step has no history of its own: see `UndoResult`.
 */
export function undoMigration(backup: MigrationBackup, instance: FlowInstance): UndoResult {
  const same = instance.id === backup.before.id && instance.seq === backup.seq && instance.definitionHash === backup.definitionHash;
  if (!same) return { outcome: "changed", step: refusedStep(instance, [issue("MIGRATION_UNDO_LATE", "", { number: instance.number })]) };
  return { outcome: "undone", step: { instance: backup.before, effects: backup.effects, history: [], writes: backup.writes, issues: [] } };
}
