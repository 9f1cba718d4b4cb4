import { describe, expect, it } from "vitest";
import type { JsonObject } from "../model/json.ts";
import { answersByXid } from "./answers.ts";
import { formOf } from "./compiledForm.ts";
import { evaluateForm } from "./evaluateForm.ts";
import type { FormState } from "./formState.ts";
import { facts, goodData, hotWorkForm } from "./hotWorkForm.testkit.ts";

const form = formOf(hotWorkForm());
const evaluate = (data: JsonObject): FormState => evaluateForm(form, answersByXid(form, data), facts);

describe("evaluateForm", () => {
  it("shows a field only when its condition surely holds", () => {
    expect(evaluate({}).visible.has("windLevel")).toBe(false);
    expect(evaluate({ outdoors: false }).visible.has("windLevel")).toBe(false);
    expect(evaluate({ outdoors: true }).visible.has("windLevel")).toBe(true);
  });

  it("drops a hidden answer before others read it", () => {
    const chained = formOf(hotWorkForm({ logic: [{ target: "worker", effect: "show", when: { ">": [{ var: "windLevel" }, 4] } }] }));
    const state = evaluateForm(chained, { outdoor: false, windLevel: 9, worker: "w1" }, facts);
    expect(state.answers).toEqual({ outdoor: false });
  });

  it("asks for a required field only while it shows", () => {
    expect([...evaluate({}).required].sort()).toEqual(["level", "outdoor", "worker"]);
    expect([...evaluate({ outdoors: true, "级别": "special" }).required].sort()).toEqual(["level", "outdoor", "plan", "windLevel", "worker"]);
  });

  it("computes rows, and what is computed from rows, in dependency order", () => {
    const state = evaluate({ ...goodData, gas: [{ v: 0.3, lel: 5 }, { v: 0.3, lel: 2 }, { lel: 2 }] });
    expect(state.answers["gasTests"]).toEqual([
      { volPct: 0.3, lelPct: 5, limitUsed: 0.5, result: true },
      { volPct: 0.3, lelPct: 2, limitUsed: 0.2, result: false },
      { lelPct: 2, limitUsed: 0.2 },
    ]);
    expect(state.answers["worst"]).toBeUndefined(); // one reading is missing, so the worst is not known
    expect(evaluate({ gas: [{ v: 0.3 }, { v: 0.1 }] }).answers["worst"]).toBe(0.3);
  });

  it("keeps each row's own state", () => {
    const [good, bad] = evaluate({ gas: [{ v: 0.1, lel: 5 }, { v: 0.9, lel: 5 }] }).rows.get("gasTests") ?? [];
    expect([good?.visible.has("why"), bad?.visible.has("why"), bad?.required.has("why"), good?.required.has("why")]).toEqual([false, true, true, false]);
  });

  it("takes a stored computed value away when it can no longer be known", () => {
    expect(evaluateForm(form, { worst: 0.4 }, facts).answers).toEqual({});
  });

  it("takes the first compute rule that applies, and none while it is not known which", () => {
    const either = formOf(hotWorkForm({
      properties: { fee: { type: "number", "x-id": "fee" } },
      logic: [{ target: "fee", effect: "compute", when: { var: "outdoor" }, expr: 2 }, { target: "fee", effect: "compute", expr: 1 }],
    }));
    const fee = (outdoor: boolean | null): unknown => evaluateForm(either, { outdoor }, facts).answers["fee"];
    expect([fee(true), fee(false), fee(null)]).toEqual([2, 1, undefined]);
  });

  it("computes a member of a group nobody filled, and reads another by its dotted path", () => {
    const state = evaluate({ start: "2026-03-01T00:00:00Z", close: { done: "2026-03-02T12:00:00Z" } });
    expect(state.answers["close"]).toEqual({ finishTime: "2026-03-02T12:00:00Z", days: 1.5 });
    const constant = formOf(hotWorkForm({ logic: [{ target: "close.days", effect: "compute", expr: 3 }] }));
    expect(evaluateForm(constant, {}, facts).answers["close"]).toBeUndefined(); // the first compute rule decides, and it is unknown
  });

  it("hides a whole section by its id", () => {
    const sectioned = formOf(hotWorkForm({ logic: [{ target: "section:end", effect: "show", when: { "==": [{ var: "level" }, "level2"] } }] }));
    const close = { finishTime: "2026-03-02T12:00:00Z" };
    expect(evaluateForm(sectioned, { level: "level1", close }, facts).answers).toEqual({ level: "level1" });
    expect(evaluateForm(sectioned, { level: "level2", close }, facts).answers["close"]).toEqual(close);
  });

  it("lets nothing be chosen while the options are not known", () => {
    const open = formOf(hotWorkForm({ logic: [{ target: "worker", effect: "options", expr: { var: "guardians" } }] }));
    expect(evaluateForm(open, {}, facts).options.get("worker")).toEqual([]);
    expect(evaluateForm(open, { guardians: ["g1"] }, facts).options.get("worker")).toEqual(["g1"]);
  });

  it("counts an expression that fails as unknown and says so once", () => {
    const failing = formOf(hotWorkForm({ logic: [{ target: "gasTests.why", effect: "compute", expr: { throw: "broken" } }] }));
    const state = evaluateForm(failing, { gasTests: [{ volPct: 9, lelPct: 1 }, { volPct: 9, lelPct: 1 }] }, facts);
    expect(state.issues.map((one) => [one.code, one.params["fault"]])).toEqual([["LOGIC_FAULT", "broken"]]);
  });

  it("does not change the answers it was given", () => {
    const answers = answersByXid(form, goodData);
    const before = JSON.stringify(answers);
    evaluateForm(form, answers, facts);
    expect(JSON.stringify(answers)).toBe(before);
  });
});
