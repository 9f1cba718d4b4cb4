import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "../model/json.ts";
import { ajvFor } from "./ajv/ajvFor.ts";
import { readableAnswers } from "./access.ts";
import { answersByXid, dataByKey } from "./answers.ts";
import { formOf } from "./compiledForm.ts";
import type { Issue } from "../issues/issue.ts";
import { cpuMs } from "./cpuTime.testkit.ts";
import { facts, goodData, hotWorkForm } from "./hotWorkForm.testkit.ts";
import { validateSubmission, type SubmissionOptions } from "./validateSubmission.ts";

const form = formOf(hotWorkForm());
const codes = (data: JsonValue, options: SubmissionOptions = {}): string[] =>
  validateSubmission(form, data, facts, options).issues.map((one) => `${one.code} ${one.path}`).sort();

describe("validateSubmission", () => {
  it("stores by x-id what was sent by key, with computed values", () => {
    const verdict = validateSubmission(form, goodData, facts);
    expect(verdict.issues).toEqual([]);
    expect(verdict.answers).toMatchObject({ level: "level1", worker: "w1", worst: 0.1, gasTests: [{ volPct: 0.1, limitUsed: 0.5, result: true }] });
    expect(verdict.data).toMatchObject({ "级别": "level1", worst: 0.1, gas: [{ v: 0.1, lim: 0.5, ok: true }] });
  });

  it.each<[string, JsonObject, string[]]>([
    ["a hidden value is dropped without a word", { ...goodData, wind: 9, plan: { file: "f1" } }, []],
    ["a computed value cannot be sent", { ...goodData, worst: 0 }, ["FORM_COMPUTED_SENT /worst"]],
    ["a computed row value cannot be sent", { ...goodData, gas: [{ at: "2026-03-01T08:10:00Z", v: 9, ok: true, lel: 5, why: "x" }] }, ["FORM_COMPUTED_SENT /gas/0/ok"]],
    ["an unknown key is refused", { ...goodData, tenantId: "t2" }, ["FORM_DATA_UNKNOWN /tenantId"]],
    ["a key named by x-id is unknown", { ...goodData, windLevel: 3 }, ["FORM_DATA_UNKNOWN /windLevel"]],
    ["a note holds no answer", { ...goodData, note: "x" }, ["FORM_DATA_UNKNOWN /note"]],
    ["a required field is missing", { ...goodData, worker: null }, ["FORM_CHECK_UNKNOWN /worker", "FORM_REQUIRED /worker"]],
    ["blank text is no answer", { ...goodData, worker: "  " }, ["FORM_REQUIRED /worker"]],
    ["a shown field becomes required", { ...goodData, outdoors: true }, ["FORM_REQUIRED /wind"]],
    ["a value out of range", { ...goodData, outdoors: true, wind: 18 }, ["VALUE_TOO_LARGE /wind"]],
    ["a required row field", { ...goodData, gas: [{ v: 0.1, lel: 5 }] }, ["FORM_REQUIRED /gas/0/at"]],
    ["a row that fails needs its reason", { ...goodData, gas: [{ at: "2026-03-01T08:10:00Z", v: 9, lel: 5 }] }, ["FORM_REQUIRED /gas/0/why"]],
    ["an option that is not open now", { ...goodData, outdoors: true, wind: 1, "级别": "level2" }, ["FORM_OPTION /级别"]],
    ["a day that does not exist", { ...goodData, start: "2026-02-30T00:00:00Z" }, ["VALUE_FORMAT /start"]],
    ["a row that is no object", { ...goodData, gas: ["x"] }, ["VALUE_TYPE /gas/0"]],
    ["a table that is no list", { ...goodData, gas: { v: 1 } }, ["VALUE_TYPE /gas"]],
    ["a check that fails", { ...goodData, guardians: ["w1"] }, ["FORM_CHECK_FAILED /worker"]],
    ["a file must be an id of ours", { ...goodData, "级别": "special", plan: { file: "f1", filepath: "/etc/passwd" } }, ["VALUE_SCHEMA /plan"]],
    ["an L value off the LEC scale", { ...goodData, risk: { method: "LEC", L: 2, E: 6, C: 7 } }, ["VALUE_SCHEMA /risk"]],
    ["a ★ measure set aside without a reason", { ...goodData, measures: { HW01: { applies: false, reason: " " } } }, ["VALUE_MISSING /measures/HW01/reason"]],
    ["a plain measure set aside", { ...goodData, measures: { HW04: { applies: false } } }, []],
    ["a measure the form does not list", { ...goodData, measures: { XX: { applies: true } } }, ["VALUE_EXTRA /measures/XX"]],
  ])("%s", (_name, data, expected) => {
    expect(codes(data)).toEqual(expected);
    expect(codes(data, { isValid: ajvFor(form) })).toEqual(expected);
  });

  it("refuses what is no object, or nests too deep", () => {
    expect(codes([1])).toEqual(["FORM_DATA_SHAPE "]);
    let deep: JsonValue = 1;
    for (let level = 0; level < 5_000; level += 1) deep = [deep];
    expect(codes({ gas: deep })).toEqual(["FORM_DATA_TOO_DEEP "]);
  });

  it("refuses more values than can be judged in time", () => {
    expect(codes({ gas: Array.from({ length: 60_000 }, () => 1) })).toEqual(["FORM_DATA_TOO_LARGE "]);
  });

  it("stays quick when every row runs every hostile rule", () => {
    const all = { map: [{ var: "gasTests" }, { map: [{ val: [[2], "gasTests"] }, { "+": [{ var: "volPct" }, 1] }] }] };
    const hostile = formOf(hotWorkForm({ logic: Array.from({ length: 50 }, () => ({ target: "gasTests", effect: "check" as const, expr: all })) }));
    const gas = Array.from({ length: 500 }, () => ({ at: "2026-03-01T08:10:00+08:00", v: 0.1, lel: 5 }));
    let issues: readonly Issue[] = [];
    expect(cpuMs(() => ({ issues } = validateSubmission(hostile, { ...goodData, gas }, facts)))).toBeLessThan(1_000);
    expect(issues.filter((one) => one.code === "FORM_CHECK_UNKNOWN")).toHaveLength(50);
  });

  it("lets a draft lack answers, but not hold what could never be stored", () => {
    expect(codes({ outdoors: true }, { draft: true })).toEqual([]);
    expect(validateSubmission(form, { outdoors: true, wind: 99 }, facts, { draft: true }).issues).toMatchObject([{ code: "VALUE_TOO_LARGE", severity: "warning" }]);
    expect(codes({ outdoors: "yes" }, { draft: true })).toEqual(["VALUE_TYPE /outdoors"]);
    expect(codes({ x: 1 }, { draft: true })).toEqual(["FORM_DATA_UNKNOWN /x"]);
  });

  describe("with field access", () => {
    const previous = answersByXid(form, goodData);
    const access = { "*": "read", outdoor: "edit", "section:end": "require" } as const;

    it("keeps what the sender may not write, and refuses to change it", () => {
      const verdict = validateSubmission(form, { outdoors: false, close: { done: "2026-03-01T12:00:00Z" } }, facts, { access, previous });
      expect(verdict.issues).toEqual([]);
      expect(verdict.answers).toMatchObject({ level: "level1", worker: "w1", close: { finishTime: "2026-03-01T12:00:00Z" } });
      expect(codes({ ...goodData, worker: "w2", close: { done: "2026-03-01T12:00:00Z" } }, { access, previous })).toEqual(["FORM_FIELD_FORBIDDEN /worker"]);
      expect(codes({ ...goodData, close: { done: "2026-03-01T12:00:00Z" } }, { access, previous })).toEqual([]);
    });

    it("guards single members of groups and rows", () => {
      const given = { "*": "read", gasTests: "edit", lelPct: "read", finishTime: "edit" } as const;
      const row = { at: "2026-03-01T08:20:00+08:00", v: 0.15, lel: 5 };
      const judge = (data: JsonObject): ReturnType<typeof validateSubmission> => validateSubmission(form, data, facts, { access: given, previous });
      expect(judge({ gas: [row], close: { done: "2026-03-01T12:00:00Z" } }).issues).toEqual([]);
      expect(judge({ gas: [{ ...row, lel: 9 }] }).issues).toMatchObject([{ code: "FORM_FIELD_FORBIDDEN", path: "/gas/0/lel" }]);
      expect(judge({ gas: [row, { ...row, lel: 9 }] }).issues).toMatchObject([{ code: "FORM_FIELD_FORBIDDEN", path: "/gas/1/lel" }]);
      expect(judge({ gas: [{ at: row.at, v: 0.3 }] }).answers["gasTests"]).toMatchObject([{ volPct: 0.3, lelPct: 5 }]);
    });

    it("lets nobody add rows who may write only cells", () => {
      const given = { "*": "read", volPct: "edit" } as const;
      const row = { at: "2026-03-01T08:10:00+08:00", v: 0.15, lel: 5 };
      const judge = (gas: JsonValue): string[] => validateSubmission(form, { gas }, facts, { access: given, previous }).issues.map((one) => one.code);
      expect([judge([row]), judge([row, row]), judge([{ ...row, at: "2026-03-01T08:11:00+08:00" }])]).toEqual([[], ["FORM_FIELD_FORBIDDEN"], ["FORM_FIELD_FORBIDDEN"]]);
    });

    it("shows only what is not hidden", () => {
      expect(readableAnswers(form, previous, { "*": "read", worker: "hidden", lelPct: "hidden" })).toEqual({
        ...Object.fromEntries(Object.entries(previous).filter(([xid]) => xid !== "worker")), gasTests: [{ time: "2026-03-01T08:10:00+08:00", volPct: 0.1 }],
      });
    });

    it("clears what the sender may write and leaves out", () => {
      const cleared = validateSubmission(form, {}, facts, { access: { "*": "read", guardians: "edit", planStart: "edit" }, previous });
      expect(cleared.issues).toEqual([]);
      expect([cleared.answers["guardians"], cleared.answers["planStart"], cleared.answers["worker"]]).toEqual([undefined, undefined, "w1"]);
    });

    it("asks only for what the sender may write", () => {
      expect(codes({}, { access: { "*": "read" } })).toEqual(["FORM_CHECK_UNKNOWN /worker"]);
      expect(codes({ outdoors: false }, { access, previous })).toEqual(["FORM_REQUIRED /close"]);
    });

    it("treats a field nobody mentions as readable only", () => {
      expect(codes({ ...goodData }, { access: { outdoor: "edit" }, previous: {} }).filter((code) => code.startsWith("FORM_FIELD_FORBIDDEN")).length).toBe(6);
    });
  });

  it("does not let a read-only field change", () => {
    const locked = formOf(hotWorkForm({ logic: [{ target: "worker", effect: "readonly", when: true }] }));
    const judge = (worker: string): string[] => validateSubmission(locked, { ...goodData, worker }, facts, { previous: { worker: "w1" } }).issues.map((one) => one.code);
    expect([judge("w1"), judge("w2")]).toEqual([[], ["FORM_FIELD_FORBIDDEN"]]);
  });

  describe("for any data", () => {
    const scalar = fc.oneof(fc.constantFrom<JsonValue>(null, true, false, "", "level1", "special", "w1", "2026-03-01T08:10:00Z"), fc.double({ noNaN: true, noDefaultInfinity: true, min: -5, max: 20 }).map((number) => number + 0), fc.integer({ min: -2, max: 20 }));
    const row = fc.record({ at: scalar, v: scalar, lel: scalar, lim: scalar, ok: scalar, why: scalar }, { requiredKeys: [] });
    const anyData = fc.record({
      "级别": fc.oneof(scalar, fc.constantFrom("special", "level1", "level2")), outdoors: scalar, wind: scalar, plan: fc.oneof(scalar, fc.constant({ file: "f1" })), worker: scalar,
      guardians: fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })), measures: fc.oneof(scalar, fc.constant({ HW01: { applies: true } })),
      gas: fc.oneof(scalar, fc.array(fc.oneof(scalar, row), { maxLength: 3 })), worst: scalar, start: scalar, close: fc.oneof(scalar, fc.record({ done: scalar, days: scalar }, { requiredKeys: [] })), extra: scalar,
    }, { requiredKeys: [] }) as fc.Arbitrary<JsonObject>;

    it("the fast path and the interpreter give the same Issues", () => {
      fc.assert(fc.property(anyData, (data) => {
        expect(validateSubmission(form, data, facts, { isValid: ajvFor(form) })).toEqual(validateSubmission(form, data, facts));
      }), { numRuns: 3_000 });
    });

    it("what is stored comes back as it was, judges the same again, and holds nothing hidden", () => {
      fc.assert(fc.property(anyData, (data) => {
        const { answers, data: stored } = validateSubmission(form, data, facts);
        const restored = JSON.parse(JSON.stringify(answers)) as JsonObject;
        expect(restored).toEqual(answers);
        expect(answersByXid(form, dataByKey(form, restored))).toEqual(answers);
        expect(dataByKey(form, restored)).toEqual(stored);
        expect(validateSubmission(form, stored, facts, { previous: restored }).answers).toEqual(answers);
        if (answers["outdoor"] !== true) expect(answers).not.toHaveProperty("windLevel");
        if (answers["level"] !== "special") expect(answers).not.toHaveProperty("plan");
      }), { numRuns: 3_000 });
    });
  });
});
