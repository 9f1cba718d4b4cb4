import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isList, isObject, type JsonValue } from "../model/json.ts";
import { checkPack } from "./checkPack.ts";
import { playPack } from "./playPack.ts";
import { packsFromFiles } from "./source/packsFromFiles.ts";

const text = (zh: string): object => ({ zh, en: zh });
const files: { readonly [path: string]: object } = {
  "pack.json": { id: "small", version: "1.0.0", title: text("小"), publisher: "x", requires: { packs: {} }, inputs: [{ id: "n", title: text("数"), selector: { number: { min: 1, max: 9 } }, default: 5 }], templates: [{ id: "small", title: text("小"), category: "hazard", form: "small", flow: "small", rules: ["small"] }] },
  "forms/small.json": {
    id: "small", revision: 1, title: text("表"), $blocks: ["head"], listFields: ["what"],
    ui: { sections: [{ id: "s", title: text("节"), fields: ["what", "n"] }] }, logic: [{ id: "C", target: "n", effect: "check", on: "submit", expr: { "<=": [{ var: "n" }, { limit: ["m"] }] }, message: text("太大"), source: { std: "x", confidence: "project" } }],
    limits: { m: { value: { $input: "n" }, unit: "1", op: "<=", sourceStd: "x", confidence: "project" } },
  },
  "blocks/head.json": { params: { label: { default: "何事 | What" } }, body: { schema: { type: "object", additionalProperties: false, properties: { what: { "x-title": { $param: "label" }, "x-kind": "text" }, n: { "x-title": "数 | Number", "x-kind": "integer" } } } } },
  "flows/small.json": {
    id: "small", revision: 1, title: text("流"), form: { id: "small" }, settings: { withdraw: "never", admin: [{ kind: "role", role: "admin", at: "anywhere" }] },
    nodes: [{ id: "start", kind: "start", title: text("始"), fields: { "*": "edit" } }, { id: "end", kind: "end", title: text("终"), outcome: "approved" }], edges: [{ id: "e", from: "start", to: "end" }],
  },
  "rules/small.json": { id: "small", revision: 1, title: text("则"), message: text("报"), select: { measurement: "combustible" }, per: "tag", limits: { H: { value: 5, unit: "%[LEL]", op: ">=", sourceStd: "x", confidence: "project" } }, condition: { ">=": [{ value: [] }, { limit: ["H"] }] }, priority: "P3", actions: [], sop: text("处置") },
  "cases/small.json": [{ id: "a", name: "a", template: "small", use: ["w"], given: { data: { what: "x" } }, when: [{ at: "2026-07-14T08:00:00+08:00", do: "submit", by: "u", then: { state: "approved" } }] }],
  "cases/given/w.json": { at: "2026-07-14T07:00:00+08:00", people: { u: { name: "甲", roles: ["worker"] } } },
};

/** Every place in a JSON value. */
function places(value: JsonValue, at: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  const inside = isList(value) ? value.flatMap((one, i) => places(one, [...at, i])) : isObject(value) ? Object.entries(value).flatMap(([key, one]) => places(one, [...at, key])) : [];
  return [at, ...inside];
}

function withValue(value: JsonValue, [step, ...rest]: readonly (string | number)[], put: JsonValue): JsonValue {
  if (step === undefined) return put;
  if (isList(value)) return value.map((one, i) => (i === step ? withValue(one, rest, put) : one));
  if (!isObject(value)) return value; // an earlier change took the place away
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, key === step ? withValue(one, rest, put) : one]));
}

const all = Object.entries(files).flatMap(([path, value]) => places(value as JsonValue).map((at) => ({ path, at })));
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }), fc.constantFrom<JsonValue>(null, [], {}, "", 0, -1, 1e308, true, "__proto__", "constructor", [[]], { $use: "head" }, { $use: "none" }, { $input: "n" }, { $param: "x" }, { $each: "x", as: "y", do: 1 }, { $blocks: "head" }, { "": "" }, "${x}"),
) as fc.Arbitrary<JsonValue>;

describe("a pack in which anything may stand anywhere", () => {
  it("is told what is wrong, and never brings the checks down", { timeout: 120_000 }, () => {
    fc.assert(fc.property(fc.array(fc.record({ place: fc.constantFrom(...all), put: odd }), { minLength: 1, maxLength: 3 }), (changes) => {
      const made = changes.reduce((now, { place, put }) => ({ ...now, [place.path]: withValue(now[place.path] as JsonValue, place.at, put) }), files as { [path: string]: unknown });
      const [read] = packsFromFiles([Object.entries(made).map(([path, value]) => ({ path, text: JSON.stringify(value) }))]);
      if (!read) throw new Error("nothing was read");
      const issues = [...read.issues, ...checkPack(read.pack, [])];
      if (issues.every((one) => one.severity !== "error")) playPack(read.pack, []);
      expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    }), { numRuns: 1_500 });
  });

  it("is whole as it stands", () => {
    const [read] = packsFromFiles([Object.entries(files).map(([path, value]) => ({ path, text: JSON.stringify(value) }))]);
    expect([read?.issues, read && checkPack(read.pack, []).filter((one) => one.severity === "error").map((one) => `${one.path} ${one.code}`)]).toEqual([[], []]);
  });
});
