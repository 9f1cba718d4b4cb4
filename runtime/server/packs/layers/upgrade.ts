import { acceptPlan, judgeDefinitions, judgeLocks, judgeReferences, overlayHash, planUpgrade, Refusal, safeKinds, type PlanDecision as Decision, type Pack, type PackAnswers, type UpgradePlan as Plan, type PackTree as Tree, type TreeFault, type TreeJudge } from "@safeloop/engine";
import type { Actor, Reader, ServerContext, Tx } from "../../context.ts";
import { layerOfPack, movesOf, type PackLayer, type PackMove } from "./layerRows.ts";
import { mustBeSound, packFaults } from "./packFaults.ts";
import { withPlayedCases } from "./planCases.ts";
import { answeredOffer, type AnsweredOffer, type PackLayers } from "./packLayers.ts";
import { LayeredPack, overlaid, strictnessOf, upperTree } from "./trees.ts";

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

/** Errors of the definitions' own checkers, and references that lead to nothing. What lies in other packs is there. */
function judgeBeside(outside: readonly Pack[]): (tree: Tree) => readonly TreeFault[] {
  const there = new Set(outside.flatMap((pack) => [...pack.forms.map((one) => `form/${one.id}`), ...pack.flows.map((one) => `flow/${one.id}`), ...pack.rules.map((one) => `rule/${one.id}`)]));
  return (tree) => [...judgeDefinitions(tree), ...judgeReferences(tree, there)];
}

/** Works out the plan; NOT_FOUND when the pack is not installed or offered. */
export async function planOf(ctx: ServerContext, layers: PackLayers, tenantId: string, packId: string, given: PackAnswers, decisions: readonly Decision[]): Promise<UpgradePlan> {
  const layer = await layerOfPack(ctx.store, tenantId, packId);
  const offer = await layers.offer(tenantId, packId);
  if (!layer || !offer) throw new Refusal("NOT_FOUND", { what: "pack" });
  const next = answeredOffer(offer, { ...knownAnswers(offer.pack, layer), ...given });
  const old = await upperTree(ctx.store, packId, layer.upper, layer.answers);
  const packs = (await layers.offers(tenantId)).map((one) => one.pack);
  const strictness = strictnessOf(next.upper, layer.overlay);
  const [sound, lawful] = [judgeBeside(packs.filter((one) => one.manifest.id !== packId)), judgeLocks(layer.overlay, strictness)];
  const judge: TreeJudge = (tree, upper) => [...sound(tree), ...lawful(tree, upper)];
  const plan = planUpgrade(old.tree, next.upper.tree, layer.overlay, { strictness, kinds: safeKinds, judge }, { decisions });
  return { layer, next, old, plan: await withPlayedCases(ctx, plan, { old: old.tree, next, packs }) };
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

/** The pack a plan leads to. */
export function resultOf({ next, plan }: UpgradePlan): Pack {
  return new LayeredPack(next.upper.base, () => plan.result).pack;
}

/** Takes the offered version where nothing of the tenant's own meets it; else it stays pending. */
export async function upgradeIfClean(ctx: ServerContext, layers: PackLayers, tenantId: string, actor: Actor, layer: PackLayer): Promise<boolean> {
  if (layer.policy !== "autoIfClean") return false;
  const planned = await planOf(ctx, layers, tenantId, layer.packId, {}, []);
  if (planned.plan.conflicts.length > 0) return false;
  const { own, broken } = await packFaults(ctx, layers, tenantId, resultOf(planned));
  if (own.length + broken.length > 0) {
    ctx.log.error({ pack: layer.packId, tenantId, faults: [...own, ...broken].slice(0, 10) }, `Template pack ${layer.packId} has a newer version with faults, or that would break what this tenant has made its own; what was there stays.`);
    return false;
  }
  await ctx.store.unit((tx) => acceptUpgrade(ctx, layers, tx, tenantId, actor, planned, planned.plan.planHash));
  return true;
}

/** What a roll-back would put in force, and what it leaves. */
export interface RollBack {
  readonly layer: PackLayer;
  readonly before: PackMove;
  readonly upper: LayeredPack;
}

/** Finds what was in force before; refused where there is nothing, or where it would break what the tenant made since. */
export async function rollBackOf(ctx: ServerContext, layers: PackLayers, tenantId: string, packId: string): Promise<RollBack> {
  const layer = await layerOfPack(ctx.store, tenantId, packId);
  if (!layer) throw new Refusal("NOT_FOUND", { what: "pack" });
  const before = await priorMove(ctx.store, tenantId, layer);
  if (!before) throw new Refusal("PACK_NO_FORMER", { id: packId });
  const upper = await upperTree(ctx.store, packId, before.upper, before.answers);
  await mustBeSound(ctx, layers, tenantId, overlaid(upper, before.overlay).pack);
  return { layer, before, upper };
}

/** Puts what was in force before in force again; the one left stays listed. PACK_MOVED when another came between. */
export async function rollBackPack(ctx: ServerContext, layers: PackLayers, tx: Tx, tenantId: string, actor: Actor, { layer, before, upper }: RollBack, reason: string): Promise<{ readonly seq: number; readonly version: string }> {
  const { packId } = layer;
  const put = await layers.put(tx, { tenantId, actor, action: "rollback", version: before.version, ref: before.upper, upper, overlay: before.overlay, answers: before.answers, present: layer, reason });
  await ctx.audit(tx, actor, { action: "pack.rollback", subject: { type: "pack", id: packId }, detail: { from: layer.version, to: before.version, seq: before.seq, reason } });
  return { seq: put.seq, version: before.version };
}

/** The former pair: the newest before the one in force that differs from it. After a roll-back that is what was left, so that one may go forward again. */
async function priorMove(reader: Reader, tenantId: string, layer: PackLayer): Promise<PackMove | undefined> {
  const others = await movesOf(reader, tenantId, layer.packId);
  return others.find((one) => one.seq < layer.seq && (one.effectiveHash !== layer.effectiveHash || one.version !== layer.version || overlayHash(one.overlay) !== overlayHash(layer.overlay)));
}
