import { advanceFlow, type FlowInput, type SystemAct } from "@safeloop/engine";
import type { ServerContext, Tx } from "../context.ts";
import { flowEnv, loadInstance } from "./loadInstance.ts";
import { refusalOfIssues, stepErrors } from "./refuseStep.ts";
import { carryEffects, flowTimerTask, saveStep, type SavedStep } from "./saveStep.ts";
import { systemActor } from "./systemActor.ts";

/** One step nobody asked for. Undefined when it came too late or does not apply: then nothing changed. */
export async function systemStep(ctx: ServerContext, tx: Tx, tenantId: string, instanceId: string, input: FlowInput, action: SystemAct): Promise<SavedStep | undefined> {
  const loaded = await loadInstance(ctx, tx, tenantId, instanceId);
  if (!loaded) return undefined;
  const actor = systemActor(tenantId);
  const env = await flowEnv(ctx, tx, loaded, actor.id, input.type);
  const step = advanceFlow(loaded.flow.definition, loaded.instance, input, env);
  const errors = stepErrors(step);
  if (errors.length > 0) throw refusalOfIssues(errors);
  if (step.ignored) {
    // A timer told too early (the database's clock runs ahead of ours) is armed again; dropped, a permit would never expire.
    await carryEffects(ctx, tx, tenantId, step.effects);
    await ctx.audit(tx, actor, { action: `${action}.ignored`, subject: { type: "instance", id: instanceId }, detail: { seq: loaded.instance.seq, ...(input.type === "timer" ? { timer: input.timerId } : {}) } });
    return undefined;
  }
  return saveStep(ctx, tx, loaded, step, actor, action);
}

/** Due timers of flows: each is a step of its own. */
export function handleFlowTimers(ctx: ServerContext): void {
  ctx.jobs.on(flowTimerTask, async (payload, job) => {
    const instanceId = String(payload["instanceId"]);
    const timerId = String(payload["timerId"]);
    await ctx.store.unit(async (tx) => void (await systemStep(ctx, tx, job.tenantId, instanceId, { type: "timer", timerId, shiftMs: job.shiftMs }, "instance.timer")));
  });
}
