import { playPlan, type PackTree as Tree, type PlanCases, type PlayPlanAsk } from "@safeloop/engine";
import type { Task } from "../../worker/tasks.ts";
import { shippedWhole } from "../loadPacks.ts";
import { keptCases } from "./bodies.ts";
import { LayeredPack, strictnessOf } from "./trees.ts";

/** An upgrade whose cases are to be played. `base`: the new upper's pack, without cases. */
export interface PlanCasesAsk extends PlayPlanAsk {
  /** Hash of the pack that the product layer is: whose cases they are. */
  readonly root: string;
  readonly templatesDir?: string;
}

/** Read once a thread, which ends when it has nothing to do; a server has one folder. */
let whole: ReturnType<typeof shippedWhole> | undefined;

/**
 * Plays the cases of the new upper under the overlay. A pack from a file came
 * with its cases; of one that shipped those in its folder count, also where the
 * tenant above is behind: what does not go as written without the overlay
 * either is held against nobody.
 */
export const planCasesTask: Task<PlanCasesAsk, PlanCases> = async ({ store }, { root, templatesDir, base, packs, ...ask }) => {
  const shipped = (whole ??= shippedWhole(templatesDir === undefined ? {} : { templatesDir }));
  const { cases, worlds } = (await keptCases(store, root)) ?? shipped.get(base.manifest.id) ?? {};
  const complete = { ...base, ...(cases ? { cases } : {}), ...(worlds ? { worlds } : {}) };
  const beside = packs.map((one) => ({ ...one, worlds: { ...shipped.get(one.manifest.id)?.worlds, ...one.worlds } }));
  return playPlan({ ...ask, base: complete, packs: beside }, strictnessOf(layered(complete, ask.next), ask.overlay));
};

const layered = (base: LayeredPack["base"], tree: Tree): LayeredPack => new LayeredPack(base, () => tree);
