import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { PrintDocument } from "@safeloop/engine";
import { differenceOf, goldenFile, goldenPages, paintedPage } from "./golden.testkit.ts";
import { pdfPages } from "./pdfText.testkit.ts";
import { greyPng, rasterOf } from "./png.testkit.ts";
import { boxIn } from "./set/boxes.testkit.ts";
import { Faces } from "./set/faces.ts";
import { findFonts } from "./set/findFonts.ts";
import { page, type Op, type SetPage } from "./set/ops.ts";
import { renderPdf } from "./set/renderPdf.ts";
import { setDocument } from "./set/setDocument.ts";
import { inkOf, ticketDocument, tickets } from "./tickets.testkit.ts";

/**
 * The eight tickets of GB 30871 annex A, each at the end of the case its pack
 * plays from application to acceptance. The picture of one of them is kept:
 * after a change that is meant, `npm run golden` makes it anew; look at it
 * before committing it. A failure leaves what was printed in a temporary folder.
 */
const faces = new Faces(findFonts(undefined));
const forms = Object.keys(tickets) as (keyof typeof tickets)[];
const least = 7.5; // points of the body
const hang = 12; // a mark of punctuation may hang over its box

type Text = Extract<Op, { readonly op: "text" }>;
const isText = (op: Op): op is Text => op.op === "text";
const textsOf = (pages: readonly SetPage[]): readonly Text[] => pages.flatMap(({ ops }) => ops.filter(isText));

/** The frame of the form on a page. */
function frameOf({ ops }: SetPage): { readonly top: number; readonly bottom: number } {
  const rules = ops.flatMap((op) => (op.op === "rect" ? [op] : []));
  return { top: Math.min(...rules.map(({ y }) => y)), bottom: Math.max(...rules.map(({ y, h }) => y + h)) };
}

/** Texts of the rows, without the head and the foot of the page. */
function bodyOf(one: SetPage): readonly Text[] {
  const { top, bottom } = frameOf(one);
  return one.ops.filter(isText).filter(({ y }) => y > top && y <= bottom);
}

const sizeOf = (one: SetPage): number => Math.max(...bodyOf(one).map(({ size }) => size));

function isInside(op: Op): boolean {
  const { x, y, w, h } = boxIn(faces, op);
  return x >= 0 && y >= 0 && x + w <= page.width - page.right + hang + 1 && y + h <= page.height - 12;
}

function staysInside(one: SetPage): void {
  expect(one.ops.filter((op) => !isInside(op))).toEqual([]);
  expect(frameOf(one).bottom).toBeLessThanOrEqual(page.height - page.bottom);
}

function pairsOf(doc: PrintDocument): readonly string[] {
  return doc.blocks.flatMap((block) => (block.kind === "grid" ? block.lines.flat().flatMap(({ label, value }) => [label, value.text]) : block.kind === "table" ? block.rows.flat().map(({ text }) => text) : []));
}

const squeezed = (text: string): string => text.replace(/\s/g, "");

describe.each(forms)("the ticket %s", (form) => {
  it.each(["zh-CN", "en"] as const)("is one page of legible type, says all there is to say, and lets nothing leave its frame: %s", (locale) => {
    const doc = ticketDocument(form, locale);
    const pages = setDocument(faces, doc);
    expect(pages).toHaveLength(1);
    for (const one of pages) {
      staysInside(one);
      expect(sizeOf(one)).toBeGreaterThanOrEqual(least);
      expect(Math.min(...bodyOf(one).map(({ size }) => size))).toBeGreaterThanOrEqual(6.5); // badges and the words under a signature
    }
    const said = squeezed(textsOf(pages).map(({ text }) => text).join(""));
    expect(pairsOf(doc).filter((text) => !said.includes(squeezed(faces.drawable(text))))).toEqual([]);
  });
});

describe("a ticket", () => {
  it("has the rows of its annex, in that order, in a PDF of one page", async () => {
    const doc = ticketDocument("permit-hot-work");
    const pages = pdfPages(Buffer.from(await renderPdf(doc, inkOf(doc), findFonts(undefined), { title: "x", at: 0, language: "zh-CN" })));
    expect(pages).toHaveLength(1);
    const said = squeezed(pages[0] ?? "");
    const rows = ["申请单位", "作业内容", "动火地点及动火部位", "级别", "动火方式", "作业负责人", "监护人", "特种作业证", "气体取样时间", "分析结果", "关联的其他特殊作业", "风险辨识", "作业时间自", "安全措施", "是否涉及", "确认人", "HW01", "HW16", "安全交底人", "接受交底人", "作业负责人准备与意见", "所在基层单位审核", "安全管理部门审批", "当班班长验票", "所在基层单位验收", "完工验收"];
    const places = rows.map((row, at) => said.indexOf(row, at === 0 ? 0 : said.indexOf(rows[at - 1] ?? "")));
    expect(places.map((place, at) => (place < 0 ? rows[at] : ""))).toEqual(rows.map(() => ""));
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  it("shrinks for a long text, down to 7.5 pt, and then goes on under its title and number", () => {
    const long = (length: number): string => Array.from({ length }, (_, at) => String.fromCodePoint(0x4e00 + (at % 3000))).join("");
    const withContent = (content: string): readonly SetPage[] => {
      const doc = ticketDocument("permit-road-breaking");
      const blocks = doc.blocks.map((block) => (block.kind === "grid" ? { ...block, lines: block.lines.map((line) => line.map((pair) => (pair.label === "作业内容" ? { ...pair, value: { text: content } } : pair))) } : block));
      return setDocument(faces, { ...doc, blocks });
    };
    const [short, longer, longest] = [withContent("挖沟"), withContent(long(300)), withContent(long(3000))];
    expect([short.length, longer.length]).toEqual([1, 1]);
    expect(sizeOf(longer[0] as SetPage)).toBeLessThan(sizeOf(short[0] as SetPage));
    expect(sizeOf(longer[0] as SetPage)).toBeGreaterThanOrEqual(least);
    expect(longest.length).toBeGreaterThan(1);
    longest.forEach(staysInside);
    const later = textsOf(longest.slice(1)).map(({ text }) => text);
    expect(later).toEqual(expect.arrayContaining(["断路安全作业票", "编号 S1-PT-20260714-001  ·  续 1", `第 2 页 共 ${longest.length} 页`]));
    const said = new Set(textsOf(longest).flatMap(({ text }) => [...text]));
    expect([...long(3000)].filter((one) => !said.has(one))).toEqual([]);
  });
});

describe("the picture of a ticket", () => {
  const golden = rasterOf(readFileSync(goldenFile));
  const changed = (change: (op: Op) => Op): readonly SetPage[] => goldenPages().map(({ ops }) => ({ ops: ops.map(change) }));
  const limit = 0.001;

  it("is the one that was looked at, to less than a thousandth of what is drawn in any strip of the page", async () => {
    const now = await paintedPage(goldenPages());
    const difference = differenceOf(golden, now);
    if (difference < limit) return;
    const file = join(mkdtempSync(join(tmpdir(), "safeloop-golden-")), "hot-work.png");
    writeFileSync(file, greyPng(now));
    expect.fail(`${(difference * 100).toFixed(2)} % differs: compare ${file} with ${goldenFile}`);
  }, 30_000);

  it("differs by more than that when one character is another, or one line stands a point lower", async () => {
    const word = await paintedPage(changed((op) => (isText(op) && op.text === "罐壁支架焊接" ? { ...op, text: "罐底支架焊接" } : op)));
    expect(differenceOf(golden, word)).toBeGreaterThan(5 * limit);
    const line = await paintedPage(changed((op) => (isText(op) && op.text === "HW05" ? { ...op, y: op.y + 1 } : op)));
    expect(differenceOf(golden, line)).toBeGreaterThan(5 * limit);
  }, 30_000);
});
