import fc from "fast-check";
import { compileLogic } from "../../logic/index.ts";
import { anyExpr, randomOf, randomScope } from "../expressions/randomPairs.testkit.ts";
import { describe, expect, it } from "vitest";
import type { FormDefinition } from "../../model/form.ts";
import type { AlertRule } from "../../model/rule.ts";
import type { Limit, LimitRole } from "../../model/limit.ts";
import { readPack } from "../../overlays/testing/readPack.testkit.ts";
import { highRule, gasLimit } from "../../testing/alarmBench.ts";
import { strictness } from "../strictnessOf.ts";
import { limitRoleOf } from "./limitRole.ts";

const hotWork = readPack("safeloop-permits").forms.find((one) => one.id === "permit-hot-work")!;

describe("what the limits of the hot-work permit are for, by their use or as stated", () => {
  const expected: readonly (readonly [string, LimitRole | undefined])[] = [
    ["validity-special", "pass"], ["validity-level2", "pass"], ["sample-age", "pass"], ["clock-skew", "pass"], ["hours-24", "pass"],
    ["extinguishers-min", "pass"], ["fire-watch", "pass"], ["gas-lel-ge4", "pass"], ["gas-lel-lt4", "pass"], ["approval-distance", "pass"],
    ["wind-ban", "ban"], // stated: the wind also raises the level, and what follows from that cannot be told
    ["gas-lel-class", "class"], // stated: it only sorts, which of two limits applies
  ];
  it.each(expected)("%s: %s", (id, role) => expect(limitRoleOf(hotWork, id)).toBe(role));

  it("what a limit states itself goes first", () => {
    const unstated = (id: string): LimitRole | undefined => {
      const { role: _, ...limit } = hotWork.limits![id]!;
      return limitRoleOf({ ...hotWork, limits: { ...hotWork.limits, [id]: limit } }, id);
    };
    expect(["wind-ban", "gas-lel-class", "night-from"].map(unstated)).toEqual([undefined, undefined, undefined]);
    const alone = hotWork.logic.filter((rule) => rule.id === "C-17");
    expect(limitRoleOf({ ...hotWork, logic: alone, limits: { "wind-ban": { value: 5, unit: "Bft", op: ">=", sourceStd: "GB 30871", confidence: "read" } } }, "wind-ban")).toBe("ban");
    expect(limitRoleOf(hotWork, "constructor")).toBeUndefined();
  });
});

it("limits of rules raise, in either direction; a suppression and a clear count the other way", () => {
  const limits = { H: { ...gasLimit(25), op: ">=" as const }, S: { ...gasLimit(5), op: "<=" as const } };
  const high: AlertRule = highRule({ limits });
  expect(limitRoleOf(high, "H")).toBe("alarm");
  expect(limitRoleOf(highRule({ limits: { H: { ...limits.H, op: "<=" } }, condition: { "<=": [{ value: [] }, { limit: ["H"] }] } }), "H")).toBe("alarm");
  expect(limitRoleOf({ ...high, suppressWhen: { "<=": [{ value: ["b"] }, { limit: ["S"] }] } }, "S")).toBe("pass");
  // Raising earlier and clearing earlier by one limit is no direction at all.
  expect(limitRoleOf({ ...high, clear: { "<": [{ value: [] }, { limit: ["H"] }] } }, "H")).toBe("alarm");
  expect(limitRoleOf({ ...high, clear: { ">": [{ value: [] }, { limit: ["H"] }] } }, "H")).toBeUndefined();
  expect(limitRoleOf({ ...high, condition: { kOfN: [2, "near", { ">=": [{ value: [] }, { limit: ["H"] }] }] } }, "H")).toBe("alarm");
});

it("a role that was derived holds: no check passes more on the stricter side", () => {
  const limitOf = (value: number): Limit => ({ value, unit: "1", op: "<=", sourceStd: "x", confidence: "project" });
  const found = { pass: 0, ban: 0 };
  fc.assert(fc.property(anyExpr, fc.constantFrom([0.5, 1], [1, 2], [0, 3]), fc.integer(), (expr, [low, high], seed) => {
    const form = { logic: [{ target: "x", effect: "check", expr }], limits: { L: limitOf(low), M: limitOf(1) } } as unknown as FormDefinition;
    const role = limitRoleOf(form, "L");
    if (role !== "pass" && role !== "ban") return;
    found[role] += 1;
    const compiled = compileLogic(expr, { mode: "kleene" });
    const next = randomOf(seed);
    for (let n = 0; n < 100; n += 1) {
      const scope = randomScope(next);
      const passes = (value: number): boolean => compiled.run(scope, { limits: { L: limitOf(value), M: limitOf(1) } }) === true;
      const [stricter, laxer] = role === "pass" ? [low, high] : [high, low];
      if (passes(stricter)) expect(passes(laxer)).toBe(true);
    }
  }), { numRuns: 4_000 });
  expect(Math.min(found.pass, found.ban)).toBeGreaterThan(100); // or nothing was tried
});

describe("catalogue 9.6, at the level of limits", () => {
  const order = strictness({ limitRole: ({ el }) => limitRoleOf(hotWork, el ?? "") });
  /** The limit of the form with another value, against the one it has. */
  const verdict = (id: string, value: number): string => {
    const { op, unit, ...rest }: Limit = hotWork.limits![id]!;
    const quantity = (worth: number): { readonly value: string; readonly unit: string; readonly op: string } => ({ value: String(worth), unit, op: op! });
    return order.compare({ kind: "limit", prop: "value", el: id, element: { value: quantity(rest.value) } }, quantity(rest.value), quantity(value)).is;
  };
  it.each([
    ["validity.special 480 → 240", "validity-special", 240, "tighter"],
    ["validity.level2 4320 → 10080", "validity-level2", 10_080, "looser"],
    ["gas.limit.lelGe4 0.5 → 0.3", "gas-lel-ge4", 0.3, "tighter"],
    ["gas.limit.lelLt4 0.2 → 0.5", "gas-lel-lt4", 0.5, "looser"],
    ["wind.ban 5 → 4", "wind-ban", 4, "tighter"],
    ["wind.ban 5 → 6", "wind-ban", 6, "looser"],
  ])("%s", (_name, id, value, expected) => expect(verdict(id, value)).toBe(expected));

  it("approver.special deputy-head → safety-dept is refused, and a ★ row may not go", () => {
    const people = strictness({ roleOrder: ["base-unit-head", "safety-dept", "deputy-head"] });
    expect(people.compare({ kind: "candidate", prop: "role", element: {} }, "deputy-head", "safety-dept")).toEqual({ is: "looser" });
    expect(people.compareSlot({ kind: "field", slot: "rows", element: {} }, [{ id: "HW02", props: { star: true } }], [])).toEqual({ is: "looser" });
    expect(people.compareSlot({ kind: "section", slot: "items", element: {} }, [], [{ id: "costCentre", props: {} }])).toEqual({ is: "tighter" });
  });
});

it("a limit that is one of several by what the tag says raises too", () => {
  const limits = { "L.CO": { ...gasLimit(25), op: ">=" as const }, "L.other": { ...gasLimit(20), op: ">=" as const }, LX: { ...gasLimit(5), op: ">=" as const } };
  const rule = highRule({ limits, condition: { ">=": [{ value: [] }, { limit: ["L", "medium", "L.other"] }] } });
  expect(["L.CO", "L.other", "LX"].map((id) => limitRoleOf(rule, id))).toEqual(["alarm", "alarm", undefined]);
});
