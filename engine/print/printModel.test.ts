import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { checkForm } from "../forms/index.ts";
import type { FormDefinition } from "../model/form.ts";
import type { JsonObject } from "../model/json.ts";
import type { PrintBlock, PrintLayout } from "../model/print.ts";
import type { PrintCell, PrintDocument, PrintedTable } from "./document.ts";
import type { PrintDecision, PrintFacts } from "./facts.ts";
import { printModel } from "./printModel.ts";

const text = (zh: string, en: string): { zh: string; en: string } => ({ zh, en });
const field = (xid: string, zh: string, rest: JsonObject): JsonObject => ({ "x-id": xid, "x-title": text(zh, xid), ...rest });

function form(print?: PrintLayout, change: Partial<FormDefinition> = {}): FormDefinition {
  return {
    id: "ticket", revision: 3, title: text("作业票", "Ticket"),
    schema: {
      type: "object",
      properties: {
        no: field("no", "编号", { "x-kind": "ticket-number", type: "string" }),
        level: field("level", "级别", { "x-kind": "choice", type: "string", enum: ["a", "b"], "x-enum": { a: text("一级", "Level 1"), b: text("二级", "Level 2") } }),
        start: field("start", "开始", { "x-kind": "date-time", type: "string", format: "date-time" }),
        wind: field("wind", "风力", { "x-kind": "integer", type: "integer", "x-unit": "Bft" }),
        workers: field("workers", "作业人", { "x-kind": "people", type: "array", items: { type: "string" } }),
        outdoor: field("outdoor", "露天", { "x-kind": "boolean", type: "boolean" }),
        grade: field("grade", "应为级别", { "x-kind": "choice", type: "string", enum: ["a", "b"] }),
        gas: field("gas", "气体分析", {
          "x-kind": "gas-test", type: "array",
          items: { type: "object", properties: { name: field("gas-name", "气体", { type: "string" }), v: field("gas-v", "读数", { type: "number" }), limit: field("gas-limit", "限值", { type: "number" }), ok: field("gas-ok", "结果", { "x-kind": "choice", type: "string", enum: ["pass", "fail"] }) } },
        }),
        measures: field("measures", "措施", { "x-kind": "checklist", type: "object", "x-checklist": [{ code: "M1", text: text("盲板", "Blinds"), star: true, param: { title: text("块数", "Count") } }, { code: "M2", text: text("其他", "Other") }, { code: "M3", text: text("接地", "Earthed") }] }),
        signed: field("signed", "签字", { "x-kind": "signature", type: "array" }),
        photos: field("photos", "照片", { "x-kind": "photo", type: "array" }),
      },
    },
    ui: { sections: [{ id: "s", title: text("基本", "Basics"), fields: ["no", "level", "start", "wind", "workers", "outdoor", "grade"], columns: 2 }, { id: "g", title: text("气体", "Gas"), fields: ["gas"] }, { id: "m", title: text("措施", "Measures"), fields: ["measures", "signed", "photos"] }] },
    logic: [
      { target: "gas.gas-limit", effect: "compute", expr: { if: [{ "===": [{ var: "gas-name" }, "H2S"] }, { limit: ["toxic"] }, { limit: ["lel"] }] } },
      { target: "grade", effect: "compute", expr: { if: [{ ">=": [{ var: "wind" }, { limit: ["storm"] }] }, "a", "b"] } },
    ],
    limits: {
      toxic: { value: 10, unit: "mg/m3", sourceStd: "GBZ 2.1", confidence: "read-verify" }, lel: { value: 0.2, unit: "vol%", sourceStd: "GB 30871", confidence: "read" },
      storm: { value: 5, unit: "Bft", sourceStd: "GB 30871", confidence: "read" },
    },
    ...(print ? { print } : {}), ...change,
  };
}

const names: { readonly [id: string]: string } = { "p-1": "张三", "p-2": "李四" };

function facts(answers: JsonObject = {}, change: Partial<PrintFacts> = {}): PrintFacts {
  return {
    number: "S1-001", state: text("作业中", "Active"), answers, hidden: new Set(), decisions: [], pending: [], events: [],
    zone: "Asia/Shanghai", now: Date.parse("2026-07-14T00:00:00Z"), nameOf: (_noun, id) => names[id], hash: "ab".repeat(32), verifyUrl: "https://x.example/verify/c", ...change,
  };
}

const layout = (...blocks: readonly PrintBlock[]): PrintLayout => ({ blocks });
const grid = (...fields: readonly string[]): PrintBlock => ({ kind: "grid", columns: 2, cells: fields.map((xid) => ({ field: xid })) });
const pairs = (doc: PrintDocument): readonly (readonly [string, PrintCell])[] => doc.blocks.flatMap((block) => (block.kind === "grid" ? block.lines.flat().map((pair) => [pair.label, pair.value] as const) : []));
const valueOf = (doc: PrintDocument, label: string): PrintCell | undefined => pairs(doc).find(([one]) => one === label)?.[1];
const tableOf = (doc: PrintDocument, at = 0): PrintedTable => doc.blocks.filter((block): block is PrintedTable => block.kind === "table")[at] as PrintedTable;

describe("a printed value", () => {
  const answers = { level: "b", start: "2026-07-13T22:05:00Z", wind: 3, workers: ["p-1", "p-2", "p-gone"], outdoor: false };
  const doc = printModel(form(layout(grid("no", "level", "start", "wind", "workers", "outdoor"))), facts(answers), "zh-CN");

  it("is worded: the option's label, the unit, the person's name, the time in the site's zone", () => {
    expect(pairs(doc).map(([label, cell]) => `${label}=${cell.text}`)).toEqual(["编号=S1-001", "级别=二级", "开始=2026-07-14 06:05", "风力=3 级", "作业人=张三、李四、p-gone", "露天=否"]);
  });
  it("is worded in English as well", () => {
    const english = printModel(form(layout(grid("level", "wind", "outdoor"))), facts(answers), "en");
    expect(pairs(english).map(([, cell]) => cell.text)).toEqual(["Level 2", "3 Bft", "No"]);
  });
  it("nobody gave is a dash; one that could not be computed is unknown, and bold", () => {
    const empty = printModel(form(layout(grid("wind", "grade"))), facts({}), "zh-CN");
    expect(valueOf(empty, "风力")).toEqual({ text: "—" });
    expect(valueOf(empty, "应为级别")).toEqual({ text: "未知", tone: "unknown" });
  });
  it("the reader may not see says so, and is never a dash", () => {
    const some = printModel(form(layout(grid("wind"), { kind: "table", field: "gas" }, { kind: "checklist", field: "measures" }, { kind: "photos", fields: ["photos"] })), facts({ wind: 3, gas: [{ "gas-name": "H2S" }], photos: [{ file: "f" }] }, { hidden: new Set(["wind", "gas", "measures", "photos"]) }), "zh-CN");
    expect(valueOf(some, "风力")).toEqual({ text: "（无权查看）", tone: "void" });
    expect([tableOf(some).rows, tableOf(some).empty, tableOf(some, 1).rows, tableOf(some, 1).empty]).toEqual([[], "（无权查看）", [], "（无权查看）"]);
    expect(some.blocks.some((block) => block.kind === "photos")).toBe(false);
  });
});

describe("fields that share a cell", () => {
  const sharing = (cell: object): PrintLayout => layout({ kind: "grid", columns: 6, cells: [{ field: "level", also: ["wind", "outdoor", "start"], span: 6, ...cell }] });
  const said = (cell: object, answers: JsonObject, hidden: readonly string[] = []): PrintCell | undefined => pairs(printModel(form(sharing(cell)), facts(answers, { hidden: new Set(hidden) }), "zh-CN"))[0]?.[1];

  it("stand behind each other, with their names where the layout asks for them, and only those that are filled in", () => {
    expect(said({}, { level: "b", outdoor: false })).toEqual({ text: "二级 否" });
    expect(said({ named: true }, { wind: 3, outdoor: true })).toEqual({ text: "风力：3 级；露天：是" });
    expect(said({ named: true }, {})).toEqual({ text: "—" });
    expect(said({ optional: true }, {})).toBeUndefined();
  });
  it("say of what the reader may not see that he may not, and once where he may see none of it", () => {
    expect(said({ named: true }, { level: "b", wind: 3 }, ["wind"])?.text).toBe("级别：二级；风力：（无权查看）");
    expect(said({ named: true }, {}, ["level", "wind", "outdoor", "start"])).toEqual({ text: "（无权查看）", tone: "void" });
  });
  it("that are a table say the rows, and of bare numbers the column", () => {
    const machines = field("machines", "机械", { "x-kind": "repeat-table", type: "array", items: { type: "object", properties: { name: field("crane", "起重机", { type: "string" }), t: field("rated", "起重量", { "x-kind": "number", type: "number", "x-unit": "t" }) } } });
    const base = form(layout(grid("machines")));
    const withTable = { ...base, schema: { ...base.schema, properties: { ...(base.schema["properties"] as JsonObject), machines } } };
    const doc = printModel(withTable, facts({ machines: [{ crane: "CR-1", rated: 12 }, { crane: "CR-2" }] }), "zh-CN");
    expect(valueOf(doc, "机械")?.text).toBe("CR-1，起重量 12 t；CR-2");
    const less = printModel(withTable, facts({ machines: [{ crane: "CR-1" }] }, { hidden: new Set(["rated"]) }), "zh-CN");
    expect(valueOf(less, "机械")?.text).toBe("CR-1");
  });
});

describe("a dense layout", () => {
  const dense = (...blocks: readonly PrintBlock[]): PrintLayout => ({ dense: true, blocks });

  it("has titles only where it gives them, so that an empty table says what it has none of", () => {
    const doc = printModel(form(dense({ kind: "table", field: "gas" }, { kind: "table", field: "gas", title: text("检测", "Tests") })), facts({}), "zh-CN");
    expect(doc.dense).toBe(true);
    expect([tableOf(doc).title, tableOf(doc).empty]).toEqual([undefined, "气体分析：没有记录"]);
    expect([tableOf(doc, 1).title, tableOf(doc, 1).empty]).toEqual(["检测", "没有记录"]);
  });
  it("leaves an optional table without rows out, but not one the reader may not see", () => {
    const optional = form(dense({ kind: "table", field: "gas", optional: true }));
    expect(printModel(optional, facts({}), "zh-CN").blocks).toEqual([]);
    expect(tableOf(printModel(optional, facts({}, { hidden: new Set(["gas"]) }), "zh-CN")).empty).toBe("气体分析：（无权查看）");
  });
});

describe("decisions in boxes side by side", () => {
  const at = Date.parse("2026-07-14T01:00:00Z");
  const one = (node: string, change: Partial<PrintDecision> = {}): PrintDecision => ({ node, title: text(node, node), by: "p-1", outcome: "approved", at, ...change });
  const boxes = (some: Partial<PrintFacts>, answers: JsonObject = {}): readonly (readonly [string, PrintCell])[] => pairs(printModel(form(layout({ kind: "approvals", columns: 2, opinions: { fill: "level" } }, { kind: "events", columns: 2 })), facts(answers, some), "zh-CN"));

  it("have opinion, signature, time and place in one box, and what a step that fills in said in the form", () => {
    const found = boxes({ decisions: [one("fill", { outcome: "filled", signature: { method: "image", file: "f", intact: true } }), one("head", { comment: "注意风向", distanceM: 5 })], pending: [{ node: "m", title: text("终审", "Final"), people: ["p-2"] }] }, { level: "b" });
    expect(found.map(([label, { text: said }]) => `${label}=${said}`)).toEqual(["fill=二级", "head=同意：注意风向", "终审=待办：李四"]);
    expect(found[0]?.[1].signs).toEqual([{ name: "张三", at: "2026-07-14 09:00", how: "手写", file: "f", place: "地点未记录" }]);
    expect(found[1]?.[1].signs?.[0]?.place).toBe("距作业点 5 m");
  });
  it("say nothing of an answer the reader may not see, and keep what is void", () => {
    expect(boxes({ hidden: new Set(["level"]), decisions: [one("fill", { outcome: "filled" })] }, { level: "b" })[0]?.[1].text).toBe("已填写");
    expect(boxes({ decisions: [one("head", { superseded: true })] })[0]?.[1]).toMatchObject({ tone: "void", badge: "已作废" });
    expect(boxes({ decisions: [one("head", { outcome: "rejected" })] })[0]?.[1]).toMatchObject({ tone: "bad" });
  });
  it("are left out while nothing was decided, and an event needs no dash beside its signature", () => {
    expect(boxes({})).toEqual([]);
    const [event] = boxes({ events: [one("start", { outcome: "event" })] });
    expect([event?.[1].text, event?.[1].signs?.[0]?.place]).toEqual(["", undefined]);
  });
});

describe("a limit behind a printed value", () => {
  const table = (rows: readonly JsonObject[]): PrintedTable => tableOf(printModel(form(layout({ kind: "table", field: "gas" })), facts({ gas: rows }), "zh-CN"));

  it("that is to be verified has its badge and its unit, in its row alone", () => {
    const rows = table([{ "gas-name": "H2S", "gas-v": 1, "gas-limit": 10, "gas-ok": "pass" }, { "gas-name": "x", "gas-v": 0.1, "gas-limit": 0.2, "gas-ok": "fail" }]).rows;
    expect(rows.map((row) => row[2])).toEqual([{ text: "10 mg/m³", badge: "待核实" }, { text: "0.2 vol%" }]);
    expect(rows[1]?.[3]).toMatchObject({ tone: "bad" });
  });
  it("shared by two limits of one number, one of them unverified, gets the badge and no unit", () => {
    const both = form(layout({ kind: "table", field: "gas" }), { limits: { ...form().limits, lel: { value: 10, unit: "vol%", sourceStd: "GB 30871", confidence: "read" } } });
    expect(tableOf(printModel(both, facts({ gas: [{ "gas-limit": 10 }] }), "zh-CN")).rows[0]?.[2]).toEqual({ text: "10", badge: "待核实" });
  });
  it("that only judged the value marks it as well", () => {
    const open = form(layout(grid("grade")), { limits: { ...form().limits, storm: { value: 5, unit: "Bft", sourceStd: "x", confidence: "known-verify" } } });
    expect(valueOf(printModel(open, facts({ grade: "a" }), "zh-CN"), "应为级别")).toMatchObject({ badge: "待核实" });
    expect(valueOf(printModel(form(layout(grid("grade"))), facts({ grade: "a" }), "zh-CN"), "应为级别")?.badge).toBeUndefined();
  });
});

describe("a printed checklist", () => {
  it("has every measure: ticked with its confirmer, not applying with its reason, or openly not filled in", () => {
    const answers = { measures: { M1: { applies: true, confirmedBy: "p-1", time: "2026-07-14T00:00:00Z", param: 2 }, M2: { applies: false, reason: "无" } } };
    const { rows } = tableOf(printModel(form(layout({ kind: "checklist", field: "measures" })), facts(answers), "zh-CN"));
    expect(rows.map((row) => row.map((cell) => cell.tick ?? cell.text))).toEqual([
      ["M1 ★", "盲板（块数：2）", "yes", "张三", "2026-07-14 08:00"], ["M2", "其他\n不涉及的理由：无", "none", "—", "—"], ["M3", "接地", "未填写", "—", "—"],
    ]);
  });
  it("a measure that applies and nobody confirmed says so", () => {
    const { rows } = tableOf(printModel(form(layout({ kind: "checklist", field: "measures" })), facts({ measures: { M1: { applies: true } } }), "zh-CN"));
    expect(rows[0]?.[3]).toEqual({ text: "未确认", tone: "unknown" });
  });
});

describe("printed approvals", () => {
  const decision = (change: Partial<PrintDecision> = {}): PrintDecision => ({ node: "n", title: text("审批", "Approval"), by: "p-1", outcome: "approved", at: Date.parse("2026-07-14T01:00:00Z"), ...change });
  const rowsOf = (some: Partial<PrintFacts>): readonly (readonly PrintCell[])[] => tableOf(printModel(form(layout({ kind: "approvals" })), facts({}, some), "zh-CN")).rows;

  it("have opinion, signature, time and place; a place nobody measured is not invented", () => {
    const [row] = rowsOf({ decisions: [decision({ comment: "同意开工", distanceM: 33.4, signature: { method: "image", file: "f", intact: true } })] });
    expect(row?.map((cell) => cell.text)).toEqual(["审批", "同意\n同意开工", "", "2026-07-14 09:00\n距作业点 33 m"]);
    expect(row?.[2]?.signs).toEqual([{ name: "张三", at: "", how: "手写", file: "f" }]);
    expect(rowsOf({ decisions: [decision()] })[0]?.[3]?.text).toContain("地点未记录");
  });
  it("say of a signature that does not verify that it does not", () => {
    expect(rowsOf({ decisions: [decision({ signature: { method: "image", intact: false } })] })[0]?.[2]?.signs?.[0]?.warning).toBe("签名核验不通过");
  });
  it("keep what a return made void, marked; and name who is still asked", () => {
    const rows = rowsOf({ decisions: [decision({ superseded: true }), decision({ by: null }), decision({ standsFor: "p-2" })], pending: [{ node: "m", title: text("终审", "Final"), people: ["p-2"] }] });
    expect(rows[0]?.[0]).toMatchObject({ tone: "void", badge: "已作废" });
    expect(rows[1]?.[2]?.signs?.[0]?.name).toBe("系统");
    expect(rows[2]?.[2]?.signs?.[0]?.name).toBe("张三（代 李四）");
    expect(rows[3]?.map((cell) => cell.text)).toEqual(["终审", "待办", "李四", "—"]);
  });
});

describe("a print layout", () => {
  it("is made of the sections where the form gives none, and prints every field of them once", () => {
    const doc = printModel(form(), facts({ signed: [{ by: "p-1", at: "2026-07-14T00:00:00Z", method: "strokes" }] }), "zh-CN");
    expect(pairs(doc).map(([label]) => label)).toEqual(["编号", "级别", "开始", "风力", "作业人", "露天", "应为级别", "签字"]);
    expect(doc.blocks.map((block) => block.kind)).toEqual(["grid", "table", "table", "grid", "table"]); // the last is the approvals
    expect(valueOf(doc, "签字")?.signs).toEqual([{ name: "张三", at: "2026-07-14 08:00", how: "手写" }]);
  });
  it("leaves optional cells and columns out only where nothing is filled in", () => {
    const some = layout({ kind: "grid", columns: 2, cells: [{ field: "wind", optional: true }, { field: "level" }] }, { kind: "table", field: "gas", columns: [{ field: "gas-name" }, { field: "gas-v", optional: true }] });
    expect(pairs(printModel(form(some), facts({}), "zh-CN")).map(([label]) => label)).toEqual(["级别"]);
    expect(pairs(printModel(form(some), facts({ wind: 0 }), "zh-CN")).map(([label]) => label)).toEqual(["风力", "级别"]);
    expect(tableOf(printModel(form(some), facts({ gas: [{ "gas-v": 0 }] }), "zh-CN")).columns).toHaveLength(2);
    expect(tableOf(printModel(form(some), facts({ gas: [{}] }), "zh-CN")).columns).toHaveLength(1);
  });
  it("fills every line of a grid to its full width", () => {
    fc.assert(fc.property(fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const), fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 12 }), (columns, spans) => {
      const doc = printModel(form(layout({ kind: "grid", columns, cells: spans.map((span) => ({ field: "wind", span: Math.min(span, columns) })) })), facts({}), "zh-CN");
      const [block] = doc.blocks;
      if (block?.kind !== "grid") throw new Error("no grid");
      expect(block.lines.flat()).toHaveLength(spans.length);
      for (const line of block.lines) expect(line.reduce((sum, pair) => sum + pair.span, 0)).toBe(columns);
    }));
  });
  it("has copies that show their blocks only", () => {
    const some: PrintLayout = { blocks: [{ ...grid("wind"), id: "a" }, { ...grid("level"), id: "b" }], copies: [{ id: "guardian", title: text("监护人联", "Guardian"), blocks: ["b"] }, { id: "archive", title: text("存档联", "Archive") }] };
    expect(pairs(printModel(form(some), facts({}), "zh-CN", "guardian")).map(([label]) => label)).toEqual(["级别"]);
    expect(printModel(form(some), facts({}), "en", "archive")).toMatchObject({ copy: "(Archive)", blocks: [{}, {}] });
  });

  describe("is checked with its form", () => {
    const codes = (print: unknown): string[] => checkForm({ ...form(), print } as FormDefinition).map((one) => `${one.code} ${one.path}`);
    it.each([
      ["a field there is not", layout(grid("wind", "nowhere")), ["FORM_FIELD_UNKNOWN /print/blocks/0/cells/1/field"]],
      ["a row's field in a box", layout(grid("gas-v")), ["FORM_PRINT_FIELD /print/blocks/0/cells/0/field"]],
      ["a table of what is no table", layout({ kind: "table", field: "wind" }), ["FORM_PRINT_FIELD /print/blocks/0/field"]],
      ["a column of another table", layout({ kind: "table", field: "gas", columns: [{ field: "gas-v", also: ["wind"] }] }), ["FORM_PRINT_FIELD /print/blocks/0/columns/0"]],
      ["a checklist of what is none", layout({ kind: "checklist", field: "gas" }), ["FORM_PRINT_FIELD /print/blocks/0/field"]],
      ["signatures of a photo field", layout({ kind: "signatures", fields: ["photos"] }), ["FORM_PRINT_FIELD /print/blocks/0/fields/0"]],
      ["a kind nobody knows", { blocks: [{ kind: "constructor" }] }, ["FORM_PRINT_SHAPE /print/blocks/0/kind"]],
      ["five columns", { blocks: [{ kind: "grid", columns: 5, cells: [] }] }, ["FORM_PRINT_SHAPE /print/blocks/0/columns"]],
      ["a cell shared with a field there is not", layout({ kind: "grid", columns: 6, cells: [{ field: "wind", also: ["gone"] }] }), ["FORM_FIELD_UNKNOWN /print/blocks/0/cells/0/field"]],
      ["four boxes to a line", layout({ kind: "approvals", columns: 4 as 3 }, { kind: "events", columns: 4 as 3 }), ["FORM_PRINT_SHAPE /print/blocks/0/columns", "FORM_PRINT_SHAPE /print/blocks/1/columns"]],
      ["an opinion in a field there is not, or in a table", layout({ kind: "approvals", columns: 2, opinions: { a: "gone", b: "gas" } }), ["FORM_FIELD_UNKNOWN /print/blocks/0/opinions/a", "FORM_PRINT_FIELD /print/blocks/0/opinions/b"]],
      ["dense as a word", { dense: "yes" as never, blocks: [] }, ["FORM_PRINT_SHAPE /print/dense"]],
      ["a span wider than the grid", layout({ kind: "grid", columns: 2, cells: [{ field: "wind", span: 3 }] }), ["FORM_PRINT_SHAPE /print/blocks/0/cells/0/span"]],
      ["an id twice", layout({ ...grid("wind"), id: "a" }, { ...grid("wind"), id: "a" }), ["FORM_PRINT_SHAPE /print/blocks"]],
      ["a copy of a block there is not", { blocks: [], copies: [{ id: "x", title: text("联", "Copy"), blocks: ["b"] }] }, ["FORM_PRINT_BLOCK /print/copies/0/blocks/0"]],
      ["no blocks", { title: text("a", "a") }, ["FORM_PRINT_SHAPE /print"]],
    ])("%s", (_what, print, expected) => {
      expect(codes(print)).toEqual(expected);
    });
    it("and a sound one passes", () => {
      expect(codes({ blocks: [{ ...grid("wind"), id: "a" }, { kind: "table", field: "gas" }, { kind: "checklist", field: "measures" }, { kind: "signatures", fields: ["signed"] }, { kind: "photos", fields: ["photos"] }, { kind: "approvals" }, { kind: "events" }, { kind: "note", text: text("注", "Note") }], copies: [{ id: "x", title: text("联", "Copy"), blocks: ["a"] }] })).toEqual([]);
    });
    it("whatever is sent, the answer is issues and never a throw", () => {
      fc.assert(fc.property(fc.jsonValue({ maxDepth: 5 }), (anything) => { codes({ blocks: anything, copies: anything }); codes(anything); }), { numRuns: 300 });
    });
  });
});

describe("the page", () => {
  it("carries number, state, revision, time of printing, fingerprint, and the word of a paper that is not in force", () => {
    const doc = printModel(form(layout()), facts({}, { mark: "notInForce" }), "zh-CN");
    expect(doc).toMatchObject({ title: "作业票", facts: ["编号 S1-001", "状态 作业中"], mark: "未生效", footer: ["模板 v3", "打印 2026-07-14 08:00", "以系统记录为准"], verify: { hash: "ab".repeat(32) } });
    expect(printModel(form(layout()), facts({}, { mark: text("收回", "Revoked") }), "en").mark).toBe("Revoked");
    expect(printModel(form(layout()), facts(), "en").mark).toBeUndefined();
  });
});
