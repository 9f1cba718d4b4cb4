import { type FlowDefinition, flowCommands, type HistoryItem } from "@safeloop/engine";
import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { allWords } from "../../i18n/allWords.ts";
import { detailText, mentioned } from "./historyDetail.ts";
import { commandText } from "./historyEntries.ts";
import { roundOf } from "./rounds.ts";

beforeAll(async () => {
  const half = (language: "zh" | "en") => Object.fromEntries(Object.entries(allWords).map(([noun, words]) => [noun, words[language]]));
  await i18next.init({ lng: "zh-CN", fallbackLng: false, resources: { "zh-CN": half("zh"), en: half("en") }, interpolation: { escapeValue: false } });
});

const item = (command: string, more: Partial<HistoryItem> = {}): HistoryItem => ({ seq: 1, at: "2026-07-14T00:00:00Z", by: null, command, state: "event", ...more });
const flow = { nodes: [{ id: "unit", title: { zh: "单位审批", en: "Unit" } }] } as unknown as FlowDefinition;
const words = (locale: "zh-CN" | "en") => ({ t: i18next.getFixedT(locale), text: (value: { zh: string; en: string } | string | undefined) => (typeof value === "string" ? value : (value?.[locale === "en" ? "en" : "zh"] ?? "")), flow, nameOf: (id: string) => ({ li: "李明", wang: "王芳" })[id] ?? id });
const zh = (command: string, more: Partial<HistoryItem> = {}) => detailText(item(command, more), words("zh-CN"));

describe("a line of the history in words", () => {
  it.each(["zh-CN", "en"] as const)("has a word for every command and every act of the engine (%s)", (locale) => {
    const acts = [...flowCommands, "subflow", "childEnded", "wait", "back", "goto", "blocked", "remind", "overdue", "system", "end", "enter", "leave", "migrate", "notify"];
    expect(acts.filter((command) => commandText(item(command), words(locale)) === command)).toEqual([]);
    expect(commandText(item("note", { outcome: "calendarAssumed" }), words(locale))).not.toBe("note");
  });
  it("says to whom a task went and who was added where", () => {
    expect(zh("transfer", { outcome: "li" })).toBe("转给 李明");
    expect(zh("delegate", { outcome: "wang" })).toBe("请 王芳 出意见");
    expect(zh("addSigner", { outcome: "before", detail: { people: ["li", "wang"], mode: "any" } })).toBe("李明、王芳 · 前加签 · 一人同意即可");
    expect(zh("addSigner", { outcome: "after", detail: { people: ["li"], mode: "all" } })).toBe("李明 · 后加签");
    expect(zh("reduceSigner", { outcome: "li" })).toBe("减去 李明");
    expect(zh("cc", { detail: { people: ["li", "wang"] } })).toBe("抄送 李明、王芳");
  });
  it("says where it went, what was taken back, and for whom a deputy acted", () => {
    expect(zh("return", { outcome: "unit" })).toBe("到“单位审批”");
    expect(zh("jump", { outcome: "unit" })).toBe("到“单位审批” · 记入审计");
    expect(zh("takeBack", { outcome: "approved" })).toBe("原为同意");
    expect(zh("approve", { outcome: "approved", detail: { for: "wang" } })).toBe("代 王芳");
    expect(zh("subflow", { detail: { children: 3 } })).toBe("3 个");
    expect(zh("wait", { outcome: "elapsed" })).toBe("到时");
    expect(zh("comment")).toBe("");
  });
  it("names the people whose names must be known", () => {
    expect(mentioned(item("addSigner", { detail: { people: ["li", "wang"], for: "zhao" } }))).toEqual(["li", "wang", "zhao"]);
    expect(mentioned(item("transfer", { outcome: "li" }))).toEqual(["li"]);
    expect(mentioned(item("approve", { outcome: "approved" }))).toEqual([]);
  });
});

describe("the round of a line", () => {
  const at = (command: string, node: string, detail?: HistoryItem["detail"]) => item(command, { node: { id: node, title: { zh: node, en: node } }, ...(detail ? { detail } : {}) });
  const history = [at("enter", "unit"), at("enter", "side"), at("approve", "unit"), at("back", "unit", { generation: 1 }), at("enter", "unit"), at("approve", "unit"), at("approve", "side")];
  it("is the one in which its step was entered", () => {
    expect([2, 5].map((index) => roundOf(history[index] as HistoryItem, history))).toEqual([1, 2]);
  });
  it("stays the first for a branch that was not sent back", () => {
    expect(roundOf(history[6] as HistoryItem, history)).toBe(1);
  });
});
