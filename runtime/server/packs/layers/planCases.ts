import { neededFirst, overlayHash, withCases, type Pack, type PackTree as Tree, type PlanCases, type UpgradePlan as Plan } from "@safeloop/engine";
import type { ServerContext } from "../../context.ts";
import { shipsCases } from "../loadPacks.ts";
import { hasKeptCases, packHash } from "./bodies.ts";
import type { AnsweredOffer } from "./packLayers.ts";
import { rootOf } from "./trees.ts";

/** What a plan was made of. */
export interface PlanFrom {
  readonly old: Tree;
  readonly next: AnsweredOffer;
  /** What the tenant may have beside it. */
  readonly packs: readonly Pack[];
}

const kept = 20;
/** While a person decides, the same overlay is asked for again and again. */
const played = new Map<string, Promise<PlanCases>>();

/** The plan with its cases played, in the worker; a plan of an overlay that changes nothing, or of a pack without cases, has none to play. */
export async function withPlayedCases(ctx: ServerContext, plan: Plan, from: PlanFrom): Promise<Plan> {
  if (plan.overlay.ops.length === 0) return plan;
  const { base } = from.next.upper;
  const packs = neededFirst([base], from.packs).filter((one) => one !== base);
  const root = await rootOf(ctx.store, base.manifest.id, from.next.offer.ref);
  if (!shipsCases(ctx.config, base.manifest.id) && !(await hasKeptCases(ctx.store, root))) return plan;
  const key = [plan.from, plan.to, root, overlayHash(plan.overlay), ...packs.map(packHash)].join(" ");
  return withCases(plan, await (played.get(key) ?? play(ctx, key, { ...from, plan, base, packs, root })));
}

function play(ctx: ServerContext, key: string, { old, next, plan, base, packs, root }: PlanFrom & { readonly plan: Plan; readonly base: Pack; readonly root: string }): Promise<PlanCases> {
  const { templatesDir } = ctx.config;
  const asked = ctx.worker.run("planCases", { old, next: next.upper.tree, overlay: plan.overlay, base, packs, root, ...(templatesDir === undefined ? {} : { templatesDir }) });
  played.set(key, asked);
  if (played.size > kept) played.delete(played.keys().next().value ?? "");
  asked.catch(() => played.delete(key));
  return asked;
}
