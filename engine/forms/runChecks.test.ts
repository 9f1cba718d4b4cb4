import { describe, expect, it } from "vitest";
import { formOf } from "./compiledForm.ts";
import type { FactContext } from "./context.ts";
import { evaluateForm } from "./evaluateForm.ts";
import type { Answers } from "./formState.ts";
import { facts, hotWorkForm } from "./hotWorkForm.testkit.ts";
import { runChecks } from "./runChecks.ts";

const form = formOf(hotWorkForm());
const verdict = (id: string, answers: Answers, ctx: FactContext = facts): string | undefined =>
  runChecks(form, [id], evaluateForm(form, answers, ctx).answers, ctx)[0]?.verdict;
const area = (known: boolean, gasAlarms: number): FactContext => ({ ...facts, area: { id: "a", known, gasAlarms, evacuation: false } });

describe("runChecks", () => {
  it.each<[string, Answers, string]>([
    ["a sample of 21 minutes", { gasTests: [{ time: "2026-03-01T08:10:00+08:00" }] }, "pass"],
    ["a sample of exactly 30 minutes", { gasTests: [{ time: "2026-03-01T08:01:00+08:00" }] }, "pass"],
    ["a sample one second too old", { gasTests: [{ time: "2026-03-01T08:00:59+08:00" }] }, "fail"],
    ["a sample whose time cannot be read", { gasTests: [{ time: "yesterday" }] }, "unknown"],
    ["no sample", { gasTests: [] }, "fail"],
    ["no answer at all", {}, "unknown"],
  ])("C-08 on %s: %s", (_name, answers, expected) => {
    expect(verdict("C-08", answers)).toBe(expected);
  });

  it("judges a row check by its worst row", () => {
    const good = { volPct: 0.1, lelPct: 5 };
    expect(verdict("C-09", { gasTests: [good, good] })).toBe("pass");
    expect(verdict("C-09", { gasTests: [good, { lelPct: 5 }] })).toBe("unknown");
    expect(verdict("C-09", { gasTests: [{ lelPct: 5 }, { volPct: 9, lelPct: 5 }] })).toBe("fail");
  });

  it("takes silence of an area for unknown, never for calm", () => {
    expect(verdict("C-30", {}, area(true, 0))).toBe("pass");
    expect(verdict("C-30", {}, area(true, 1))).toBe("fail");
    expect(verdict("C-30", {}, area(false, 0))).toBe("unknown");
    expect(verdict("C-30", {}, facts)).toBe("unknown");
  });

  it("refuses a check the form does not have", () => {
    expect(runChecks(form, ["C-99"], {}, facts)).toMatchObject([{ id: "C-99", verdict: "unknown", severity: "block" }]);
  });

  it("runs named checks only where they are named", () => {
    expect(runChecks(form, "submit", {}, facts).map((one) => one.id)).toEqual(["distinct"]);
    expect(runChecks(form, "all", {}, facts).map((one) => one.id)).toEqual(["distinct", "C-08", "C-09", "C-30"]);
  });

  it("passes a check whose condition is surely off, and doubts one whose condition is unknown", () => {
    const when = { "==": [{ var: "level" }, "special"] };
    const conditional = formOf(hotWorkForm({ logic: [{ id: "C-22", target: "plan", effect: "check", on: "named", when, expr: { "!!": [{ var: "plan" }] } }] }));
    const judge = (answers: Answers): string | undefined => runChecks(conditional, ["C-22"], answers, facts)[0]?.verdict;
    expect([judge({ level: "level2" }), judge({}), judge({ level: "special" }), judge({ level: "special", plan: { file: "f1" } }), judge({ plan: { file: "f1" } })])
      .toEqual(["pass", "unknown", "unknown", "pass", "pass"]);
  });

  it("does not call a check failed that may not apply", () => {
    const doubtful = formOf(hotWorkForm({ logic: [{ id: "x", target: "", effect: "check", when: { var: "outdoor" }, expr: false }] }));
    const judge = (answers: Answers): string | undefined => runChecks(doubtful, ["x"], answers, facts)[0]?.verdict;
    expect([judge({}), judge({ outdoor: true }), judge({ outdoor: false })]).toEqual(["unknown", "fail", "pass"]);
  });

  it("names the fields a check reads", () => {
    expect(runChecks(form, ["distinct"], {}, facts)[0]?.fields).toEqual(["worker", "guardians"]);
  });
});
