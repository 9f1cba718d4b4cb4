import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FlowDefinition } from "../../model/flow.ts";
import type { FormDefinition } from "../../model/form.ts";
import type { JsonObject, JsonValue } from "../../model/json.ts";
import { checkFlow } from "../checkFlow.ts";
import { approval, edges, end, flow, join, split, start, textForm } from "../testing/plant.testkit.ts";
import type { FlowCheck } from "./flowCheck.ts";
import { graphOf } from "../plan/graph.ts";
import { axesOf, judge, readCondition, scopeAt, sizeOf } from "./conditions/valuations.ts";

const t = (text: string) => ({ zh: text, en: text });
const form: FormDefinition = {
  ...textForm([]),
  schema: {
    type: "object",
    required: ["level", "temp", "wind", "word", "hot", "who"],
    properties: {
      level: { type: "string", enum: ["low", "mid", "high"], "x-id": "level", "x-title": t("level") },
      temp: { type: "integer", minimum: 0, maximum: 9, "x-id": "temp", "x-title": t("temperature") },
      wind: { type: "number", exclusiveMinimum: -1, "x-id": "wind", "x-title": t("wind") },
      word: { type: "string", "x-id": "word", "x-title": t("word") },
      hot: { type: "boolean", "x-id": "hot", "x-title": t("hot") },
      who: { type: "array", items: { type: "string" }, "x-kind": "choices", "x-id": "who", "x-title": t("who") },
    },
  },
  ui: { sections: [{ id: "main", title: t("main"), fields: ["level", "temp", "wind", "word", "hot", "who"] }] },
  limits: { warm: { value: 5, unit: "Cel", sourceStd: "test", confidence: "project" } },
};
const v = (path: string): JsonObject => ({ var: path });
const is = (path: string, value: JsonValue): JsonObject => ({ "==": [v(path), value] });

/** A split with one branch for each condition, and a default. */
function branching(conditions: readonly JsonValue[], options: { readonly kind?: "exclusive" | "inclusive"; readonly ordered?: boolean } = {}): FlowDefinition {
  const { kind = "exclusive", ordered = true } = options;
  const branches = conditions.map((when, i) => ({ id: `c${i}`, from: "X", to: `A${i}`, when, ...(ordered ? { order: i } : {}) }));
  return flow(
    [start(), split("X", kind), ...conditions.map((_, i) => approval(`A${i}`, ["a"])), join("J", "X", kind === "exclusive" ? "any" : "all"), end()],
    [...edges("S>X", "J>Z", ...conditions.map((_, i) => `A${i}>J`)), ...branches, { id: "d", from: "X", to: "J", default: true as const, ...(ordered ? { order: 99 } : {}) }],
  );
}
const found = (conditions: readonly JsonValue[], options = {}): unknown[] =>
  checkFlow(branching(conditions, options), { form }).map((one) => [one.code, one.params["edge"] ?? one.params["edges"]]);

describe("a condition that never chooses its branch", () => {
  it.each<[string, readonly JsonValue[]]>([
    ["contradicts itself", [{ and: [{ "<": [v("temp"), 3] }, { ">": [v("temp"), 5] }] }]],
    ["asks for a value the field cannot have", [is("level", "extreme")]],
    ["asks beyond the bounds of the field", [{ ">": [v("temp"), 9] }]],
    ["asks for less than an open bound", [{ "<=": [v("wind"), -1] }]],
    ["asks for a whole number between two neighbours", [{ and: [{ ">": [v("temp"), 3] }, { "<": [v("temp"), 4] }] }]],
    ["compares values of different types", [is("temp", "3")]],
    ["asks a text to be two things", [{ and: [is("word", "a"), is("word", "b")] }]],
    ["asks a list to hold and not to hold an item", [{ and: [{ in: ["me", v("who")] }, { "!": [{ in: ["me", v("who")] }] }] }]],
    ["asks an outcome no step has", [is("nodes.S.outcome", "maybe")]],
  ])("because it %s", (_name, conditions) => {
    expect(found(conditions)).toEqual([["FLOW_NEVER_TRUE", "c0"]]);
    expect(found(conditions, { kind: "inclusive" })).toEqual([["FLOW_NEVER_TRUE", "c0"]]);
  });

  it("because earlier ones cover it, which an inclusive does not mind", () => {
    const conditions = [{ "<": [v("temp"), 7] }, { ">=": [v("temp"), 7] }, is("temp", 8)];
    expect(found(conditions)).toEqual([["FLOW_NEVER_TRUE", "c2"]]);
    expect(found(conditions, { kind: "inclusive" })).toEqual([]);
    expect(checkFlow(branching(conditions), { form })[0]).toMatchObject({ severity: "warning", path: "/edges/7/when", params: { by: ["c1"], trace: ["S", "X"] } });
  });

  it.each<[string, readonly JsonValue[]]>([
    ["of an allowed value", [is("level", "high"), is("level", "mid")]],
    ["at a bound", [{ ">=": [v("temp"), 9] }]],
    ["through a limit", [{ ">": [v("temp"), { limit: ["warm"] }] }]],
    ["with a fallback", [{ "<": [{ "??": [v("temp"), 0] }, 2] }]],
    ["that chooses by another", [{ if: [v("hot"), { ">": [v("temp"), 5] }, false] }]],
    ["of an outcome", [is("nodes.S.outcome", "passed")]],
  ])("is not one %s", (_name, conditions) => expect(found(conditions)).toEqual([]));
});

describe("conditions that may hold together", () => {
  const both = [{ ">": [v("temp"), 3] }, is("level", "high")];
  it("need a drawn order, and are shown by an example", () => {
    expect(found(both, { ordered: false })).toEqual([["FLOW_OVERLAP", ["c0", "c1"]]]);
    expect(JSON.parse(String(checkFlow(branching(both, { ordered: false }), { form })[0]?.params["example"]))).toMatchObject({ level: "high", temp: expect.any(Number) as number });
    expect(found(both)).toEqual([]);
    expect(found(both, { ordered: false, kind: "inclusive" })).toEqual([]);
  });
  it("are no matter where they cannot", () => expect(found([is("level", "low"), is("level", "high")], { ordered: false })).toEqual([]));
});

describe("what cannot be told", () => {
  it.each<[string, JsonValue]>([
    ["two fields compared", { "<": [v("temp"), v("wind")] }], ["a sum", { ">": [{ "+": [v("temp"), 1] }, 3] }],
    ["more than 64 regions", { or: Array.from({ length: 40 }, (_, i) => ({ "<": [v("wind"), i] })) }],
  ])("is said to be undecided: %s", (_name, when) => expect(found([when]).filter((one) => (one as unknown[])[0] === "FLOW_NOT_DECIDED")).toEqual([["FLOW_NOT_DECIDED", ["c0"]]]));
  it("beside it the others are still judged", () => expect(found([{ "<": [v("temp"), v("temp")] }, is("level", "none")])).toEqual([["FLOW_NOT_DECIDED", ["c0"]], ["FLOW_NEVER_TRUE", "c1"]]));
});

describe("law: the regions are all there is", () => {
  const atom = fc.oneof(
    fc.tuple(fc.constantFrom("<", "<=", ">", ">=", "==", "!="), fc.constantFrom("temp", "wind"), fc.integer({ min: -1, max: 10 })).map(([op, path, n]) => ({ [op]: [v(path), n] })),
    fc.tuple(fc.constantFrom("<", ">=", "===", "!=="), fc.constantFrom("a", "b", "")).map(([op, text]) => ({ [op]: [v("word"), text] })),
    fc.constantFrom("low", "mid", "none").map((value) => is("level", value)),
    fc.subarray(["low", "high"]).map((values) => ({ in: [v("level"), values] })),
    fc.constantFrom("me", "you").map((item) => ({ in: [item, v("who")] })),
    fc.constantFrom<JsonValue>(v("hot"), is("hot", false), { known: [v("hot")] }, { "==": [{ "??": [v("word"), "a"] }, "a"] }),
  ) as fc.Arbitrary<JsonValue>;
  const { condition } = fc.letrec<{ condition: JsonValue }>((tie) => ({
    condition: fc.oneof({ maxDepth: 3 }, atom, fc.tuple(fc.constantFrom("and", "or"), fc.array(tie("condition"), { minLength: 1, maxLength: 3 })).map(([op, list]) => ({ [op]: list })), tie("condition").map((one) => ({ "!": [one] })), fc.tuple(atom, atom, atom).map((list) => ({ if: list }))),
  }));
  const data = fc.record({
    level: fc.constantFrom("low", "mid", "high"), temp: fc.integer({ min: 0, max: 9 }), wind: fc.double({ min: -0.99, max: 12, noNaN: true }), word: fc.constantFrom("", "a", "aa", "b", "c"), hot: fc.boolean(), who: fc.subarray(["me", "you", "she"]),
  }, { requiredKeys: [] }) as fc.Arbitrary<JsonObject>;

  it("whatever the data say of several conditions, some combination of regions says as well", () => {
    const check: FlowCheck = { def: branching([]), graph: graphOf(branching([])), orgIds: [], form, fields: new Set(["level", "temp", "wind", "word", "hot", "who"]) };
    let judged = 0;
    fc.assert(fc.property(fc.array(condition, { minLength: 1, maxLength: 2 }), fc.array(data, { minLength: 4, maxLength: 4 }), (conditions, cases) => {
      const axes = axesOf(conditions.flatMap((one) => readCondition(one, check) ?? []), check);
      fc.pre(axes !== undefined && sizeOf(axes) <= 4_096);
      const rows = new Set(Array.from({ length: sizeOf(axes ?? []) }, (_, n) => conditions.map((one) => judge(one, scopeAt(axes ?? [], n), check)).join()));
      for (const scope of cases) expect(rows).toContain(conditions.map((one) => judge(one, scope, check)).join());
      judged++;
    }), { numRuns: 300 });
    expect(judged).toBeGreaterThan(200);
  });
});
