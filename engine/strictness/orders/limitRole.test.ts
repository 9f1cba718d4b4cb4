import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { FormDefinition } from "../../model/form.ts";
import type { AlertRule } from "../../model/rule.ts";
import type { Limit, LimitRole } from "../../model/limit.ts";
import { highRule, gasLimit } from "../../testing/alarmBench.ts";
import { strictness } from "../strictnessOf.ts";
import { limitRoleOf } from "./limitRole.ts";

const hotWork = JSON.parse(readFileSync("templates/safeloop-core/forms/permit-hot-work.json", "utf8")) as FormDefinition;

describe("what the limits of the hot-work permit are for, by their use alone", () => {
  const expected: readonly (readonly [string, LimitRole | undefined])[] = [
    ["validity-special", "pass"], ["validity-level2", "pass"], ["sample-age", "pass"], ["clock-skew", "pass"], ["hours-24", "pass"],
    ["extinguishers-min", "pass"], ["fire-watch", "pass"], ["gas-lel-ge4", "pass"], ["gas-lel-lt4", "pass"], ["approval-distance", "pass"],
    ["wind-ban", "ban"],
    ["gas-lel-class", undefined], // it only sorts: which of two limits applies
  ];
  it.each(expected)("%s: %s", (id, role) => expect(limitRoleOf(hotWork, id)).toBe(role));

  it("what a limit states itself goes first", () => {
    const stated = { ...hotWork, limits: { ...hotWork.limits, "gas-lel-class": { ...hotWork.limits!["gas-lel-class"]!, role: "class" as const } } };
    expect(limitRoleOf(stated, "gas-lel-class")).toBe("class");
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
