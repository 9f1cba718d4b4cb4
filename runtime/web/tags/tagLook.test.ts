import { describe, expect, it } from "vitest";
import type { TagView } from "../api/types.ts";
import { countTags, isUnknown, staleAfterS, tagLook, tagName, valueText, withLatest } from "./tagLook.ts";

const now = Date.parse("2026-07-14T00:00:38Z");
const reading = (value: number | null, ageS: number, part: object = {}): NonNullable<TagView["latest"]> => ({
  ts: new Date(now - ageS * 1000).toISOString(), value, quality: "good", ageS, unknown: false, ...part,
});
const tag = (part: Partial<TagView>): TagView => ({
  id: "GT-1", title: { zh: "可燃", en: "Gas" }, measurement: "combustible", unit: "%[LEL]", area: "A", orgId: "o", periodS: 1, latest: reading(5, 0.4), alarms: 0, ...part,
});

describe("the look of a tag", () => {
  it("is known with a fresh good value", () => expect(tagLook(tag({}), now)).toMatchObject({ kind: "known", value: "5" }));
  it("is unknown without any reading, never 0", () => expect(tagLook(tag({ latest: null }), now)).toEqual({ kind: "never" }));
  it("turns unknown by age on this screen even when no message says so", () => {
    expect(tagLook(tag({}), now + 31_000).kind).toBe("lost");
    expect(tagLook(tag({}), now + 29_000).kind).toBe("known");
  });
  it("keeps a slow tag known for three periods", () => expect(staleAfterS(tag({ periodS: 60 }))).toBe(180));
  it("believes the server when it says unknown", () => expect(tagLook(tag({ latest: reading(5, 0, { unknown: true }) }), now).kind).toBe("lost"));
  it("is unknown when the time of the reading cannot be read", () => expect(tagLook(tag({ latest: { ...reading(5, 0), ts: "soon" } }), now).kind).toBe("never"));
  it("shows a bad value as bad, which is unknown", () => {
    const look = tagLook(tag({ latest: reading(5, 0, { quality: "bad" }) }), now);
    expect([look.kind, isUnknown(look)]).toEqual(["bad", true]);
  });
  it("is unknown when the value itself is missing", () => expect(tagLook(tag({ latest: reading(null, 0) }), now).kind).toBe("lost"));
});

describe("counting tags", () => {
  it("never counts missing or bad data as known", () => {
    const tags = [tag({}), tag({ latest: null }), tag({ latest: reading(1, 0, { quality: "bad" }) }), tag({ latest: reading(1, 0, { quality: "uncertain" }) })];
    expect(countTags(tags, now)).toEqual({ total: 4, known: 2, unknown: 2 });
  });
});

describe("live values", () => {
  it("do not go back in time", () => {
    const older = new Map([["GT-1", reading(9, 20)]]);
    expect(withLatest([tag({})], older)[0]?.latest?.value).toBe(5);
    expect(withLatest([tag({})], new Map([["GT-1", reading(9, 0)]]))[0]?.latest?.value).toBe(9);
  });
  it("name a tag once", () => expect([tagName("GT-1", "GT-1 可燃气体"), tagName("LT-1", "液位")]).toEqual(["GT-1 可燃气体", "LT-1 液位"]));
  it("are written without invented digits", () => {
    expect([valueText(52), valueText(0.1234567), valueText(123.456), valueText(null), valueText(Number.NaN), valueText({ event: "no-helmet" })]).toEqual(["52", "0.123", "123.5", "", "", "no-helmet"]);
  });
});
