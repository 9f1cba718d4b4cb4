import { isClean, type Issue } from "../../issues/issue.ts";
import type { FlowDefinition } from "../../model/flow.ts";
import type { FormDefinition } from "../../model/form.ts";
import { checkFlow } from "../checkFlow.ts";
import { manualCause } from "../commands/suspend.ts";
import { type FlowPlan, nodeOf } from "../plan/plan.ts";
import type { FlowInstance, Visit } from "../types.ts";
import type { MigrationOptions, MigrationReason } from "./types.ts";

/** Why an instance stays where it is, if it does. */
export function whyKept(instance: FlowInstance, after: FlowPlan, options: MigrationOptions): MigrationReason | undefined {
  if (instance.status === "ended") return { code: "MIGRATION_ENDED", params: { number: instance.number }, verdict: "keep" };
  if (instance.definitionHash === after.hash) return { code: "MIGRATION_SAME", params: {}, verdict: "keep" };
  if (instance.life) return { code: "MIGRATION_ISSUED", params: { state: instance.life.state }, verdict: "keep" };
  return options.keep ? { code: "MIGRATION_KEPT", params: {}, verdict: "keep" } : undefined;
}

/** Why an instance may not move at all, whatever is answered. */
export function whyRefused(instance: FlowInstance, before: FlowPlan, after: FlowPlan, form: FormDefinition): readonly MigrationReason[] {
  const reasons: MigrationReason[] = [];
  const refuse = (code: MigrationReason["code"], params: MigrationReason["params"]): void => void reasons.push({ code, params, verdict: "refuse" });
  if (before.hash !== instance.definitionHash) refuse("MIGRATION_OTHER_REVISION", { instance: instance.id });
  if (before.def.id !== after.def.id) refuse("MIGRATION_OTHER_FLOW", { before: before.def.id, after: after.def.id });
  const faults = faultsOf(after.def, form);
  if (!isClean(faults)) refuse("MIGRATION_DEFINITION", { count: faults.length, first: faults[0]?.code ?? "" });
  const stop = instance.suspended ? instance.causes.find((one) => one.id !== manualCause && one.cause !== "parent") : undefined;
  if (stop) refuse("MIGRATION_INTERLOCK", { reason: stop.reason.zh, reasonZh: stop.reason.zh, reasonEn: stop.reason.en });
  return reasons;
}

/** True while a flow this visit started and waits for is under way. */
export function isChildRunning(plan: FlowPlan, visit: Visit): boolean {
  const node = nodeOf(plan, visit.node);
  return node.kind === "subflow" && node.sync && (visit.children ?? []).some((one) => one.outcome === undefined);
}

const checked = new WeakMap<FlowDefinition, WeakMap<FormDefinition, readonly Issue[]>>();

/** What `checkFlow` refuses, judged once for a batch of instances. */
function faultsOf(def: FlowDefinition, form: FormDefinition): readonly Issue[] {
  const byForm = checked.get(def) ?? new WeakMap<FormDefinition, readonly Issue[]>();
  checked.set(def, byForm);
  const known = byForm.get(form) ?? checkFlow(def, { form }).filter((one) => one.severity === "error");
  byForm.set(form, known);
  return known;
}
