import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCsv, tagsOfCsv } from "./tagCsv.ts";

const header = "id,title_zh,title_en,measurement,unit,min,max,area,period_s,x,y,safety,labels";
const line = 'GT-1203,"可燃, 气体","Gas ""A""",combustible,%[LEL],0,100,A1,1,46,82,是,east；tank';

describe("a tag list", () => {
  it("is read with quoted commas, doubled quotes and a byte-order mark", () => {
    const { drafts, issues } = tagsOfCsv(`\uFEFF${header}\r\n${line}\r\n`);
    expect(issues).toEqual([]);
    expect(drafts).toEqual([
      { line: 2, draft: { id: "GT-1203", title: { zh: "可燃, 气体", en: 'Gas "A"' }, measurement: "combustible", unit: "%[LEL]", area: "A1", periodS: 1, range: { min: 0, max: 100 }, position: { x: 46, y: 82 }, safety: true, mayBeConstant: false, labels: ["east", "tank"] } },
    ]);
  });

  it("knows current loops, connected tags and peers, and no other signal", () => {
    const { drafts, issues } = tagsOfCsv([`${header},signal,connected,peers`, `${line},4-20mA,P-1;P-2,GT-1；GT-2`, `${line.replace("GT-1203", "GT-2")},0-10V,,`].join("\n"));
    expect(drafts.map((one) => one.draft)).toEqual([expect.objectContaining({ signal: "4-20mA", connected: ["P-1", "P-2"], peers: ["GT-1", "GT-2"] })]);
    expect(issues).toEqual([expect.objectContaining({ code: "CSV_CELL", path: "/3/signal" })]);
  });

  it("reads values of the point itself, and guesses none without a number or a unit", () => {
    const { drafts, issues } = tagsOfCsv([`${header},design,asset_class`, `${line},design-pressure=1.6 MPa；safe-height=12 m,tank`, `${line.replace("GT-1203", "GT-2")},design-pressure=1.6,`, `${line.replace("GT-1203", "GT-3")},=1 m,`].join("\n"));
    expect(drafts.map((one) => one.draft)).toEqual([expect.objectContaining({ assetClass: "tank", design: { "design-pressure": { value: 1.6, unit: "MPa" }, "safe-height": { value: 12, unit: "m" } } })]);
    expect(issues.map((one) => one.path)).toEqual(["/3/design", "/4/design"]);
  });

  it("says which columns are missing and reads nothing", () => {
    const { drafts, issues } = tagsOfCsv("id,unit\nX,kPa");
    expect(drafts).toEqual([]);
    expect(issues[0]).toMatchObject({ code: "CSV_HEADER", params: { missing: ["title_zh", "title_en", "measurement", "area", "period_s"] } });
  });

  it("names line and column of each wrong cell and keeps the right lines", () => {
    const { drafts, issues } = tagsOfCsv([header, line, line.replace("combustible", "smell").replace("GT-1203", "GT-2"), line.replace(",1,46", ",fast,46").replace("GT-1203", "GT-3")].join("\n"));
    expect(drafts.map((one) => one.line)).toEqual([2]);
    expect(issues.map((one) => one.path)).toEqual(["/3/measurement", "/4/period_s", "/4/period_s"]);
  });

  it("gives back every cell a spreadsheet may write", () => {
    const cell = fc.string({ maxLength: 8 }).filter((text) => !text.startsWith("\uFEFF"));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
        const written = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(",")).join("\r\n");
        expect(parseCsv(written)).toEqual(rows.filter((row) => row.some((value) => value.trim() !== "")));
      }),
    );
  });
});
