import { describe, expect, it } from "vitest";
import { readingsOfCsv } from "./readingCsv.ts";

const at = (text: string): number => Date.parse(text);
const read = (text: string, zone?: string) => {
  const { lines, issues } = readingsOfCsv(text, zone);
  return { readings: lines.map((one) => one.reading), lines: lines.map((one) => one.line), issues: issues.map((one) => `${one.code} ${one.path}`) };
};

describe("readings of a file", () => {
  it("one a line, columns in any order, in English or Chinese", () => {
    const long = ["tag,unit,value,quality,ts", "PT-1,MPa,0.4,good,2026-09-21T08:30:00+08:00", "PT-1,,,,2026-09-21T08:31:00+08:00", "P-1,,running,64,1790123456789"].join("\n");
    expect(read(long)).toEqual({
      readings: [
        { tagId: "PT-1", ts: at("2026-09-21T08:30:00+08:00"), value: 0.4, unit: "MPa", quality: "good" },
        { tagId: "PT-1", ts: at("2026-09-21T08:31:00+08:00"), value: null, quality: "bad" },
        { tagId: "P-1", ts: 1_790_123_456_789, value: "running", quality: "uncertain" },
      ], lines: [2, 3, 4], issues: [],
    });
    expect(read("\uFEFF时间,位号,数值,质量\r\n2026/9/21 8:30,PT-1,1,好\r\n", "Asia/Shanghai").readings).toEqual([{ tagId: "PT-1", ts: at("2026-09-21T08:30:00+08:00"), value: 1, quality: "good" }]);
  });

  it("one instant a line, a column for each tag; an empty cell is no reading", () => {
    expect(read("ts,PT-1 [kPa],TT-2\n2026-09-21T00:00:00Z,400,\n2026-09-21 00:01:00+00:00,,21.5")).toEqual({
      readings: [{ tagId: "PT-1", ts: at("2026-09-21T00:00:00Z"), value: 400, unit: "kPa" }, { tagId: "TT-2", ts: at("2026-09-21T00:01:00Z"), value: 21.5 }], lines: [2, 3], issues: [],
    });
  });

  it("never guesses a time: one without an offset needs its zone, one shown twice needs its offset", () => {
    const file = "ts,PT-1\n2026-09-21 08:30,1\nyesterday,2\n2026-09-21T08:30:00+08:00,3";
    expect(read(file)).toMatchObject({ lines: [4], issues: ["CSV_TIME /2/ts", "CSV_TIME /3/ts"] });
    expect(read(file, "Asia/Shanghai")).toMatchObject({ lines: [2, 4], issues: ["CSV_TIME /3/ts"] });
    expect(read("ts,PT-1\n2026-10-25 02:30,1", "Europe/Berlin").issues).toEqual(["CSV_TIME /2/ts"]);
  });

  it("says what a header lacks and which cell cannot be used", () => {
    expect(read("tag,value\nPT-1,1").issues).toEqual(["CSV_HEADER /1"]);
    expect(read("ts,tag\n2026-09-21T00:00:00Z,PT-1").issues).toEqual(["CSV_HEADER /1"]);
    expect(read("").issues).toEqual(["CSV_HEADER /1"]);
    expect(read("ts,tag,value,quality\n2026-09-21T00:00:00Z,PT-1,1,fine").issues).toEqual(["CSV_CELL /2/quality"]);
    expect(read(`ts,PT-1\n${"2026-09-21T00:00:00Z,1\n".repeat(50_001)}`)).toMatchObject({ readings: [], issues: ["CSV_ROWS "] });
  });
});
