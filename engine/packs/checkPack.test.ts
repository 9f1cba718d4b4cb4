import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Pack } from "../model/pack.ts";
import type { WorkCalendar } from "../model/workCalendar.ts";
import { checkPack } from "./checkPack.ts";

const text = { zh: "甲", en: "a" };
const manifest = { id: "p", version: "1.0.0", title: text, publisher: "p", templates: [] };

describe("checkPack", () => {
  it("finds nothing in an empty pack", () => {
    expect(checkPack({ manifest, forms: [], flows: [], rules: [] })).toEqual([]);
  });

  it("names every fault of pack.json", () => {
    const codes = checkPack({ manifest: { ...manifest, id: "P!", version: "one", publisher: "", templates: [{ id: "t", title: text, category: "hazard", form: "f", rules: ["r"] }] }, forms: [], flows: [], rules: [] });
    expect(codes.map((one) => `${one.code} ${String(one.params["field"] ?? one.params["id"])}`)).toEqual(["PACK_SHAPE id", "PACK_SHAPE version", "PACK_SHAPE publisher", "PACK_REFERENCE f", "PACK_REFERENCE r"]);
  });

  it("checks the work calendars it holds", () => {
    const calendar = { id: "c", title: text, timeZone: "Asia/Shanghai", week: { mon: [["09:00", "08:00"], ["10:00", "11:00"]] }, holidays: "none" } as unknown as WorkCalendar;
    const found = checkPack({ manifest, forms: [], flows: [], rules: [], calendars: [calendar, calendar] });
    expect(found.map((one) => `${one.code} ${one.path}`)).toEqual(["PACK_DUPLICATE /calendars/c", "CALENDAR_INVALID /calendars/c/week/mon", "CALENDAR_INVALID /calendars/c/week/mon"]);
  });

  it("never throws, whatever a pack says", () => {
    const part = fc.array(fc.oneof(fc.jsonValue(), fc.record({ id: fc.string(), title: fc.jsonValue(), schema: fc.jsonValue(), ui: fc.jsonValue(), logic: fc.jsonValue(), nodes: fc.jsonValue(), edges: fc.jsonValue(), form: fc.jsonValue(), settings: fc.jsonValue(), life: fc.jsonValue(), limits: fc.jsonValue(), when: fc.jsonValue() }, { requiredKeys: ["id"] })), { maxLength: 2 });
    fc.assert(fc.property(fc.record({ manifest: fc.oneof(fc.constant(manifest), fc.jsonValue()), forms: part, flows: part, rules: part, cases: part, calendars: part }), (pack) => {
      expect(Array.isArray(checkPack(pack as unknown as Pack))).toBe(true);
    }), { numRuns: 300 });
  });
});
