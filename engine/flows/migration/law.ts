import { canonicalJson } from "../../model/canonical.ts";
import { own, type JsonValue } from "../../model/json.ts";
import { waitState } from "../machine/compileFlow.ts";
import { isWhole } from "../machine/stepMachine.ts";
import type { FlowPlan } from "../plan/plan.ts";
import type { FlowInstance, RegionId } from "../types.ts";

/** The law of flows.md 2: where tokens stand can be told from open visits and arrivals alone. Says what is wrong, if anything. */
export function brokenLaw(plan: FlowPlan, instance: FlowInstance): string | undefined {
  if (instance.status === "ended" || instance.life) return undefined;
  if (!isWhole(plan, instance.tokens)) return "a region without a token";
  const told = valueFrom(plan, instance, "root");
  return canonicalJson(told) === canonicalJson(instance.tokens.value) ? undefined : `tokens ${canonicalJson(instance.tokens.value)}, visits say ${canonicalJson(told)}`;
}

function valueFrom(plan: FlowPlan, instance: FlowInstance, region: RegionId): JsonValue {
  const here = instance.visits.find((visit) => visit.state !== "closed" && plan.regionOf.get(visit.node) === region);
  if (here) return plan.graph.nodes.get(here.node)?.kind === "inclusive" ? waitState(here.node) : here.node;
  const block = Object.keys(instance.tokens.arrived).map((id) => plan.blocks.get(id)).find((one) => one?.region === region);
  if (block) return { [block.split]: Object.fromEntries(block.branches.map((one) => [one.region, valueFrom(plan, instance, one.region)])) };
  const place = plan.regions.get(region);
  return `_${String(own(instance.tokens.arrived[place?.block ?? ""] ?? {}, place?.branch ?? ""))}`;
}
