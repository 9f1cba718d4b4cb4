import { describe, expect, it } from "vitest";
import type { CaseStep } from "../../model/packCase.ts";
import type { Pack } from "../../model/pack.ts";
import { runCase } from "./runCase.ts";

const text = (name: string) => ({ zh: name, en: name });
const at = (minute: number): string => `2026-07-06T08:${String(minute).padStart(2, "0")}:00+08:00`;

/** A request with one approval that escalates after 10 minutes, and a check on its amount. */
const pack: Pack = {
  manifest: { id: "p", version: "1.0.0", title: text("p"), publisher: "p", templates: [{ id: "request", title: text("request"), category: "hazard", form: "request", flow: "request" }] },
  forms: [{
    id: "request", revision: 1, title: text("request"), ui: { sections: [{ id: "main", title: text("main"), fields: ["x-amount", "x-note"] }] },
    schema: { type: "object", additionalProperties: false, required: ["amount"], properties: {
      amount: { "x-id": "x-amount", "x-title": text("amount"), "x-kind": "number", type: "number" },
      note: { "x-id": "x-note", "x-title": text("note"), "x-kind": "text", type: "string" },
    } },
    logic: [{ id: "K-1", target: "x-amount", effect: "check", on: "named", expr: { "<=": [{ var: "x-amount" }, 100] }, message: text("too much"), source: { std: "p", confidence: "project" } }],
  }],
  flows: [{
    id: "request", revision: 1, title: text("request"), form: { id: "request" },
    nodes: [
      { id: "start", kind: "start", title: text("start"), fields: { "*": "edit" } },
      { id: "head", kind: "approval", title: text("head"), mode: "firstDecision", candidates: [{ kind: "role", role: "base-unit-head", at: "initiatorOrg" }], onNobody: "block", selfApproval: "forbid", completion: "early", dedupe: "none", fields: { "*": "read" }, onReject: { do: "end" }, checks: ["K-1"], due: { after: "PT10M", onOver: "escalate" } },
      { id: "done", kind: "end", title: text("done"), outcome: "approved" },
    ],
    edges: [{ id: "e1", from: "start", to: "head" }, { id: "e2", from: "head", to: "done" }],
    settings: { withdraw: "beforeFirst", admin: [{ kind: "role", role: "admin", at: "anywhere" }] },
  }],
  rules: [],
  worlds: { small: { at: at(0), initiator: "ann", people: { ann: {}, bob: { roles: ["base-unit-head"], managerId: "cat" }, cat: {} }, data: { amount: 50 } } },
};

const play = (when: readonly CaseStep[], data = {}) => runCase(pack, { id: "c", name: "c", template: "request", use: ["small"], given: { data }, when }).failures;
const submit: CaseStep = { at: at(1), do: "submit", by: "ann" };

describe("a case", () => {
  it("passes when everything is as written", () => {
    expect(play([{ ...submit, then: { state: "approving", open: ["head"], holders: { head: ["bob"] } } }, { at: at(2), do: "approve", by: "bob", then: { state: "approved" } }])).toEqual([]);
  });

  it("lets timers go off at their own time on the way to the next step", () => {
    expect(play([submit, { at: at(10), do: "tick", then: { holders: { head: ["bob"] } } }, { at: at(11), do: "tick", then: { holders: { head: ["bob", "cat"] }, told: ["bob", "cat"] } }])).toEqual([]);
  });

  it("sees a refusal with all its checks, and nothing changed", () => {
    expect(play([submit, { at: at(2), do: "approve", by: "bob", then: { refused: { code: "CHECKS_FAILED", checks: ["K-1"] }, state: "approving" } }], { amount: 101 })).toEqual([]);
  });

  it("fails on a refusal nobody expected, and names the step", () => {
    const [failure] = play([submit, { at: at(2), do: "approve", by: "ann" }]);
    expect(failure?.step).toBe(2);
    expect(failure?.what).toContain("NOT_ENTITLED");
  });

  it("fails when an expected refusal does not come", () => {
    expect(play([{ ...submit, then: { refused: { code: "FORM_REQUIRED" } } }])[0]?.what).toContain("was accepted");
  });

  it("stops at the first step that differs", () => {
    expect(play([{ ...submit, then: { state: "approved" } }, { at: at(2), do: "dance" }]).map((one) => one.step)).toEqual([1]);
  });

  it("speaks of answers by property key", () => {
    expect(play([{ ...submit, data: { note: "n" }, then: { data: { amount: 50, note: "n" } } }])).toEqual([]);
    expect(play([{ ...submit, then: { data: { amount: 51 } } }])[0]?.what).toBe("amount is 50, should be 51");
  });

  it.each<[string, CaseStep]>([
    ["a time before the step before", { at: "2026-07-06T07:00:00+08:00", do: "tick" }],
    ["a time without a zone", { at: "2026-07-06T08:05:00", do: "tick" }],
    ["an unknown verb", { at: at(3), do: "dance" }],
    ["an approval by nobody", { at: at(3), do: "approve" }],
    ["an unknown tag", { at: at(3), do: "reading", tag: "T-1", value: 1 }],
    ["an expectation it does not know", { at: at(3), do: "tick", then: { stat: "x" } as object }],
  ])("fails in words on %s, and never throws", (_, step) => {
    expect(play([submit, step]).map((one) => one.step)).toEqual([2]);
  });

  it("fails in words on an unknown template or world", () => {
    expect(runCase(pack, { id: "c", name: "c", template: "none", when: [submit] }).failures[0]?.step).toBe(0);
    expect(runCase(pack, { id: "c", name: "c", template: "request", use: ["moon"], when: [submit] }).failures[0]?.what).toContain("moon");
  });
});
