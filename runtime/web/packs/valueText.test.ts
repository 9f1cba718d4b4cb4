import i18next from "i18next";
import { describe, expect, it } from "vitest";
import common from "../i18n/common.zh.ts";
import packs from "../i18n/packs.zh.ts";
import { editorOf, propText, typedOf, valueText, withNumber } from "./valueText.ts";

const own = i18next.createInstance();
void own.init({ lng: "zh", fallbackLng: false, defaultNS: "packs", resources: { zh: { packs, common } }, interpolation: { escapeValue: false }, initAsync: false });
const t = own.t;
const text = (value: unknown): string => valueText(value, "zh-CN", t);

describe("a value of a definition", () => {
  it("reads as a person writes it", () => {
    expect([text("厂区访客"), text(8), text(0.1 + 0.2), text(true), text(["a", "b"]), text({ value: "40", unit: "min", op: "<=" })]).toEqual(["厂区访客", "8", "0.3", "是", "a、b", "≤ 40 min"].map((one) => one.replace("min", text({ value: 1, unit: "min" }).slice(2))));
  });
  it("tells nothing there from empty", () => expect([text(undefined), text(null), text("")]).toEqual(["没有", "空", "空"]));
  it("without a plain form shows as it is written", () => expect(text({ "<=": [{ var: "a" }, 1] })).toBe('{"<=":[{"var":"a"},1]}'));
  it("can be typed only where all sides are of one kind", () => {
    expect([editorOf("a", "b"), editorOf(1, undefined, 2), editorOf({ value: "1", unit: "min" }, { value: "2", unit: "min" }), editorOf({ value: "1", unit: "min" }, { value: "2", unit: "h" }), editorOf("a", 1), editorOf({ "<": [] }), editorOf(undefined)]).toEqual(["text", "number", "quantity", undefined, undefined, undefined, undefined]);
  });
  it("keeps unit and sign when its number changes", () => expect([withNumber({ value: "45", unit: "min", op: "<=" }, 30), withNumber(4, 3)]).toEqual([{ value: "30", unit: "min", op: "<=" }, 3]));
  it("comes back into its field as it was typed", () => expect([typedOf({ value: "30", unit: "min" }), typedOf("x"), typedOf(false), typedOf({ a: 1 }), typedOf(undefined)]).toEqual([30, "x", false, undefined, undefined]));
  it("is named by its property in words, or by its own name", () => expect([propText("title.zh", t), propText("value", t), propText("x.unheard", t), propText(undefined, t)]).toEqual(["名称（中文）", "值", "x.unheard", ""]));
});
