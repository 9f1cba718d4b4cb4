import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../model/json.ts";
import { packFromFiles, type PackFile } from "./packFromFiles.ts";
import { packsFromFiles } from "./packsFromFiles.ts";
import { compareVersions, satisfies, scopeOf } from "./scope.ts";

const file = (path: string, value: unknown): PackFile => ({ path, text: typeof value === "string" ? value : JSON.stringify(value) });
const formOf = (files: readonly PackFile[]): JsonObject => {
  const { pack, issues } = packFromFiles(files);
  expect(issues).toEqual([]);
  return pack.forms[0] as unknown as JsonObject;
};
const codesOf = (files: readonly PackFile[]): readonly (readonly [string, unknown])[] => packFromFiles(files).issues.map((one) => [one.code, one.params]);

describe("shorthands of a pack's source", () => {
  it("write out texts, ids, types and values, and leave alone what is written out", () => {
    const form = formOf([file("forms/a.json", {
      id: "a", title: "甲 | A",
      schema: { type: "object", properties: {
        place: { "x-title": "地点 | Place", "x-kind": "place" },
        kind: { "x-id": "kind-id", "x-title": "类别 | Kind", "x-kind": "choice", "x-enum": { x: "一 | One", y: "二 | Two" } },
        rows: { "x-title": "行 | Rows", "x-kind": "repeat-table", columns: { who: { "x-title": "谁 | Who", "x-kind": "person" } }, maxItems: 5 },
        whole: { "x-id": "w", "x-title": { zh: "全", en: "Whole" }, "x-kind": "text", type: "string", maxLength: 7 },
      } },
    })]);
    expect(form["title"]).toEqual({ zh: "甲", en: "A" });
    expect((form["schema"] as JsonObject)["properties"]).toEqual({
      place: { "x-id": "place", "x-title": { zh: "地点", en: "Place" }, "x-kind": "place", type: "object" },
      kind: { "x-id": "kind-id", "x-title": { zh: "类别", en: "Kind" }, "x-kind": "choice", "x-enum": { x: { zh: "一", en: "One" }, y: { zh: "二", en: "Two" } }, type: "string", enum: ["x", "y"] },
      rows: { "x-id": "rows", "x-title": { zh: "行", en: "Rows" }, "x-kind": "repeat-table", maxItems: 5, type: "array", items: { type: "object", additionalProperties: false, properties: { who: { "x-id": "who", "x-title": { zh: "谁", en: "Who" }, "x-kind": "person", type: "string" } } } },
      whole: { "x-id": "w", "x-title": { zh: "全", en: "Whole" }, "x-kind": "text", type: "string", maxLength: 7 },
    });
  });
});

describe("building blocks", () => {
  const base = file("blocks/base.json", { body: { schema: { type: "object", properties: { no: { a: 1 } } }, ui: { sections: [{ id: "s1", fields: ["no"] }] }, logic: [{ id: "C-01", expr: true }, { id: "C-02", expr: true }] } });

  it("are merged in order; entries with one id are replaced by member, lists grow with +", () => {
    const form = formOf([base, file("forms/a.json", { id: "a", $blocks: ["base"], schema: { properties: { x: { b: 2 } } }, ui: { sections: [{ id: "s1", "+fields": ["x"] }, { id: "s2", fields: [] }] }, logic: [{ id: "C-01", expr: false }] })]);
    expect(form).toEqual({ id: "a", schema: { type: "object", properties: { no: { a: 1 }, x: { b: 2 } } }, ui: { sections: [{ id: "s1", fields: ["no", "x"] }, { id: "s2", fields: [] }] }, logic: [{ id: "C-01", expr: false }, { id: "C-02", expr: true }] });
  });

  it("take parameters, branches and loops, and use one another", () => {
    const files = [
      file("blocks/step.json", { params: { id: {}, roles: {}, wide: { default: false }, note: { optional: true } }, body: { id: "step-${id}", by: [{ $each: "roles", as: "r", do: { role: "${r.name}", n: "${r.n}" } }], fields: { $if: "wide", then: { $param: "roles" }, else: "none" }, note: { $if: "note", then: "${note}" } } }),
      file("blocks/two.json", { params: { roles: {} }, body: [{ $use: "step", with: { id: "a", roles: { $param: "roles" } } }, { $use: "step", with: { id: "b", roles: [], wide: true, note: "hi" } }] }),
      file("forms/a.json", { id: "a", nodes: ["first", { $use: "two", with: { roles: [{ name: "x", n: 1 }, { name: "y", n: 2 }] } }] }),
    ];
    expect(formOf(files)["nodes"]).toEqual(["first", { id: "step-a", by: [{ role: "x", n: 1 }, { role: "y", n: 2 }], fields: "none" }, { id: "step-b", by: [], fields: [], note: "hi" }]);
  });

  it("are refused by name when unknown, wanting, misspelt or endless, and the rest of the pack is still read", () => {
    const loop = file("blocks/loop.json", { body: { again: { $use: "loop" } } });
    const needs = file("blocks/needs.json", { params: { id: {} }, body: { id: "${id}" } });
    const broken = [loop, needs, file("forms/ok.json", { id: "ok" }), file("forms/a.json", { $blocks: ["none"] }), file("forms/b.json", { $blocks: ["needs"] }), file("forms/c.json", { $blocks: [{ use: "needs", with: { id: "1", more: 2 } }] }), file("forms/d.json", { $blocks: ["loop"] }), file("forms/e.json", "{")];
    expect(codesOf(broken).map(([code]) => code)).toEqual(["PACK_FILE", "PACK_BLOCK_UNKNOWN", "PACK_BLOCK_PARAM", "PACK_BLOCK_EXTRA", "PACK_BLOCK_DEEP"]);
    expect(codesOf(broken)[3]?.[1]).toEqual({ file: "forms/c.json", block: "needs", name: "more" });
    expect(packFromFiles(broken).pack.forms).toEqual([{ id: "ok" }]);
  });

  it("of another pack are used by its name, with the blocks they use themselves", () => {
    const [, user] = packsFromFiles([
      [file("pack.json", { id: "lib" }), file("blocks/outer.json", { body: { a: { $use: "inner" } } }), file("blocks/inner.json", { body: "deep" })],
      [file("pack.json", { id: "user" }), file("forms/a.json", { id: "a", $blocks: ["lib:outer"] })],
    ]);
    expect([user?.issues, user?.pack.forms[0]]).toEqual([[], { id: "a", a: "deep" }]);
  });
});

describe("what a pack requires", () => {
  const pack = (id: string, version: string, packs: Record<string, string> = {}) => packFromFiles([file("pack.json", { id, version, requires: { packs }, templates: [] }), file("forms/f.json", { id: `${id}-form` })]).pack;

  it("is found over several packs, each once", () => {
    const all = [pack("a", "1.0.0", { b: "^1.0.0", c: ">=1.0.0" }), pack("b", "1.4.2", { c: ">=2.0.0" }), pack("c", "2.0.0", { a: "1.0.0" })];
    const { whole, issues } = scopeOf(all[0]!, all);
    expect([whole.forms.map((one) => one.id), issues]).toEqual([["a-form", "b-form", "c-form"], []]);
  });
  it("is an issue when missing or too old", () => {
    const all = [pack("a", "1.0.0", { b: "^2.0.0", d: ">=1.0.0" }), pack("b", "1.4.2")];
    expect(scopeOf(all[0]!, all).issues.map((one) => one.params["id"])).toEqual(["b", "d"]);
  });
  it("is compared as SemVer says", () => {
    expect([satisfies("1.10.0", ">=1.9.0"), satisfies("2.0.0", "^1.0.0"), satisfies("1.0.0", "1.0.1"), satisfies("1.0.0-rc.1", ">=1.0.0"), satisfies("1.0.0", "any")]).toEqual([true, false, false, false, false]);
    expect(compareVersions("1.0.0-a", "1.0.0-b")).toBeLessThan(0);
  });
});
