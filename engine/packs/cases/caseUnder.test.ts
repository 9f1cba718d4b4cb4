import { describe, expect, it } from "vitest";
import type { Pack } from "../../model/pack.ts";
import type { CaseStep } from "../../model/packCase.ts";
import { caseUnder } from "./caseUnder.ts";

const text = (name: string) => ({ zh: name, en: name });
const at = (minute: number): string => `2026-07-06T08:${String(minute).padStart(2, "0")}:00+08:00`;

/** A request whose amount may be at most `most`, and an alarm at `alarm` or more. */
function packOf({ most = 100, alarm = 25, severity = "block" }: { most?: number; alarm?: number; severity?: "block" | "warn" } = {}): Pack {
  return {
    manifest: { id: "p", version: "1.0.0", title: text("p"), publisher: "p", templates: [{ id: "request", title: text("request"), category: "hazard", form: "request", flow: "request", rules: ["gas"] }] },
    forms: [{
      id: "request", revision: 1, title: text("request"), ui: { sections: [{ id: "main", title: text("main"), fields: ["x-amount"] }] },
      schema: { type: "object", additionalProperties: false, required: ["amount"], properties: { amount: { "x-id": "x-amount", "x-title": text("amount"), "x-kind": "number", type: "number" } } },
      logic: [{ id: "K-1", target: "x-amount", effect: "check", on: "named", severity, expr: { "<=": [{ var: "x-amount" }, most] }, message: text("too much"), source: { std: "p", confidence: "project" } }],
    }],
    flows: [{
      id: "request", revision: 1, title: text("request"), form: { id: "request" },
      nodes: [
        { id: "start", kind: "start", title: text("start"), fields: { "*": "edit" } },
        { id: "head", kind: "approval", title: text("head"), mode: "firstDecision", candidates: [{ kind: "role", role: "base-unit-head", at: "initiatorOrg" }], onNobody: "block", selfApproval: "forbid", completion: "early", dedupe: "none", fields: { "*": "read" }, onReject: { do: "end" }, checks: ["K-1"] },
        { id: "done", kind: "end", title: text("done"), outcome: "approved" },
      ],
      edges: [{ id: "e1", from: "start", to: "head" }, { id: "e2", from: "head", to: "done" }],
      settings: { withdraw: "beforeFirst", admin: [{ kind: "role", role: "admin", at: "anywhere" }] },
    }],
    rules: [{
      id: "gas", revision: 1, title: text("gas"), message: text("{tag}"), select: { measurement: "combustible" }, per: "tag", condition: { ">=": [{ value: [] }, { limit: ["H"] }] }, onDelayS: 0, offDelayS: 0, priority: "P2", actions: [], escalation: [],
      limits: { H: { value: alarm, unit: "%[LEL]", op: ">=", sourceStd: "p", confidence: "project" } },
    }],
    worlds: { small: { at: at(0), initiator: "ann", people: { ann: {}, bob: { roles: ["base-unit-head"] } }, tags: { "GT-1": { measurement: "combustible", unit: "%[LEL]" } }, data: { amount: 50 } } },
  } as unknown as Pack;
}

const play = (pack: Pack, when: readonly CaseStep[], amount = 50) => {
  const { lost, changed, unjudged } = caseUnder(pack, { id: "c", name: "c", template: "request", use: ["small"], given: { data: { amount } }, when });
  return { lost: lost.map((one) => one.step), changed: changed.map((one) => one.step), unjudged: unjudged.map((one) => one.step) };
};
const same = { lost: [], changed: [], unjudged: [] };
const submit: CaseStep = { at: at(1), do: "submit", by: "ann" };
const approve: CaseStep = { at: at(2), do: "approve", by: "bob", then: { state: "approved" } };
const refuse: CaseStep = { at: at(2), do: "approve", by: "bob", then: { refused: { code: "CHECKS_FAILED", checks: ["K-1"] } } };
const reading = (minute: number, value: number, state: string): CaseStep => ({ at: at(minute), do: "reading", tag: "GT-1", value, then: { alarms: { "gas/GT-1": state } } });

describe("a case of the upper under an overlay", () => {
  it("goes as written where the overlay is not met", () => {
    expect(play(packOf(), [submit, approve])).toEqual(same);
    expect(play(packOf({ most: 80 }), [submit, refuse], 101)).toEqual(same);
  });

  it("lists what passed and is refused now, and still looks at what comes after", () => {
    expect(play(packOf({ most: 40 }), [submit, approve])).toEqual({ ...same, changed: [2, 2] });
    expect(play(packOf({ most: 40 }), [submit, approve, { at: at(3), do: "judge", checks: ["K-1"], data: { amount: 101 }, then: { failing: ["K-1"] } }])).toEqual({ ...same, changed: [2, 2] });
  });

  it("finds a refusal that is gone, and a check that only warns now", () => {
    expect(play(packOf({ most: 200 }), [submit, refuse], 101).lost).toEqual([2]);
    expect(play(packOf({ severity: "warn" }), [submit, { ...submit, at: at(2), do: "judge", checks: ["K-1"], data: { amount: 101 }, then: { failing: ["K-1"] } }]).lost).toEqual([2]);
  });

  it("takes an alarm that comes earlier, and finds one that comes no more", () => {
    const steps = [reading(1, 22, "normal"), reading(2, 26, "unack")];
    expect(play(packOf(), steps)).toEqual(same);
    expect(play(packOf({ alarm: 20 }), steps)).toEqual({ ...same, changed: [1] });
    expect(play(packOf({ alarm: 30 }), steps).lost).toEqual([2]);
    const edges: CaseStep = { at: at(2), do: "reading", tag: "GT-1", value: 26, then: { edges: [[at(2), "gas", "normal", "unack"]] } };
    expect(play(packOf({ alarm: 20 }), [{ ...reading(1, 22, "normal"), then: {} }, edges])).toEqual({ ...same, changed: [2] });
    expect(play(packOf({ alarm: 30 }), [edges]).lost).toEqual([1]);
  });

  it("cannot judge a refusal behind a step that went another way", () => {
    const again: CaseStep = { at: at(3), do: "approve", by: "bob", then: { refused: { code: "CHECKS_FAILED", checks: ["K-9"] } } };
    expect(play(packOf({ most: 40 }), [submit, approve, again]).unjudged).toEqual([3]);
  });

  it("never throws for what a case says", () => {
    expect(play(packOf(), [{ at: at(1), do: "dance", by: "ann" }]).lost).toEqual([1]);
  });
});
