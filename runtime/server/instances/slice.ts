import { idParamsSchema, instanceCommandBodySchema, instanceReplySchema, type InstanceCommandBody } from "@safeloop/engine";
import type { ServerContext, Slice } from "../context.ts";
import { runCommand } from "./runCommand.ts";
import { startFromEffect } from "./startFromEffect.ts";
import { handleFlowTimers } from "./systemSteps.ts";

/** Running flows: commands on the whole instance, and timers that come due. */
export function instancesSlice(ctx: ServerContext): Slice {
  handleFlowTimers(ctx);
  ctx.effects.handle("startFlow", (effect, tenantId) => startFromEffect(ctx, effect, tenantId));
  return {
    name: "instances",
    routes: [
      {
        method: "POST", url: "/api/v1/instances/:id/commands", summary: "Withdraw, comment, urge, suspend, resume, end, or give a life event", policy: { kind: "permission", permission: "task.act" },
        schema: { params: idParamsSchema, body: instanceCommandBodySchema, response: { 200: instanceReplySchema } },
        handler: (req) => runCommand(ctx, req, { instanceId: req.params["id"] ?? "", body: req.body as InstanceCommandBody }),
      },
    ],
  };
}

