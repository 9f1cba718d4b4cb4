import {
  definitionKinds, packBoardSchema, packElementsSchema, packInstalledSchema, packPlanBodySchema, packPlanSchema, packRollbackBodySchema, packUpgradeBodySchema, subsidiaryBodySchema, subsidiaryMadeSchema,
  type PackAnswers, type PackPlanBody, type PackUpgradeBody,
} from "@safeloop/engine";
import type { Route, RouteReply, RouteRequest, ServerContext } from "../context.ts";
import { closed, idText } from "../http/shapes.ts";
import { boardOf } from "./layers/board.ts";
import { elementsView } from "./layers/elementsView.ts";
import type { PackLayers } from "./layers/packLayers.ts";
import { decisionsOf, planView } from "./layers/planView.ts";
import { mustBeSound } from "./layers/packFaults.ts";
import { acceptUpgrade, planOf, resultOf, rollBackOf, rollBackPack, type UpgradePlan } from "./layers/upgrade.ts";
import { revertRoutes } from "./revertRoutes.ts";
import { addSubsidiary } from "./subsidiaries.ts";

interface Planned {
  readonly bare: UpgradePlan;
  readonly decided: UpgradePlan;
}

/** The plan without decisions, for what can be decided; and with those taken so far. */
async function planned(ctx: ServerContext, layers: PackLayers, req: RouteRequest, body: PackPlanBody): Promise<Planned> {
  const id = req.params["id"] ?? "";
  const answers = (body.answers ?? {}) as PackAnswers;
  const bare = await planOf(ctx, layers, req.actor.tenantId, id, answers, []);
  const decisions = decisionsOf(body, bare.plan.conflicts);
  return { bare, decided: decisions.length === 0 ? bare : await planOf(ctx, layers, req.actor.tenantId, id, answers, decisions) };
}

async function plan(ctx: ServerContext, layers: PackLayers, req: RouteRequest): Promise<RouteReply> {
  const { bare, decided } = await planned(ctx, layers, req, req.body as PackPlanBody);
  return { body: await planView(ctx.store, req.actor.tenantId, decided, bare.plan.conflicts, req.locale) };
}

/** The plan is worked out before; whether it holds is judged in turn with publications, so that nothing comes in use meanwhile that it would break. */
async function upgrade(ctx: ServerContext, layers: PackLayers, req: RouteRequest): Promise<RouteReply> {
  const body = req.body as PackUpgradeBody;
  const { decided } = await planned(ctx, layers, req, body);
  const { tenantId } = req.actor;
  const { packId } = decided.layer;
  return layers.judging(tenantId, async (standing) => {
    if (decided.plan.conflicts.length === 0) await mustBeSound(ctx, layers, tenantId, resultOf(decided));
    return req.unit(async (tx) => {
      await standing.mustHold(tx, packId, definitionKinds);
      const seq = await acceptUpgrade(ctx, layers, tx, tenantId, req.actor, decided, body.planHash);
      return { body: { id: packId, version: decided.next.offer.pack.manifest.version, seq } };
    });
  });
}

async function rollback(ctx: ServerContext, layers: PackLayers, req: RouteRequest): Promise<RouteReply> {
  const id = req.params["id"] ?? "";
  const { reason } = req.body as { reason: string };
  const { tenantId } = req.actor;
  return layers.judging(tenantId, async (standing) => {
    const back = await rollBackOf(ctx, layers, tenantId, id);
    return req.unit(async (tx) => {
      await standing.mustHold(tx, id, definitionKinds);
      const { seq, version } = await rollBackPack(ctx, layers, tx, tenantId, req.actor, back, reason);
      return { body: { id, version, seq } };
    });
  });
}

/** What a tenant makes of its packs: overlay, upgrades, roll-back, subsidiaries. */
export function layerRoutes(ctx: ServerContext, layers: PackLayers): Route[] {
  const read = { kind: "permission", permission: "form.read" } as const;
  const edit = { kind: "permission", permission: "pack.edit" } as const;
  const params = closed({ id: idText });
  return [
    { method: "GET", url: "/api/v1/packs/:id/elements", summary: "Elements of an installed pack that differ from above or are locked", policy: read, schema: { params, query: closed({ definition: { type: "string", maxLength: 200, description: "one definition, `form/<id>`: with what holds its elements" } }), response: { 200: packElementsSchema } }, handler: (req) => elementsView(ctx, req) },
    { method: "POST", url: "/api/v1/packs/:id/plan", summary: "What taking the offered version means; stores nothing", policy: edit, idempotency: "off", schema: { params, body: packPlanBodySchema, response: { 200: packPlanSchema } }, handler: (req) => plan(ctx, layers, req) },
    { method: "POST", url: "/api/v1/packs/:id/upgrade", summary: "Take the offered version, as planned", policy: edit, schema: { params, body: packUpgradeBodySchema, response: { 200: packInstalledSchema } }, handler: (req) => upgrade(ctx, layers, req) },
    { method: "POST", url: "/api/v1/packs/:id/rollback", summary: "Put what was in force before in force again", policy: edit, schema: { params, body: packRollbackBodySchema, response: { 200: packInstalledSchema } }, handler: (req) => rollback(ctx, layers, req) },
    ...revertRoutes(ctx, layers),
    { method: "GET", url: "/api/v1/packs/board", summary: "Subsidiaries: versions, what waits, what they changed", policy: edit, schema: { response: { 200: packBoardSchema } }, handler: async (req) => ({ body: await boardOf(ctx, layers, req.actor.tenantId) }) },
    { method: "POST", url: "/api/v1/subsidiaries", summary: "A tenant of its own that takes its packs from this one", policy: { kind: "permission", permission: "org.edit" }, idempotency: "off", schema: { body: subsidiaryBodySchema, response: { 201: subsidiaryMadeSchema } }, handler: (req) => addSubsidiary(ctx, req) },
  ];
}
