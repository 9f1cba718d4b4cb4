import type { FormDefinition, JsonObject } from "@safeloop/engine";
import { sharedWords } from "../i18n/sharedWords.ts";
import { startI18n } from "../i18n/i18n.ts";
import type { FormServices } from "./services/formServices.ts";

const title = (zh: string): JsonObject => ({ zh, en: zh });
const xid = (id: string, zh: string, kind: string, rest: JsonObject): JsonObject => ({ "x-id": id, "x-title": title(zh), "x-kind": kind, ...rest });

/** A small hot-work form for tests: conditions, computed values, rows, a checklist. */
export const hotWork: FormDefinition = {
  id: "test-hot-work",
  revision: 1,
  title: { zh: "动火", en: "Hot work" },
  schema: {
    type: "object",
    required: ["point"],
    properties: {
      point: xid("point", "动火部位", "text", { type: "string", minLength: 2, "x-help": title("写清设备与高度") }),
      outdoor: xid("outdoor", "露天", "boolean", { type: "boolean" }),
      wind: xid("wind", "风力", "integer", { type: "integer", minimum: 0, maximum: 17, "x-unit": "Bft" }),
      level: xid("level", "应为级别", "choice", { type: "string", enum: ["special", "level2"], "x-enum": { special: title("特级"), level2: title("二级") } }),
      tests: xid("tests", "气体分析", "gas-test", {
        type: "array",
        items: {
          type: "object",
          properties: {
            time: xid("t-time", "取样时间", "date-time", { type: "string", format: "date-time" }),
            point: xid("t-point", "取样点", "text", { type: "string" }),
            measureUnit: xid("t-unit", "单位", "choice", { type: "string", enum: ["lel", "vol"], "x-enum": { lel: title("%LEL"), vol: title("vol%") } }),
            value: xid("t-value", "读数", "number", { type: "number" }),
            lelPct: xid("t-lel", "爆炸下限", "number", { type: "number" }),
            volPct: xid("t-vol", "折算", "number", { type: "number", "x-unit": "vol%" }),
            result: xid("t-result", "结果", "choice", { type: "string", enum: ["pass", "fail"], "x-enum": { pass: title("合格"), fail: title("不合格") } }),
          },
        },
      }),
      measures: xid("measures", "安全措施", "checklist", { type: "object", "x-checklist": [{ code: "HW02", text: title("管线已断开"), star: true }] }),
    },
  },
  ui: { sections: [{ id: "base", title: { zh: "基本", en: "Base" }, fields: ["point", "outdoor", "wind", "level"] }, { id: "gas", title: { zh: "气体", en: "Gas" }, fields: ["tests"] }, { id: "measures", title: { zh: "措施", en: "Measures" }, fields: ["measures"] }] },
  logic: [
    { target: "wind", effect: "show", when: { "===": [{ var: "outdoor" }, true] } },
    { target: "wind", effect: "require", when: { "===": [{ var: "outdoor" }, true] } },
    { target: "level", effect: "compute", expr: { if: [{ ">=": [{ var: "wind" }, 5] }, "special", "level2"] } },
    { target: "tests.t-vol", effect: "compute", expr: { "/": [{ "*": [{ var: "t-value" }, { var: "t-lel" }] }, 100] } },
    { target: "tests.t-result", effect: "compute", expr: { if: [{ "<=": [{ var: "t-vol" }, 0.2] }, "pass", "fail"] } },
  ],
};

/** Services that know one person and store nothing. */
export const testServices: FormServices = {
  searchPeople: async () => [{ id: "u-sun", title: "孙磊" }],
  personName: async () => "孙磊",
  org: async () => ({ units: [], areas: [] }),
  searchTags: async () => [],
  tag: async () => undefined,
  searchAssets: async () => [],
  searchSubmissions: async () => [],
  submissionTitle: async () => undefined,
  upload: () => Promise.reject(new Error("tests store nothing")),
  fileUrl: (id) => `/files/${id}`,
  me: () => ({ id: "u-sun", name: "孙磊" }),
};

/** The words of the page, in Chinese. */
export function startWords(): void {
  startI18n(sharedWords, "zh-CN");
}
