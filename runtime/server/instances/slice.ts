import { idParamsSchema, instanceCommandBodySchema, instanceReplySchema, type InstanceCommandBody } from "@safeloop/engine";
import type { ServerContext, Slice } from "../context.ts";
import { startChild, tellChild, tellParent } from "./childFlows.ts";
import { deliverEvent, eventRoute, takeEvent } from "./flowEvents.ts";
import { mustSeeInstance, runCommand } from "./runCommand.ts";
import { startFromEffect } from "./startFromEffect.ts";
import { handleFlowTimers } from "./systemSteps.ts";

/** Running flows: commands on the whole instance, and timers that come due. */
export function instancesSlice(ctx: ServerContext): Slice {
  handleFlowTimers(ctx);
  ctx.effects.handle("startChild", (effect, tenantId) => startChild(ctx, effect, tenantId));
  ctx.effects.handle("toChild", (effect, tenantId) => tellChild(ctx, effect, tenantId));
  ctx.effects.handle("childEnded", (effect, tenantId) => tellParent(ctx, effect, tenantId));
  ctx.effects.handle("flowEvent", (effect, tenantId) => deliverEvent(ctx, effect, tenantId));
  ctx.effects.handleInTransaction("flowEventFor", (tx, effect, tenantId) => takeEvent(ctx, tx, effect, tenantId));
  ctx.effects.handle("startFlow", (effect, tenantId) => startFromEffect(ctx, effect, tenantId));
  return {
    name: "instances",
    routes: [
      eventRoute(ctx),
      {
        method: "POST", url: "/api/v1/instances/:id/commands", summary: "Withdraw, comment, urge, suspend, resume, end, or give a life event", policy: { kind: "permission", permission: "task.act" },
        minimal: true, schema: { params: idParamsSchema, body: instanceCommandBodySchema, response: { 200: instanceReplySchema } },
        handler: async (req) => {
          const instanceId = req.params["id"] ?? "";
          await mustSeeInstance(ctx, ctx.store, req.actor, instanceId);
          return runCommand(ctx, req, { instanceId, body: req.body as InstanceCommandBody });
        },
      },
    ],
  };
}

