import { type FormDefinition, formOf, type JsonObject } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { changedKeys } from "./changedKeys.ts";

const title = (zh: string): JsonObject => ({ zh, en: zh });
const field = (id: string, kind: string, rest: JsonObject): JsonObject => ({ "x-id": id, "x-title": title(id), "x-kind": kind, ...rest });

const definition: FormDefinition = {
  id: "f",
  revision: 1,
  title: { zh: "表", en: "Form" },
  schema: {
    type: "object",
    properties: {
      no: field("no", "ticket-number", { type: "string" }),
      wind: field("wind", "integer", { type: "integer" }),
      level: field("level", "text", { type: "string" }),
      remark: field("remark", "text", { type: "string" }),
      gas: field("gas", "repeat-table", {
        type: "array",
        items: { type: "object", properties: { lel: field("lel", "number", { type: "number" }), verdict: field("verdict", "text", { type: "string" }) } },
      }),
    },
  },
  ui: { sections: [{ id: "base", title: { zh: "基本", en: "Base" }, fields: ["no", "wind", "level", "remark"] }, { id: "gas", title: { zh: "气体", en: "Gas" }, fields: ["gas"] }] },
  logic: [
    { target: "level", effect: "compute", expr: { if: [{ ">=": [{ var: "wind" }, 5] }, "stop", "go"] } },
    { target: "verdict", effect: "compute", expr: { if: [{ "<": [{ var: "row.lel" }, 10] }, "pass", "fail"] } },
  ],
};
const form = formOf(definition);
const stored: JsonObject = { no: "H-1", wind: 3, level: "go", remark: "x", gas: [{ lel: 2, verdict: "pass" }] };
const gasOnly = { "*": "read", "section:gas": "edit" } as const;

describe("what a step sends of a form", () => {
  it("is nothing when nothing was touched, whatever the form computes", () => {
    expect(changedKeys(form, { "*": "edit" }, stored, { wind: 3, remark: "x", gas: [{ lel: 2 }] })).toEqual({});
    expect(changedKeys(form, gasOnly, stored, stored)).toEqual({});
  });

  it("is the changed members, without computed cells; a member gone is null", () => {
    const filled = { no: "H-1", wind: 3, gas: [{ lel: 2, verdict: "pass" }, { lel: 4, verdict: "pass" }] };
    expect(changedKeys(form, { "*": "edit" }, stored, filled)).toEqual({ remark: null, gas: [{ lel: 2 }, { lel: 4 }] });
  });

  it("never holds a field the step may not write", () => {
    expect(changedKeys(form, gasOnly, stored, { wind: 9, gas: [] })).toEqual({ gas: [] });
  });
});
