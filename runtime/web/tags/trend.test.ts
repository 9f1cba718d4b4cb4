import { describe, expect, it } from "vitest";
import type { AlertRule, Tag } from "@safeloop/engine";
import { filterTags } from "./tagFilter.ts";
import { ruleLimits, selects } from "./ruleLimits.ts";
import { csvCell, trendCsv } from "./trendCsv.ts";
import { isWithin, trendSpanOf } from "./trendSpan.ts";
import { limitText, sourceText, unitText } from "./unitText.ts";
import type { TagView } from "../api/types.ts";

const tag = { id: "GT-1", title: { zh: "", en: "" }, measurement: "combustible", unit: "%[LEL]", area: "A", orgId: "o", periodS: 1, labels: ["east"] } as Tag;
const rule = (part: Partial<AlertRule>): AlertRule => ({ id: "r", select: { measurement: "combustible" }, priority: "P1", limits: {}, ...part }) as AlertRule;
const limit = (value: number, unit = "%[LEL]") => ({ value, unit, op: ">=" as const, sourceStd: "GB/T 50493", confidence: "read" as const });

describe("limits on a trend", () => {
  it("are those its own value is compared with: no rise, no deviation, no other tag", () => {
    const above = (id: string) => ({ ">=": [{ value: [] }, { limit: [id] }] });
    const rules = [
      rule({ limits: { HH: limit(50), rise: limit(10) }, condition: { or: [above("HH"), { ">": [{ rise: [30] }, { limit: ["rise"] }] }] } }),
      rule({ select: { tags: ["GT-2"] }, limits: { H: limit(25) }, condition: above("H") }),
      rule({ limits: { dev: limit(5) }, condition: { ">": [{ abs: [{ "-": [{ value: [] }, { value: ["b"] }] }] }, { limit: ["dev"] }] } }),
    ];
    expect(ruleLimits(rules, tag)).toEqual([{ value: 50, priority: "P1", label: "≥ 50 · P1" }]);
  });
  it("are one line where two rules share a value, in the worst priority", () => {
    const same = (priority: "P1" | "P2") => rule({ priority, limits: { H: limit(25) }, condition: { ">=": [{ var: "value" }, { limit: "H" }] } });
    expect(ruleLimits([same("P2"), same("P1")], tag)).toEqual([{ value: 25, priority: "P1", label: "≥ 25 · P1 P2" }]);
  });
  it("follow every part of a selector", () => {
    expect([selects({ tags: ["GT-1"] }, tag), selects({ area: "B" }, tag), selects({ label: "east" }, tag), selects({ label: "west" }, tag), selects({ medium: "H2S" }, tag)]).toEqual([true, false, true, false, false]);
  });
});

describe("the span in the address", () => {
  const now = Date.parse("2026-07-14T00:00:38Z");
  it("is the chosen one when it makes sense", () => {
    expect(trendSpanOf({ range: "", from: "2026-07-13T00:00:00Z", to: "2026-07-13T01:00:00Z" }, now)).toMatchObject({ isLive: false, to: Date.parse("2026-07-13T01:00:00Z") });
  });
  it("is the last 24 hours otherwise, ending now and not ahead of it", () => {
    const span = trendSpanOf({ range: "constructor", from: "x", to: "y" }, now);
    expect([span.name, span.isLive, span.to <= now, span.to - span.from]).toEqual(["24h", true, true, 86_400_000]);
  });
});

describe("alarms of a span", () => {
  const span = { from: Date.parse("2026-07-14T01:00:00Z"), to: Date.parse("2026-07-14T02:00:00Z") };
  it("are those whose condition was there in it, an earlier one that is still there too", () => {
    const at = (raisedAt: string, clearedAt: string | null): boolean => isWithin({ raisedAt, clearedAt }, span);
    expect([at("2026-07-14T00:00:00Z", null), at("2026-07-14T00:00:00Z", "2026-07-14T00:30:00Z"), at("2026-07-14T01:30:00Z", "2026-07-14T01:31:00Z"), at("2026-07-14T03:00:00Z", null)]).toEqual([true, false, true, false]);
  });
});

describe("export", () => {
  it("keeps a cell from becoming a formula", () => expect([csvCell("=1+1"), csvCell(-3), csvCell('a"b,c'), csvCell(null)]).toEqual(["'=1+1", "-3", '"a""b,c"', ""]));
  it("writes gaps as rows without a value", () => {
    const text = trendCsv("GT-1", "%LEL", { points: [{ t: 0, min: 1, max: 2, last: 1, q: "good", n: 3 }], gaps: [{ from: 1000, to: 5000, why: "gateway" }], raw: false, count: 3 }, (why) => why);
    expect(text.split("\r\n")[2]).toBe("1970-01-01T00:00:01.000Z,,,,0,unknown,gateway → 1970-01-01T00:00:05.000Z");
  });
});

describe("units and limits in words", () => {
  it("write UCUM codes as people do", () => expect([unitText("%[LEL]"), unitText("Cel"), unitText("constructor"), unitText(undefined)]).toEqual(["%LEL", "℃", "constructor", ""]));
  it("show sign, unit and source, with what is to be verified", () => {
    expect(limitText({ value: 25, unit: "%[LEL]", op: ">=" })).toBe("≥ 25 %LEL");
    expect(sourceText({ std: "GB/T 50493", clause: "5.5.2", confidence: "read-verify" }, "待核实")).toBe("GB/T 50493 5.5.2 · 待核实");
  });
});

describe("the tag list", () => {
  const view = (id: string, part: Partial<TagView>): TagView => ({ ...tag, id, latest: { ts: new Date(0).toISOString(), value: 1, quality: "good", ageS: 0, unknown: false }, alarms: 0, ...part });
  const list = [view("a", {}), view("b", { latest: null }), view("c", { alarms: 1 })];
  it("has alarms on top, then what has no data", () => {
    expect(filterTags(list, { q: "", area: "", measurement: "", state: "" }, 0).map((one) => one.id)).toEqual(["c", "b", "a"]);
  });
  it("finds those without data", () => expect(filterTags(list, { q: "", area: "", measurement: "", state: "unknown" }, 0).map((one) => one.id)).toEqual(["b"]));
});
