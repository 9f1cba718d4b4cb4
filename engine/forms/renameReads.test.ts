import { describe, expect, it } from "vitest";
import { readAllPacks } from "../overlays/testing/readPack.testkit.ts";
import type { FormDefinition, FormRule } from "../model/form.ts";
import type { JsonObject, JsonValue } from "../model/json.ts";
import { checkForm } from "./checkForm.ts";
import { formOf } from "./compiledForm.ts";
import { hotWorkForm } from "./hotWorkForm.testkit.ts";
import { type NewNames, renameReads } from "./renameReads.ts";

const names = (form: FormDefinition): NewNames => {
  const compiled = formOf(form);
  return { fields: new Map(compiled.fields.map((field) => [field.xid, `N-${field.xid}`.slice(0, 40)])), parentOf: (xid) => compiled.byXid.get(xid)?.parent };
};

function renamed(form: FormDefinition): FormDefinition {
  const to = names(form);
  const name = (xid: string): string => to.fields.get(xid) ?? xid;
  const read = (logic: JsonValue | undefined): JsonValue | undefined => (logic === undefined ? undefined : renameReads(logic, to));
  const logic = form.logic.map((rule) => ({
    ...rule, target: rule.target.startsWith("section:") ? rule.target : rule.target.split(".").map(name).join("."),
    ...(rule.when === undefined ? {} : { when: read(rule.when) }), ...(rule.expr === undefined ? {} : { expr: read(rule.expr) }),
    ...(rule.params ? { params: Object.fromEntries(Object.entries(rule.params).map(([key, value]) => [key, read(value)])) } : {}),
  })) as readonly FormRule[];
  const schema = JSON.parse(JSON.stringify(form.schema), (key, value: unknown) => (key === "x-id" && typeof value === "string" ? name(value) : value)) as JsonObject;
  const { print: _print, registers: _registers, work: _work, conflicts: _conflicts, listFields: _list, ...rest } = form;
  return { ...rest, schema, logic, ui: { sections: form.ui.sections.map((section) => ({ ...section, fields: section.fields.map(name) })) } };
}

const errors = (form: FormDefinition): string[] => checkForm(form).filter((one) => one.severity === "error").map((one) => `${one.path} ${one.code} ${JSON.stringify(one.params)}`);

describe("renaming what rules read", () => {
  it("leaves every shipped form sound under new names, and no rule on an old name", () => {
    for (const form of readAllPacks().forms) {
      const after = renamed(form);
      expect([form.id, errors(after)]).toEqual([form.id, []]);
      const old = new Set(formOf(form).fields.map((field) => field.xid));
      const read = (value: unknown, key = ""): string[] => (Array.isArray(value) ? value.flatMap((one) => read(one, key)) : typeof value === "object" && value !== null ? Object.entries(value).flatMap(([name, inner]) => read(inner, name)) : typeof value === "string" && (key === "var" || key === "latestBy") ? [value] : []);
      expect([form.id, after.logic.flatMap((rule) => read([rule.when ?? null, rule.expr ?? null])).filter((path) => old.has(path.split(".")[0] ?? "") && !path.startsWith("N-"))]).toEqual([form.id, []]);
    }
  });

  it("tells a field of a row from a member of something else of that name", () => {
    const to = names(hotWorkForm());
    expect(renameReads({ some: [{ var: "gasTests" }, { "<": [{ var: "volPct" }, { val: [[2], "days"] }] }] }, to)).toEqual({ some: [{ var: "N-gasTests" }, { "<": [{ var: "N-volPct" }, { val: [[2], "N-days"] }] }] });
    expect(renameReads({ some: [{ var: "ctx.conflicts" }, { "===": [{ var: "level" }, { var: "ctx.level" }] }] }, to)).toEqual({ some: [{ var: "ctx.conflicts" }, { "===": [{ var: "level" }, { var: "ctx.level" }] }] });
    expect(renameReads({ reduce: [{ var: "gasTests" }, { max: [{ var: "accumulator" }, { var: "current.volPct" }] }, 0] }, to)).toEqual({ reduce: [{ var: "N-gasTests" }, { max: [{ var: "accumulator" }, { var: "current.N-volPct" }] }, 0] });
    expect(renameReads({ latestBy: [{ var: "gasTests" }, "time", ["volPct"]] }, to)).toEqual({ latestBy: [{ var: "N-gasTests" }, "N-time", ["N-volPct"]] });
    expect(renameReads({ in: ["level", { var: "plan.level" }] }, to)).toEqual({ in: ["level", { var: "N-plan.level" }] });
    expect(renameReads({ and: [{ missing: ["level", "close.days"] }, { var: ["item.volPct", 0] }] }, to)).toEqual({ and: [{ missing: ["N-level", "N-close.N-days"] }, { var: ["item.N-volPct", 0] }] });
  });

  it("renames limits and tables of constants", () => {
    const to = { ...names(hotWorkForm()), limits: new Map([["low", "low2"]]), tables: new Map([["steps", "steps2"]]) };
    expect(renameReads({ ">": [{ limit: ["low"] }, { table: ["steps", { var: "level" }] }] }, to)).toEqual({ ">": [{ limit: ["low2"] }, { table: ["steps2", { var: "N-level" }] }] });
    expect(renameReads({ limit: "low" }, to)).toEqual({ limit: "low2" });
  });
});
