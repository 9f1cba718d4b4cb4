import { checkRule, type AlertRule } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { shippedPacks } from "../scripts/loadPack.ts";

const rules = shippedPacks().filter((pack) => ["safeloop-warnings", "safeloop-mine"].includes(pack.manifest.id)).flatMap((pack) => pack.rules);

/** Catalogue 5.2: who is told when, seconds after the announcement. */
const chains: Readonly<Record<AlertRule["priority"], readonly string[]>> = {
  P1: ["60 unacked shift-leader", "180 unacked base-unit-head+safety-dept", "300 unacked principal", "900 undisposed safety-dept"],
  P2: ["300 unacked shift-leader", "900 unacked base-unit-head", "3600 undisposed safety-officer"],
  P3: ["1800 unacked team-leader", "28800 undisposed team-leader"],
  P4: ["86400 undisposed team-leader"],
};

const chainOf = (rule: AlertRule): readonly string[] => (rule.escalation ?? []).map((step) => `${step.afterS} ${step.on} ${step.to.map((one) => ("role" in one ? one.role : "?")).join("+")}`);
const without = (fails: (rule: AlertRule) => boolean): readonly string[] => rules.filter(fails).map((rule) => rule.id);

describe("every warning rule", () => {
  it("escalates as its priority asks", () => {
    expect(rules.length).toBeGreaterThan(120);
    expect(rules.filter((rule) => chainOf(rule).join() !== chains[rule.priority].join()).map((rule) => rule.id)).toEqual([]);
  });

  it("says the first three actions, and that it replaces no instrument and no interlock", () => {
    expect(without(({ sop }) => !sop || !["一、", "二、", "三、", "本系统提示不替代现场仪表与安全联锁"].every((part) => sop.zh.includes(part)))).toEqual([]);
    expect(without(({ sop }) => !sop || !["1. ", "2. ", "3. ", "does not replace field instruments and safety interlocks"].every((part) => sop.en.includes(part)))).toEqual([]);
  });

  it("opens a disposal task from P3 up, and none for P4", () => {
    expect(without((rule) => rule.actions.some((one) => one.do === "disposalTask") === (rule.priority === "P4"))).toEqual([]);
  });

  it("prompts the emergency response for P1 alone", () => {
    expect(without((rule) => rule.priority !== "P1" && rule.actions.some((one) => one.do === "emergencyPrompt"))).toEqual([]);
  });

  it("is not slow on gas and people without a reason, and would be refused without it", () => {
    const slow = rules.filter((rule) => (rule.onDelayS ?? 0) > 5 && rule.onDelayReason !== undefined);
    expect(slow.map((rule) => rule.id).sort()).toEqual(["guardian-left", "unauthorised-zone"]);
    for (const { onDelayReason: _, ...bare } of slow) expect(checkRule(bare, []).map((one) => one.code)).toContain("RULE_GAS_DELAY");
  });

  it("binds by law only what was read, and floors the combustible gas settings", () => {
    const limits = rules.flatMap((rule) => Object.entries(rule.limits).map(([id, limit]) => ({ of: `${rule.id}/${id}`, ...limit })));
    expect(limits.filter((limit) => limit.legalFloor === true).map((limit) => [limit.of, limit.value, limit.confidence])).toEqual([
      ["combustible-level1/H1", 25, "read"], ["combustible-level2/H2", 50, "read"], ["combustible-spreading/H1", 25, "read"],
    ]);
  });
});
