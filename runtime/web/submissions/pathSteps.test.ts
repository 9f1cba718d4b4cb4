import { type FlowDefinition, type FormDefinition, formOf, type ForecastStepView } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { pathSteps } from "./pathSteps.ts";

const title = (zh: string) => ({ zh, en: zh });
const property = (id: string, kind: string) => ({ "x-id": id, "x-title": title(id), "x-kind": kind, type: kind === "place" ? "object" : "string" });
const form = formOf({
  id: "f", revision: 1, title: title("f"), logic: [],
  schema: { type: "object", properties: { unit: property("applyUnit", "org-unit"), leader: property("leader", "person"), where: property("where", "place") } },
} as unknown as FormDefinition);
const flow = {
  nodes: [
    { id: "lead", kind: "fill", candidates: [{ kind: "field", field: "leader" }] },
    { id: "head", kind: "approval", candidates: [{ kind: "role", role: "base-unit-head", at: "fieldOrg", field: "applyUnit" }] },
    { id: "owner", kind: "approval", candidates: [{ kind: "role", role: "safety-dept", at: "areaOwner" }] },
    { id: "boss", kind: "approval", candidates: [{ kind: "role", role: "principal", at: "$root" }] },
  ],
} as unknown as FlowDefinition;
const step = (id: string, kind: string, people: readonly string[] = []): ForecastStepView => ({ node: { id, title: title(id), kind }, people: people.map((name) => ({ id: name, name })), certain: true });
const seen = (steps: readonly ForecastStepView[], data = {}) => pathSteps(steps, flow, form, data).map(({ step: { node }, waitsFor }) => `${node.id}:${waitsFor.map((field) => field.xid).join("+")}`);

describe("the approval path of a form being filled", () => {
  it("leaves out the applicant's own step and steps that ask nobody or only tell", () => {
    expect(seen([step("start", "start", ["me"]), step("mark", "act"), step("tell", "notify", ["c"]), step("lead", "fill", ["a"])])).toEqual(["lead:"]);
  });
  it("says which answer a step waits for: a person, a unit, or a place", () => {
    expect(seen([step("lead", "fill"), step("head", "approval"), step("owner", "approval")])).toEqual(["lead:leader", "head:applyUnit", "owner:where"]);
  });
  it("waits for nothing where people are found, or the answer is given and nobody is", () => {
    expect(seen([step("lead", "fill", ["a"]), step("head", "approval"), step("boss", "approval")], { unit: "u1" })).toEqual(["lead:", "head:", "boss:"]);
  });
});
