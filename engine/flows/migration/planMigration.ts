import type { Issue } from "../../issues/issue.ts";
import type { FlowDefinition } from "../../model/flow.ts";
import { isPlan, planOf } from "../plan/plan.ts";
import { nodeOf } from "../plan/plan.ts";
import { StepRefused } from "../run/run.ts";
import type { FlowEnv, FlowInstance } from "../types.ts";
import { endedVisits } from "./cuts.ts";
import { execute } from "./execute.ts";
import { type Findings, noFindings, questionsLeft, say } from "./findings.ts";
import { isChildRunning, whyKept, whyRefused } from "./gates.ts";
import { joinOf, lookAtBlocks } from "./lookAtBlocks.ts";
import { lookAtData } from "./lookAtData.ts";
import { lookAtMandatory } from "./lookAtMandatory.ts";
import { lookAtVisits, nodeParams } from "./lookAtVisits.ts";
import { lookAtWaits } from "./lookAtWaits.ts";
import { noteChanges } from "./notes.ts";
import { rebuild, type Rebuilt } from "./rebuild.ts";
import { type Survey, surveyOf } from "./survey.ts";
import type { MigrationOptions, MigrationPlan, MigrationReason, MigrationVerdict } from "./types.ts";

/**
 * What becomes of a running instance when its flow gets a new revision
 * (flows.md 10), and, when nothing is left to be asked, the migrated envelope
 * itself: a dry run is this, not carried out. `env` holds today's people and
 * answers with the form of the new revision. Pure; never throws.
 */
export function planMigration(oldDef: FlowDefinition, newDef: FlowDefinition, instance: FlowInstance, env: FlowEnv, options: MigrationOptions = {}): MigrationPlan {
  try {
    return planned(oldDef, newDef, instance, env, options);
  } catch (fault) {
    const issues: readonly Issue[] = fault instanceof StepRefused ? fault.issues : [];
    const reasons = issues.map((one): MigrationReason => ({ code: one.code, params: one.params, verdict: "refuse" }));
    return closed(instance, reasons.length > 0 ? reasons : [faultReason(fault instanceof Error ? fault.message : String(fault))]);
  }
}

function planned(oldDef: FlowDefinition, newDef: FlowDefinition, instance: FlowInstance, env: FlowEnv, options: MigrationOptions): MigrationPlan {
  const before = planOf(oldDef);
  const after = planOf(newDef);
  if (!isPlan(before)) return closed(instance, [faultReason(before[0]?.code ?? "old revision")]);
  if (!isPlan(after)) return closed(instance, [{ code: "MIGRATION_DEFINITION", params: { count: after.length, first: after[0]?.code ?? "" }, verdict: "refuse" }]);
  const kept = whyKept(instance, after, options);
  if (kept) return closed(instance, [kept]);
  const refused = whyRefused(instance, before, after, env.form);
  if (refused.length > 0) return closed(instance, refused);
  return judged(surveyOf(before, after, instance, env, options));
}

function judged(s: Survey): MigrationPlan {
  const f = noFindings();
  lookAtVisits(s, f);
  lookAtBlocks(s, f);
  lookAtWaits(s, f);
  lookAtData(s, f);
  lookAtMandatory(s, f, rebuild(s, f));
  const rebuilt = rebuild(s, f);
  refuseWhatCannotBe(s, f, rebuilt);
  noteChanges(s, f, rebuilt);
  const open = questionsLeft(s, f);
  const verdict = worst(f.reasons);
  const base = { instance: s.instance.id, seq: s.instance.seq, verdict, reasons: f.reasons, open };
  const ready = verdict !== "refuse" && rebuilt.whole && open.every((one) => one.answer !== undefined);
  return ready ? { ...base, step: execute(s, f, rebuilt) } : base;
}

/** Joins that could never be met, and steps whose running children would lose their parent. */
function refuseWhatCannotBe(s: Survey, f: Findings, rebuilt: Rebuilt): void {
  for (const block of rebuilt.unmet) {
    const split = nodeOf(s.after, block.split);
    say(f, "refuse", "MIGRATION_JOIN_UNSATISFIABLE", { split: split.id, splitZh: split.title.zh, splitEn: split.title.en, join: joinOf(s.after, block).id });
  }
  for (const visit of endedVisits(s, f)) if (isChildRunning(s.before, visit)) say(f, "refuse", "MIGRATION_CHILD", nodeParams(nodeOf(s.before, visit.node)));
}

function worst(reasons: readonly MigrationReason[]): MigrationVerdict {
  const has = (verdict: MigrationVerdict): boolean => reasons.some((one) => one.verdict === verdict);
  return has("refuse") ? "refuse" : has("needsMapping") ? "needsMapping" : "automatic";
}

/** A plan that moves nothing. */
function closed(instance: FlowInstance, reasons: readonly MigrationReason[]): MigrationPlan {
  return { instance: instance.id, seq: instance.seq, verdict: reasons[0]?.verdict ?? "refuse", reasons, open: [] };
}

function faultReason(what: string): MigrationReason {
  return { code: "MIGRATION_FAULT", params: { what }, verdict: "refuse" };
}
