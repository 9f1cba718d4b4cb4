import { issue, type Issue } from "../issues/issue.ts";
import type { Limit } from "../model/limit.ts";
import type { AlertRule } from "../model/rule.ts";
import type { Tag } from "../model/tag.ts";
import { canonicalJson } from "../model/canonical.ts";
import type { CalendarLookup } from "./calendars.ts";
import { compileRule, type CompiledRule } from "./compileRule.ts";
import { bytesPerLongInput } from "./operators/longWindow.ts";
import { mustBeFast } from "./measurement.ts";
import { findOverlap } from "./overlap.ts";
import { shapeIssues } from "./ruleShape.ts";
import { convertValue } from "./units/unit.ts";
import { unitOf } from "./units/table.ts";

const maxBytes = 64 * 1024;
const maxMemoryMib = 256;
const sampleBytes = 64;

/**
 * Everything wrong with a rule, before it may be published. `others` are the
 * rules it will live beside (ladder steps); `floors` the legal limits it
 * overlays, by limit id; `calendars` the work calendars it may name.
 */
export function checkRule(rule: AlertRule, tags: readonly Tag[], others: readonly AlertRule[] = [], floors: { readonly [id: string]: Limit } = {}, calendars?: CalendarLookup): readonly Issue[] {
  const shape = shapeIssues(rule);
  if (shape.length > 0) return shape;
  if (canonicalJson(rule).length > maxBytes) return [issue("RULE_TOO_BIG", "", { what: "JSON", max: "64 KiB" })];
  const compiled = compileRule(rule, tags, calendars);
  return [...compiled.issues, ...delayIssues(rule, compiled), ...ladderIssues(rule, others), ...floorIssues(rule, floors), ...settledIssues(rule, compiled), ...overlapIssues(compiled), ...memoryIssues(compiled)];
}

function delayIssues(rule: AlertRule, compiled: CompiledRule): readonly Issue[] {
  const delayS = rule.onDelayS ?? 0;
  return isFast(compiled) && delayS > 5 && !rule.onDelayReason?.trim() ? [issue("RULE_GAS_DELAY", "/onDelayS", { delayS })] : [];
}

function isFast(compiled: CompiledRule): boolean {
  const { select } = compiled.rule;
  if ("measurement" in select && select.measurement !== undefined && mustBeFast(select.measurement)) return true; // before it meets a tag
  return compiled.plans.some((plan) => plan.plans[0] !== undefined && mustBeFast(plan.plans[0].tag.measurement));
}

function settledIssues(rule: AlertRule, compiled: CompiledRule): readonly Issue[] {
  const urgent = rule.priority === "P1" || rule.priority === "P2" || isFast(compiled);
  return rule.announce === "settled" && urgent ? [issue("RULE_SETTLED_FORBIDDEN", "/announce")] : [];
}

function ladderIssues(rule: AlertRule, others: readonly AlertRule[]): readonly Issue[] {
  const { ladder } = rule;
  if (!ladder) return [];
  const taken = others.some((other) => other.id !== rule.id && other.ladder?.id === ladder.id && other.ladder.step === ladder.step);
  const inside = Number.isInteger(ladder.step) && ladder.step >= 1 && ladder.step <= 4;
  return taken || !inside ? [issue("RULE_LADDER_ORDER", "/ladder/step", { ladder: ladder.id, step: ladder.step })] : [];
}

// A floor for a high limit is the highest value allowed; for a low limit the lowest.
function floorIssues(rule: AlertRule, floors: { readonly [id: string]: Limit }): readonly Issue[] {
  return Object.entries(floors).flatMap(([id, floor]) => {
    const limit = rule.limits[id];
    if (!limit || floor.legalFloor !== true) return [];
    const value = convertValue(limit.value, unitOf(limit.unit), unitOf(floor.unit));
    const low = floor.op === "<" || floor.op === "<=";
    const loose = value === undefined || (low ? value < floor.value : value > floor.value);
    return loose ? [issue("RULE_FLOOR_LOOSENED", `/limits/${id}`, { limit: id, value: limit.value, floor: floor.value, source: clauseOf(floor) })] : [];
  });
}

const clauseOf = ({ sourceStd, edition, clause }: Limit): string => [sourceStd, edition, clause].filter((one) => one !== undefined).join(" ");

function overlapIssues(compiled: CompiledRule): readonly Issue[] {
  if (compiled.rule.clear === undefined || compiled.issues.some((one) => one.severity === "error")) return [];
  const plan = compiled.plans[0];
  const value = plan ? findOverlap(compiled.rule, plan) : undefined;
  return value === undefined ? [] : [issue("RULE_CLEAR_OVERLAP", "/clear", { value })];
}

/** Estimated bytes of all windows: one sample per period per window and input. */
export function estimateMemory(compiled: CompiledRule): number {
  return compiled.plans.reduce((sum, plan) => sum + 400 + plan.long.length * plan.plans.length * bytesPerLongInput + plan.plans.reduce((inner, input) => inner + (input.ringMs / 1000 / Math.max(0.05, input.tag.periodS)) * sampleBytes, 0), 0);
}

function memoryIssues(compiled: CompiledRule): readonly Issue[] {
  const mib = Math.ceil(estimateMemory(compiled) / 1024 / 1024);
  return mib > maxMemoryMib ? [issue("RULE_MEMORY", "", { mib, max: maxMemoryMib })] : [];
}
