import { own } from "../../model/json.ts";
import { enclosing, type FlowPlan, nodeOf } from "../plan/plan.ts";
import type { FlowEnv, FlowInstance, RegionId, Visit } from "../types.ts";
import { matchRegions } from "./regions.ts";
import type { MigrationOptions } from "./types.ts";

/** Both revisions, the instance, and which active region of the old one is which of the new one. */
export interface Survey {
  readonly before: FlowPlan;
  readonly after: FlowPlan;
  readonly instance: FlowInstance;
  readonly env: FlowEnv;
  readonly options: MigrationOptions;
  readonly regions: ReadonlyMap<RegionId, RegionId>;
}

/** Lays the two revisions beside each other. */
export function surveyOf(before: FlowPlan, after: FlowPlan, instance: FlowInstance, env: FlowEnv, options: MigrationOptions): Survey {
  return { before, after, instance, env, options, regions: matchRegions(before, after, instance) };
}

/** Visits that hold a token, in entry order. */
export function openVisits(s: Pick<Survey, "instance">): readonly Visit[] {
  return s.instance.visits.filter((visit) => visit.state !== "closed");
}

/** The old region a visit's token is in. */
export function oldRegionOf(s: Pick<Survey, "before">, visit: Visit): RegionId {
  return s.before.regionOf.get(visit.node) ?? "root";
}

/** The new counterparts of an old region and those around it, innermost first; regions that are gone are left out. */
export function placesAround(s: Survey, region: RegionId): RegionId[] {
  return enclosing(s.before, region).flatMap((one) => s.regions.get(one) ?? []);
}

/** True when a token may stay where it is: the node is there, of the same kind, in the same place. */
export function mayStay(s: Survey, visit: Visit): boolean {
  const was = nodeOf(s.before, visit.node);
  const now = s.after.graph.nodes.get(visit.node);
  if (!now || now.kind !== was.kind) return false;
  if (now.kind === "inclusive" && s.after.def.settings.permit !== true) return false; // only permits stop at one
  return s.after.regionOf.get(visit.node) === s.regions.get(oldRegionOf(s, visit));
}

/** The given answer to a question. */
export function answerTo(s: Survey, ...keys: readonly string[]): string | undefined {
  const { mapping = {} } = s.options;
  return keys.map((key) => own(mapping, key)).find((one): one is string => typeof one === "string");
}
