import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PrintCell, PrintDocument, PrintedBlock } from "@safeloop/engine";
import { Faces } from "./faces.ts";
import { findFonts } from "./findFonts.ts";
import { boxIn } from "./boxes.testkit.ts";
import { page, type Op, type SetPage } from "./ops.ts";
import { renderPdf } from "./renderPdf.ts";
import { setDocument } from "./setDocument.ts";
import { wrap } from "./wrap.ts";

const faces = new Faces(findFonts(undefined));
const boxOf = (op: Op): ReturnType<typeof boxIn> => boxIn(faces, op);

function doc(blocks: readonly PrintedBlock[], change: Partial<PrintDocument> = {}): PrintDocument {
  return {
    title: "动火安全作业票", number: "S1-001", facts: ["编号 S1-001", "状态 作业中"], blocks, verify: { url: "https://x.example/verify/c", hash: "0123456789abcdef".repeat(4), label: "扫码核验" }, footer: ["以系统记录为准"],
    words: { page: "第 {n} 页 共 {m} 页", continued: "续 {n}", tableContinued: "（续 {n}）", noImage: "图像未能打印" }, ...change,
  };
}

const textsOf = (pages: readonly SetPage[]): readonly string[] => pages.flatMap((one) => one.ops.flatMap((op) => (op.op === "text" ? [op.text] : [])));

const words = fc.stringMatching(/^[动火作业安全票 a-zA-Z0-9，。（）\-%℃\n☃]{0,60}$/);
const cell: fc.Arbitrary<PrintCell> = fc.record({ text: words }, { requiredKeys: ["text"] }).chain((base) => fc.constantFrom<PrintCell>(base, { ...base, badge: "待核实" }, { text: "", tick: "yes" }, { ...base, signs: [{ name: "王五", at: "2026-07-14 07:10", how: "手写", file: "f", place: "距作业点 5 m", warning: "签名核验不通过" }] }, { text: "", signs: [{ name: "张三", at: "2026-07-14 07:10", how: "手写", file: "f" }, { name: "李四", at: "", how: "账号" }] }, { ...base, text: base.text.repeat(40) }));
const grid: fc.Arbitrary<PrintedBlock> = fc.integer({ min: 1, max: 4 }).chain((columns) => fc.record({ kind: fc.constant("grid" as const), title: fc.constantFrom("基本", ""), columns: fc.constant(columns), lines: fc.array(fc.array(fc.record({ label: words, value: cell, span: fc.constant(1) }), { minLength: columns, maxLength: columns }), { maxLength: 8 }) }));
const table: fc.Arbitrary<PrintedBlock> = fc.integer({ min: 1, max: 9 }).chain((n) => fc.record({ kind: fc.constant("table" as const), title: fc.constant("气体分析"), columns: fc.array(fc.oneof(fc.record({ title: words, width: fc.constantFrom(0.5, 1, 3) }), fc.record({ title: words, width: fc.constant(1), fit: fc.constant(true as const) })), { minLength: n, maxLength: n }), rows: fc.array(fc.array(cell, { minLength: n, maxLength: n }), { maxLength: 30 }), empty: fc.constant("没有记录") }));
const photos: PrintedBlock = { kind: "photos", title: "照片", items: [1, 2, 3].map((n) => ({ file: `f${n}`, caption: `第 ${n} 张` })), empty: "" };

describe("setting a document", () => {
  it("keeps everything on the paper, whatever is in it", () => {
    fc.assert(fc.property(fc.array(fc.oneof(grid, table, fc.constant(photos), words.map((text): PrintedBlock => ({ kind: "note", text }))), { maxLength: 5 }), fc.boolean(), (blocks, isDense) => {
      const pages = setDocument(faces, doc(blocks, { mark: "未生效", ...(isDense ? { dense: true } : {}) }));
      for (const one of pages) {
        for (const op of one.ops) {
          const { x, y, w, h } = boxOf(op);
          expect(x).toBeGreaterThanOrEqual(0);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(x + w).toBeLessThanOrEqual(page.width + (op.op === "text" ? 12 : 0)); // a mark of punctuation may hang
          expect(y + h).toBeLessThanOrEqual(page.height);
        }
        expect(one.ops.filter((op) => op.op === "mark")).toHaveLength(1);
      }
    }), { numRuns: 25 });
  }, 60_000);

  it("prints every row once, in order, and its head anew on each page it crosses", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 160 }), (count) => {
      const rows = Array.from({ length: count }, (_, n): PrintCell[] => [{ text: `行${n + 1}` }, { text: "合格" }]);
      const pages = setDocument(faces, doc([{ kind: "table", title: "气体分析", columns: [{ title: "取样点", width: 2 }, { title: "结果", width: 1 }], rows, empty: "" }]));
      expect(textsOf(pages).filter((text) => text.startsWith("行"))).toEqual(rows.map(([first]) => first?.text));
      pages.forEach((one, n) => expect(textsOf([one])).toEqual(expect.arrayContaining([n === 0 ? "气体分析" : `气体分析（续 ${n}）`, "取样点", "结果", `第 ${n + 1} 页 共 ${pages.length} 页`])));
    }), { numRuns: 20 });
  });

  it("splits what is longer than a page and loses no character of it", () => {
    const long = Array.from({ length: 12_000 }, (_, n) => String.fromCodePoint(0x4e00 + (n % 2_000))).join("");
    const pages = setDocument(faces, doc([{ kind: "grid", columns: 1, lines: [[{ label: "说明", value: { text: long }, span: 1 }]] }]));
    const isOfIt = (text: string): boolean => [...text].every((one) => one >= "\u4e00" && one < "\u55d0");
    expect(pages.length).toBeGreaterThan(2);
    expect(textsOf(pages).filter(isOfIt).join("")).toBe(long);
  });

  it("ends even where heads leave no room for rows", () => {
    const tall = "很长的列名".repeat(40);
    const columns = Array.from({ length: 9 }, () => ({ title: tall, width: 1 }));
    const rows = Array.from({ length: 4 }, (_, n): PrintCell[] => columns.map(() => ({ text: `行${n + 1} ${"长".repeat(600)}` })));
    const pages = setDocument(faces, doc([{ kind: "table", title: tall, columns, rows, empty: "" }]));
    const all = textsOf(pages).join("");
    expect(all.split("长").length - 1 - all.split("很长").length + 1).toBe(4 * 9 * 600);
    for (const op of pages.flatMap((one) => one.ops)) expect(boxOf(op).y + boxOf(op).h).toBeLessThanOrEqual(page.height);
  });

  it("takes the largest type that needs no more pages than the smallest", () => {
    const sizeOf = (pages: readonly SetPage[]): number => Math.max(...pages.flatMap((one) => one.ops.flatMap((op) => (op.op === "text" && op.text.startsWith("行") ? [op.size] : []))));
    const rows = (count: number): PrintedBlock => ({ kind: "grid", columns: 1, lines: Array.from({ length: count }, (_, n) => [{ label: `行${n}`, value: { text: "x" }, span: 1 }]) });
    expect(sizeOf(setDocument(faces, doc([rows(5)])))).toBe(10.5);
    expect(sizeOf(setDocument(faces, doc([rows(39)])))).toBeLessThan(10.5);
    expect(setDocument(faces, doc([rows(39)]))).toHaveLength(1);
  });

  it("prints a sentence where a picture is missing or is none, and still prints the rest", async () => {
    const broken = new Map([["f1", { bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]) }], ["f2", { bytes: new Uint8Array([0xff, 0xd8, 0xff, 0xe0]) }]]);
    const pdf = Buffer.from(await renderPdf(doc([photos]), broken, findFonts(undefined), { title: "x", at: 0, language: "zh-CN" }));
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf.toString("latin1").trimEnd().endsWith("%%EOF")).toBe(true);
  });

  it("of a dense form keeps words and strokes of a signature apart, in half a page and across it, and words of labels whole", () => {
    const sign = { name: "周建国", at: "2026-07-14 07:42", how: "手写", file: "f", place: "距作业点 5 m" };
    for (const columns of [1, 2]) {
      const pair = (length: number) => ({ label: "Departments countersign", value: { text: "同意".repeat(length), signs: [sign] }, span: 1 });
      const lines = [2, 9, 40, 200].map((length) => Array.from({ length: columns }, () => pair(length)));
      const ops = setDocument(faces, doc([{ kind: "grid", columns, lines }], { dense: true })).flatMap((one) => one.ops);
      const images = ops.filter((op) => op.op === "image").map(boxOf);
      const meets = (a: ReturnType<typeof boxOf>, b: ReturnType<typeof boxOf>): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
      expect(images).toHaveLength(4 * columns);
      expect(ops.filter((op) => op.op === "text" && images.some((image) => meets(image, boxOf(op))))).toEqual([]);
      expect(ops.filter((op) => op.op === "text" && op.text === "Departments")).toHaveLength(4 * columns);
    }
  });

  it("makes the same bytes of the same paper", async () => {
    const once = (): Promise<Uint8Array> => renderPdf(doc([photos]), new Map(), findFonts(undefined), { title: "x", at: 1_800_000_000_000, language: "zh-CN" });
    expect(Buffer.compare(Buffer.from(await once()), Buffer.from(await once()))).toBe(0);
  });
});

describe("breaking lines", () => {
  const width = (text: string): number => faces.width(text, 10, false);

  it("no line is wider than its room, and nothing is lost but the blanks at its end", () => {
    fc.assert(fc.property(words, fc.integer({ min: 60, max: 300 }), (text, room) => {
      const lines = wrap(text, room, width);
      for (const line of lines) expect(width(line)).toBeLessThanOrEqual(room + 24); // a closing mark stays with its character
      expect(lines.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
    }));
  });
  it("a closing mark begins no line, an opening one ends none, a number keeps its unit, and dates stay whole", () => {
    const lines = wrap("距离不小于 10 m，取样（罐内）于 2026-07-14 07:28 分析合格。", 62, width);
    for (const line of lines) {
      expect(line).not.toMatch(/^[，。）]/);
      expect(line).not.toMatch(/（$/);
    }
    expect(lines.some((line) => line.includes("10 m"))).toBe(true);
    expect(lines.some((line) => line.includes("2026-07-14"))).toBe(true);
  });
});
