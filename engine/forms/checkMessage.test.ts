import { describe, expect, it } from "vitest";
import type { FormRule } from "../model/form.ts";
import { checkMessage } from "./checkMessage.ts";
import type { CheckResult } from "./checkResult.ts";
import { formOf } from "./compiledForm.ts";
import type { FactContext } from "./context.ts";
import { evaluateForm } from "./evaluateForm.ts";
import type { Answers } from "./formState.ts";
import { facts, hotWorkForm } from "./hotWorkForm.testkit.ts";
import { runChecks } from "./runChecks.ts";
import { hole, withoutHoles } from "./withoutHoles.ts";

const text = (zh: string, en: string): { zh: string; en: string } => ({ zh, en });

/** The result and words of one check of the hot-work form. */
function judged(id: string, answers: Answers, logic: readonly FormRule[] = [], ctx: FactContext = facts): { readonly result: CheckResult; readonly zh: string; readonly en: string } {
  const form = formOf(hotWorkForm({ logic }));
  const [result] = runChecks(form, [id], evaluateForm(form, answers, ctx).answers, ctx);
  if (!result) throw new Error(`no check ${id}`);
  return { result, ...checkMessage(result, form) };
}

const check = (expr: FormRule["expr"], rest: Partial<FormRule> = {}): FormRule => ({ id: "x", target: "", effect: "check", on: "named", message: text("不行", "No good"), ...(expr === undefined ? {} : { expr }), ...rest });

describe("the words of a check", () => {
  it("hold the facts it was judged by", () => {
    const { zh, en } = judged("distinct", { worker: "李娜", guardians: ["李娜"] });
    expect([zh, en]).toEqual(["监护人不能是作业人 李娜", "A guardian is also the worker 李娜"]);
  });

  it("name fields by their titles, in the reader's language", () => {
    const form = formOf(hotWorkForm());
    const { result } = judged("distinct", { worker: "李娜", guardians: ["李娜"] });
    const listed = checkMessage({ ...result, message: text("未填：{missing}", "Missing: {missing}"), params: { missing: ["planStart", "nobody"] } }, form);
    expect(listed).toEqual({ zh: `未填：${form.byXid.get("planStart")?.title.zh}、nobody`, en: `Missing: ${form.byXid.get("planStart")?.title.en}, nobody` });
  });

  it("say of an empty form what to fill in, and lead there", () => {
    const { result, zh, en } = judged("distinct", {});
    expect([result.verdict, zh, en]).toEqual(["unknown", "填写 worker 后才能判断", "To judge this, fill in: worker"]);
    expect(result.fields[0]).toBe("worker");
  });

  it("count a long list instead of naming all of it", () => {
    const all = ["level", "outdoor", "worker", "risk", "planStart"].map((name) => ({ var: name }));
    expect(judged("x", {}, [check({ "==": [1, { cat: all }] })]).zh).toBe("填写 level、outdoor、worker等 5 项后才能判断");
  });
});

describe("the fields an unknown check waits for", () => {
  const waits = (expr: FormRule["expr"], answers: Answers = {}, rest: Partial<FormRule> = {}): readonly string[] => judged("x", answers, [check(expr, rest)]).result.missing ?? [];

  it("are none once it can be judged", () => {
    expect(waits({ "==": [{ var: "level" }, "level1"] }, { level: "level2" })).toEqual([]);
  });
  it("leave out what it can do without", () => {
    expect(waits({ and: [{ known: [{ var: "plan" }] }, { "==": [{ var: "level" }, { "??": [{ var: "worker" }, "nobody"] }] }] }, { level: "special", plan: { file: "f" } })).toEqual([]);
    expect(waits({ "==": [{ var: "level" }, { "??": [{ var: "worker" }, "nobody"] }] })).toEqual(["level"]);
  });
  it("leave out what an answer already given makes irrelevant", () => {
    expect(waits({ and: [{ or: [{ "==": [{ var: "outdoor" }, false] }, { var: "worker" }] }, { var: "level" }] }, { outdoor: false })).toEqual(["level"]);
  });
  it("leave out what does not show", () => {
    expect(waits({ "<": [{ var: "windLevel" }, 5] }, { outdoor: false })).toEqual([]);
    expect(waits({ "<": [{ var: "windLevel" }, 5] }, { outdoor: true })).toEqual(["windLevel"]);
  });
  it("are what a computed value is computed from", () => {
    expect(waits({ "<": [{ var: "worst" }, 1] })).toEqual(["gasTests"]);
  });
  it("include the condition's", () => {
    expect(waits(false, {}, { when: { "==": [{ var: "level" }, "special"] } })).toEqual(["level"]);
  });
  it("include columns left empty in a row, named with their table", () => {
    const { result, zh } = judged("C-09", { gasTests: [{ volPct: 0.1, lelPct: 5 }, { lelPct: 5 }] });
    expect([result.missing, zh]).toEqual([["volPct"], "填写 gasTests · volPct 后才能判断"]);
  });
  it("are the target's when it asks the plant only, about a place not yet given", () => {
    const expr = { "==": [{ var: "ctx.area.gasAlarms" }, 0] };
    expect(waits(expr, {}, { target: "worker" })).toEqual(["worker"]);
    expect(waits(expr, { worker: "w1" }, { target: "worker" })).toEqual([]);
  });
});

describe("a check that waits for data from elsewhere", () => {
  it("says so, and never asks to fill in what is filled in", () => {
    expect(judged("C-30", {}).zh).toBe("缺少数据，不能判断：检查未通过");
    const about = check({ "==": [{ lookup: [{ lookup: [{ var: "ctx.people" }, { var: "worker" }] }, "status"] }, "active"] }, { message: text("作业人已停用：{name}。请换人。", "Worker disabled: {name}. Change the person."), params: { name: { var: "ctx.people.w1.name" } } });
    expect(judged("x", { worker: "w1" }, [about])).toMatchObject({ zh: "缺少数据，不能判断：作业人已停用。请换人。", en: "Cannot be judged, data is missing: Worker disabled. Change the person." });
  });
  it("is named by its fields when its sentence says nothing without the facts", () => {
    const about = check({ "==": [{ var: "ctx.area.gasAlarms" }, { var: "worker" }] }, { message: text("须由 {role} 批准", "Must be {role}"), params: { role: { var: "ctx.role" } } });
    expect(judged("x", { worker: "w1" }, [about]).zh).toBe("缺少数据，不能判断：worker");
  });
  it("does not call an id the form lacks a lack of data", () => {
    expect(judged("C-99", {}).en).toBe("The form has no check C-99, so it cannot be judged");
  });
});

describe("a sentence without its unknown facts", () => {
  it.each([
    ["交底未签字：○。每人都要签字。", "交底未签字。每人都要签字。"],
    ["监护人 ○ 同时是作业人。请另派。", "监护人同时是作业人。请另派。"],
    ["计划 ○ 小时，超过 8 小时。请分票。", "计划，超过 8 小时。请分票。"],
    ["开工时气样已 ○ 分钟，超过 30 分钟。", "开工时气样，超过 30 分钟。"],
    ["审批不在现场：距作业点 ○ m，限 200 m。", "审批不在现场，限 200 m。"],
    ["须由 ○ 批准。请送审。", undefined],
    ["Briefing not signed by ○. Everyone signs.", "Briefing not signed. Everyone signs."],
    ["Guardian ○ is also a worker.", "Guardian is also a worker."],
    ["Planned for ○ h, limit 0.5 h. Split it.", "Planned, limit 0.5 h. Split it."],
    ["The grade must be ○.", undefined],
  ])("%s → %s", (given, expected) => {
    expect(withoutHoles(given.replaceAll("○", hole))).toBe(expected);
  });
});
