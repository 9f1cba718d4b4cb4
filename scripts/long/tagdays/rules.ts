import type { AlertRule, JsonLogic, Limit, Measurement } from "@safeloop/engine";
import { shippedPacks } from "../../loadPack.ts";
import { points } from "./points.ts";

const scored: readonly string[] = ["warn-combustible-gas", "warn-video-behaviour"]; // the rest of this plant is judged by the rules of its site below
const here: ReadonlySet<Measurement> = new Set(points.map((point) => point.tag.measurement));

/** The rules the pack ships on gas and video, read from the pack itself, for the kinds of point this plant has. */
export function shippedRules(): readonly AlertRule[] {
  const warnings = shippedPacks().find((pack) => pack.manifest.id === "safeloop-warnings");
  const ids = new Set(warnings?.manifest.templates.filter((one) => scored.includes(one.id)).flatMap((one) => one.rules ?? []));
  const all = (warnings?.rules ?? []).filter((rule) => ids.has(rule.id));
  return all.filter((rule) => "measurement" in rule.select && rule.select.measurement !== undefined && here.has(rule.select.measurement));
}

const at = (value: number, unit: string, op: ">=" | "<", sourceStd: string): Limit => ({ value, unit, op, sourceStd, confidence: "project" });
const above: JsonLogic = { ">=": [{ value: [] }, { limit: ["H"] }] };
const below: JsonLogic = { "<": [{ value: [] }, { limit: ["H"] }] };

function siteRule(id: string, measurement: Measurement, limit: Limit, deadband: number, onDelayS: number, offDelayS: number, more: Partial<AlertRule> = {}): AlertRule {
  return { id, revision: 1, title: { zh: id, en: id }, message: { zh: id, en: id }, select: { measurement }, per: "tag", limits: { H: limit }, condition: limit.op === "<" ? below : above, deadband, onDelayS, offDelayS, priority: "P2", actions: [], ...more };
}

/**
 * The pack has no rule yet for what else the plant measures. These are what a
 * plant would write from catalogue 6.7 and 5.3; their figures are told apart.
 */
export const siteRules: readonly AlertRule[] = [
  siteRule("site-toxic-1", "toxic", at(10, "mg/m3", ">=", "catalogue 2.4, H2S"), 1, 3, 10, { ladder: { id: "toxic", step: 1 } }),
  siteRule("site-toxic-2", "toxic", at(20, "mg/m3", ">=", "catalogue 2.4, H2S"), 2, 3, 10, { ladder: { id: "toxic", step: 2 }, latch: true, priority: "P1" }),
  siteRule("site-oxygen-low", "oxygen", at(19.5, "%", "<", "catalogue 6.7"), 0.2, 3, 10),
  siteRule("site-pressure-high", "pressure", at(900, "kPa", ">=", "catalogue 6.7, 5.3"), 20, 15, 15),
  siteRule("site-temperature-high", "temperature", at(160, "Cel", ">=", "catalogue 6.7, 5.3"), 2, 60, 60),
  siteRule("site-level-high", "level", at(85, "%", ">=", "catalogue 6.7, 5.3"), 1, 60, 60),
];

/**
 * The same limits with nothing against false alarms: no delay, no deadband,
 * and of k-of-n what is left without it, the first point alone.
 */
export function bareRules(rules: readonly AlertRule[]): readonly AlertRule[] {
  return rules.map(({ deadband: _, clear: __, ...rule }) => ({ ...rule, onDelayS: 0, offDelayS: 0, condition: withoutVotes(rule.condition) }));
}

/** `kOfN[k, set, cond, …]` becomes cond; `rise`, `min`, … stay, being the quantity itself and not a guard. */
function withoutVotes(condition: JsonLogic): JsonLogic {
  if (typeof condition !== "object" || condition === null || Array.isArray(condition) || !("kOfN" in condition)) return condition;
  return { ">=": [{ value: [] }, { limit: ["H1"] }] };
}

export function isSiteRule(rule: AlertRule): boolean {
  return rule.id.startsWith("site-");
}
