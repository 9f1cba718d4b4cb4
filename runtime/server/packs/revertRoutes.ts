import { definitionKinds, packInstalledSchema, packRevertBodySchema, packRevertPlanBodySchema, packRevertPlanSchema, type PackRevertBody, type PackRevertPlanBody } from "@safeloop/engine";
import type { Route, RouteReply, RouteRequest, ServerContext } from "../context.ts";
import { closed, idText } from "../http/shapes.ts";
import type { PackLayers } from "./layers/packLayers.ts";
import { putRevert, revertOf, revertView } from "./layers/revert.ts";

async function plan(ctx: ServerContext, layers: PackLayers, req: RouteRequest): Promise<RouteReply> {
  const { keys, seq } = req.body as PackRevertPlanBody;
  return { body: await revertView(ctx, req.actor.tenantId, await revertOf(ctx, layers, req.actor.tenantId, req.params["id"] ?? "", keys, seq)) };
}

/** Judged and stored in turn with publications, so that nothing comes in use meanwhile that it would break. */
async function revert(ctx: ServerContext, layers: PackLayers, req: RouteRequest): Promise<RouteReply> {
  const { tenantId } = req.actor;
  const { keys, seq, reason } = req.body as PackRevertBody;
  const id = req.params["id"] ?? "";
  return layers.judging(tenantId, async (standing) => {
    const found = await revertOf(ctx, layers, tenantId, id, keys, seq);
    return req.unit(async (tx) => {
      await standing.mustHold(tx, id, definitionKinds);
      return { body: { id, version: found.layer.version, seq: await putRevert(ctx, layers, tx, req.actor, found, reason) } };
    });
  });
}

/** Own changes of a pack taken back, so that the value above counts again. */
export function revertRoutes(ctx: ServerContext, layers: PackLayers): Route[] {
  const policy = { kind: "permission", permission: "pack.edit" } as const;
  const params = closed({ id: idText });
  return [
    { method: "POST", url: "/api/v1/packs/:id/overlay/revert/plan", summary: "What taking own changes back means; stores nothing", policy, idempotency: "off", schema: { params, body: packRevertPlanBodySchema, response: { 200: packRevertPlanSchema } }, handler: (req) => plan(ctx, layers, req) },
    { method: "POST", url: "/api/v1/packs/:id/overlay/revert", summary: "Take own changes back; what is above is in force again", policy, schema: { params, body: packRevertBodySchema, response: { 200: packInstalledSchema } }, handler: (req) => revert(ctx, layers, req) },
  ];
}
