import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvLine, neutralise, restoreCell } from "./csv.ts";

describe("CSV cells", () => {
  test("nothing a spreadsheet would run comes first in a text cell", () => {
    for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠x", "=cmd|' /C calc'!A0"]) expect(neutralise(text)).toBe(`'${text}`);
  });
  test("plain text stays as it is", () => {
    expect(csvLine(["动火 2026", "a", null, -5.5])).toBe("动火 2026,a,,-5.5\r\n");
  });
  test("quotes, commas and line breaks are quoted", () => {
    expect(csvLine(['a "b"', "c,d", "e\nf"])).toBe('"a ""b""","c,d","e\nf"\r\n');
  });
  test("every text comes back as it was", () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^'{0,3}[=+\-@].{0,5}$/)), (text) => restoreCell(neutralise(text)) === text));
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => !/^[=+\-@\t\r＝＋－＠]/.test(neutralise(text))));
  });
});
