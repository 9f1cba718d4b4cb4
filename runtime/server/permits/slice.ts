import { pageQuery, permitConflictsSchema, permitPageSchema } from "@safeloop/engine";
import { fillWorks } from "../conflicts/fillWorks.ts";
import type { ServerContext, Slice } from "../context.ts";
import { releaseCause, stopPermits } from "./interlock.ts";
import { listConflicts } from "./conflictList.ts";
import { listPermits } from "./permitList.ts";
import { handlePermitWatch } from "./watches.ts";
import { permitService } from "./permitService.ts";

const listQuery = { type: "object", properties: { ...pageQuery, state: { type: "string", maxLength: 60 }, area: { type: "string", maxLength: 120 }, open: { enum: ["true", "false"], description: "true: only those not ended" } } } as const;

/** Issued permits: their board, and interlocks that stop them. Offers `services.permits`. */
export function permitsSlice(ctx: ServerContext): Slice {
  ctx.services.permits = permitService(ctx);
  ctx.effects.handleInTransaction("interlock", (tx, effect, tenantId) => stopPermits(ctx, tx, effect, tenantId));
  handlePermitWatch(ctx);
  ctx.effects.handleInTransaction("interlockOver", (tx, effect, tenantId) => releaseCause(ctx, tx, tenantId, effect.causeId));
  return {
    name: "permits",
    load: async () => {
      for (const tenantId of ctx.tenants()) await fillWorks(ctx, tenantId);
    },
    routes: [
      {
        method: "GET", url: "/api/v1/permits", summary: "Permits with their life state and validity", policy: { kind: "permission", permission: "permit.read" },
        schema: { query: listQuery, response: { 200: permitPageSchema } },
        handler: async (req) => ({ body: await listPermits(ctx, req.actor, req.query) }),
      },
      {
        method: "GET", url: "/api/v1/permits/conflicts", summary: "Works that stand in each other's way, with their overlap in time", policy: { kind: "permission", permission: "permit.read" },
        schema: { response: { 200: permitConflictsSchema } },
        handler: async (req) => ({ body: await listConflicts(ctx, req.actor) }),
      },
    ],
  };
}
