import type { PackInput } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { ApiProblem } from "../api/problem.ts";
import { hoursAndMinutes, isoDuration, sentAnswers, sortIssues, startAnswers } from "./answers.ts";

const title = { zh: "最长时长", en: "Longest stay" };
const inputs: readonly PackInput[] = [
  { id: "longest", title, selector: { number: { min: 1, max: 60, unit: "min" } }, sample: 60 },
  { id: "notify", title, selector: { boolean: {} }, default: true },
];

describe("the parameters of a pack", () => {
  it("start with what was answered, then the default; a sample answers nothing", () => {
    expect(startAnswers(inputs)).toEqual({ longest: undefined, notify: true });
    expect(startAnswers(inputs, { longest: 40, notify: false, gone: 1 })).toEqual({ longest: 40, notify: false });
  });
  it("are sent without what was emptied; no is an answer", () => {
    expect(sentAnswers({ a: undefined, b: "", c: [], d: false, e: 0, f: ["x"] })).toEqual({ d: false, e: 0, f: ["x"] });
  });
  it("get their issues at their field, all others are kept to be listed", () => {
    const issue = (code: string, params: object) => ({ code, path: "/x", severity: "error", params });
    const fault = new ApiProblem({ status: 422, code: "PACK_REFUSED", title: "", detail: "", issues: [issue("PACK_INPUT_BAD", { id: "longest" }), issue("PACK_INPUT_BAD", { id: "unknown" }), issue("PACK_REQUIRES", { id: "longest" })] as never });
    const { ofInput, rest } = sortIssues(fault, inputs);
    expect([[...ofInput.keys()], rest.map((one) => one.code)]).toEqual([["longest"], ["PACK_INPUT_BAD", "PACK_REQUIRES"]]);
    expect(sortIssues(null, inputs)).toEqual({ ofInput: new Map(), rest: [] });
  });
  it("keep durations as ISO 8601, to the minute", () => {
    expect([isoDuration(1, 30), isoDuration(0, 0), isoDuration(null, 5), isoDuration(2, null), isoDuration(null, null)]).toEqual(["PT1H30M", "PT0M", "PT5M", "PT2H", undefined]);
    expect([hoursAndMinutes("PT90M"), hoursAndMinutes("P1D"), hoursAndMinutes("PT5S"), hoursAndMinutes("P"), hoursAndMinutes("PT"), hoursAndMinutes(undefined)]).toEqual([{ h: 1, m: 30 }, { h: 24, m: 0 }, undefined, undefined, undefined, undefined]);
  });
});
