import type { JsonLogic, JsonValue } from "@safeloop/engine";
import fc from "fast-check";
import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import enWords from "../i18n/conditions.en.ts";
import zhWords from "../i18n/conditions.zh.ts";
import { conditionWords, type ConditionNames, type Translate } from "./conditionWords.ts";

const titles: { readonly [xid: string]: string } = { outdoor: "露天作业", "wind-force": "风力", level: "级别", ways: "方式", reason: "理由" };
const names: ConditionNames = {
  field: (xid) => titles[xid] ?? xid,
  answer: (value: JsonValue) => (value === false ? "否" : value === true ? "是" : value === "special" ? "特级" : String(value)),
  limit: (id) => (id === "wind-ban" ? "5 级" : undefined),
};
const strongWind: JsonLogic = { ">=": [{ var: "wind-force" }, { limit: ["wind-ban"] }] };
const indoors: JsonLogic = { "===": [{ var: "outdoor" }, false] };
const special: JsonLogic = { "===": [{ var: "level" }, "special"] };

describe("a condition in words", () => {
  let zh: Translate;
  let en: Translate;
  beforeAll(async () => {
    const i18n = i18next.createInstance();
    await i18n.init({ lng: "zh-CN", resources: { "zh-CN": { conditions: zhWords }, en: { conditions: enWords } }, interpolation: { escapeValue: false } });
    zh = i18n.getFixedT("zh-CN", "conditions");
    en = i18n.getFixedT("en", "conditions");
  });
  const read = (logic: JsonLogic): readonly (string | undefined)[] => [conditionWords(logic, names, zh), conditionWords(logic, names, en)];

  it("compares a field with a value, a limit or another field", () => {
    expect(read(special)).toEqual(["级别 等于 特级", "级别 is 特级"]);
    expect(read(strongWind)).toEqual(["风力 不小于 5 级", "风力 is at least 5 级"]);
    expect(read({ "<": [{ var: "wind-force" }, { var: "level" }] })).toEqual(["风力 小于 级别", "风力 is below 级别"]);
  });

  it("says what follows when, and what otherwise", () => {
    expect(read({ if: [indoors, false, strongWind] })).toEqual(["如果 露天作业 等于 否，不成立；否则 风力 不小于 5 级", "if 露天作业 is 否, does not hold; otherwise 风力 is at least 5 级"]);
    expect(read({ if: [indoors, false, special, true] })[0]).toBe("如果 露天作业 等于 否，不成立；否则 如果 级别 等于 特级，成立；否则 不成立");
  });

  it("joins with and and or, in brackets where the order matters", () => {
    expect(read({ and: [special, strongWind] })).toEqual(["级别 等于 特级 并且 风力 不小于 5 级", "级别 is 特级 and 风力 is at least 5 级"]);
    expect(read({ or: [special, { and: [indoors, strongWind] }] })[0]).toBe("级别 等于 特级 或者 （露天作业 等于 否 并且 风力 不小于 5 级）");
    expect(read({ and: [special, { if: [indoors, false, strongWind] }] })[1]).toBe("级别 is 特级 and (if 露天作业 is 否, does not hold; otherwise 风力 is at least 5 级)");
  });

  it("turns a condition round, and asks whether there is an answer", () => {
    expect(read({ "!": [special] })).toEqual(["不满足（级别 等于 特级）", "not (级别 is 特级)"]);
    expect(read({ known: [{ var: "reason" }] })).toEqual(["理由 已填写", "理由 is filled in"]);
    expect(read({ "!": { known: [{ var: "reason" }] } })).toEqual(["理由 没有填写", "理由 is not filled in"]);
  });

  it("tells a value among several, and an answer of several that holds one", () => {
    expect(read({ in: [{ var: "level" }, ["special", "level1"]] })).toEqual(["级别 是 特级、level1 之一", "级别 is one of 特级, level1"]);
    expect(read({ in: ["welding", { var: "ways" }] })).toEqual(["方式 包含 welding", "方式 contains welding"]);
  });

  it.each<JsonLogic>([{ ">=": [{ var: "wind-force" }, { limit: ["gone"] }] }, { and: [special, { some: [{ var: "ways" }, true] }] }, { if: [indoors] }, { "<": [1, { var: "wind-force" }, 5] }, { and: [] }, 5, "x"])(
    "has no words for %j, and none for a part of it",
    (logic) => expect(read(logic)).toEqual([undefined, undefined]),
  );

  it("says something or nothing of any JSON, and never fails", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => ["string", "undefined"].includes(typeof conditionWords(value as JsonLogic, names, zh))));
  });
});
