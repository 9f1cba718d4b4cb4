import { acceptPlan, judgeDefinitions, judgeReferences, planUpgrade, Refusal, safeKinds, type PlanDecision as Decision, type Pack, type PackAnswers, type UpgradePlan as Plan, type PackTree as Tree, type TreeFault } from "@safeloop/engine";
import type { Actor, ServerContext, Tx } from "../../context.ts";
import { layerOfPack, moveOfPack, movesOf, type PackLayer } from "./layerRows.ts";
import { offeredIds } from "./offers.ts";
import { packFaults } from "./packFaults.ts";
import { answeredOffer, type AnsweredOffer, type PackLayers } from "./packLayers.ts";
import { LayeredPack, strictnessOf, upperTree } from "./trees.ts";

/** What taking the offered version means for a tenant. */
export interface UpgradePlan {
  readonly layer: PackLayer;
  readonly next: AnsweredOffer;
  readonly old: LayeredPack;
  readonly plan: Plan;
}

/** Answers given before, as far as the new version still asks. */
export function knownAnswers(pack: Pack, layer: PackLayer): PackAnswers {
  const asked = new Set((pack.manifest.inputs ?? []).map((one) => one.id));
  return Object.fromEntries(Object.entries(layer.answers).filter(([id]) => asked.has(id)));
}

/** Errors of the definitions' own checkers and references that lead to nothing. What lies in packs it requires is there. */
function judgeOf(outside: readonly Pack[]): (tree: Tree) => readonly TreeFault[] {
  const known = new Set(outside.flatMap((pack) => [...pack.forms.map((one) => `form/${one.id}`), ...pack.flows.map((one) => `flow/${one.id}`), ...pack.rules.map((one) => `rule/${one.id}`)]));
  return (tree) => [...judgeDefinitions(tree), ...judgeReferences(tree).filter((one) => ![...known].some((name) => one.what.includes(`${name}#`)))];
}

/** Works out the plan; NOT_FOUND when the pack is not installed or offered. */
export async function planOf(ctx: ServerContext, layers: PackLayers, tenantId: string, packId: string, given: PackAnswers, decisions: readonly Decision[]): Promise<UpgradePlan> {
  const layer = await layerOfPack(ctx.store, tenantId, packId);
  const offer = await layers.offer(tenantId, packId);
  if (!layer || !offer) throw new Refusal("NOT_FOUND", { what: "pack" });
  const next = answeredOffer(offer, { ...knownAnswers(offer.pack, layer), ...given });
  const old = await upperTree(ctx.store, packId, layer.upper, layer.answers);
  const packs = (await Promise.all((await offeredIds(ctx.store, layers.shipped, tenantId)).map((id) => layers.offer(tenantId, id)))).flatMap((one) => (one ? [one.pack] : []));
  const rules = { strictness: strictnessOf(next.upper, layer.overlay), kinds: safeKinds, judge: judgeOf(packs.filter((one) => one.manifest.id !== packId)) };
  return { layer, next, old, plan: planUpgrade(old.tree, next.upper.tree, layer.overlay, rules, { decisions }) };
}

/** Puts an accepted plan in force. */
export async function acceptUpgrade(ctx: ServerContext, layers: PackLayers, tx: Tx, tenantId: string, actor: Actor, { layer, next, plan }: UpgradePlan, planHash: string): Promise<number> {
  const { version } = next.offer.pack.manifest;
  const accepted = acceptPlan({ inForce: layer.overlay, former: [] }, plan, planHash, version);
  if (!accepted.ok) throw new Refusal(accepted.code === "PLAN_STALE" ? "PACK_PLAN_STALE" : "PACK_PLAN_OPEN", { id: layer.packId, open: accepted.open });
  const put = await layers.put(tx, { tenantId, actor, action: "upgrade", version, ref: next.offer.ref, upper: next.upper, overlay: accepted.adoption.inForce, answers: next.answers, present: layer, reason: "upgrade" });
  await ctx.audit(tx, actor, { action: "pack.upgrade", subject: { type: "pack", id: layer.packId }, detail: { from: layer.version, to: version, decisions: plan.decisions.length } });
  return put.seq;
}

/** Takes the offered version where nothing of the tenant's own meets it; else it stays pending. */
export async function upgradeIfClean(ctx: ServerContext, layers: PackLayers, tenantId: string, actor: Actor, layer: PackLayer): Promise<boolean> {
  const planned = await planOf(ctx, layers, tenantId, layer.packId, {}, []);
  if (layer.policy !== "autoIfClean" || planned.plan.conflicts.length > 0) return false;
  const pack = new LayeredPack(planned.next.upper.base, () => planned.plan.result).pack;
  const faults = await packFaults(ctx, tenantId, pack, layers.shipped);
  if (faults.length > 0) {
    ctx.log.error({ pack: layer.packId, tenantId, faults: faults.slice(0, 10) }, `Template pack ${layer.packId} has a newer version with faults, or that would break what this tenant has made its own; what was there stays.`);
    return false;
  }
  await ctx.store.unit((tx) => acceptUpgrade(ctx, layers, tx, tenantId, actor, planned, planned.plan.planHash));
  return true;
}

/** Puts what was in force before in force again; the one left stays listed. */
export async function rollBackPack(ctx: ServerContext, layers: PackLayers, tx: Tx, tenantId: string, actor: Actor, packId: string, reason: string): Promise<{ readonly seq: number; readonly version: string }> {
  const layer = await layerOfPack(tx, tenantId, packId);
  if (!layer) throw new Refusal("NOT_FOUND", { what: "pack" });
  const before = await priorMove(tx, tenantId, layer);
  if (!before) throw new Refusal("PACK_NO_FORMER", { id: packId });
  const upper = await upperTree(tx, packId, before.upper, before.answers);
  const put = await layers.put(tx, { tenantId, actor, action: "rollback", version: before.version, ref: before.upper, upper, overlay: before.overlay, answers: before.answers, present: layer, reason });
  await ctx.audit(tx, actor, { action: "pack.rollback", subject: { type: "pack", id: packId }, detail: { from: layer.version, to: before.version, seq: before.seq, reason } });
  return { seq: put.seq, version: before.version };
}

/** The pair before the one in force: what came before the last upgrade or edit, or before what a roll-back itself went back to. */
async function priorMove(tx: Tx, tenantId: string, layer: PackLayer): ReturnType<typeof moveOfPack> {
  const others = await movesOf(tx, tenantId, layer.packId);
  return others.find((one) => one.seq < layer.seq && (one.effectiveHash !== layer.effectiveHash || one.version !== layer.version));
}
