import type { FormDefinition, FormRule } from "../model/form.ts";
import type { JsonObject } from "../model/json.ts";
import type { FactContext } from "./context.ts";

const text = (zh: string, en: string): { zh: string; en: string } => ({ zh, en });
const field = (xid: string, rest: JsonObject): JsonObject => ({ "x-id": xid, "x-title": text(xid, xid), ...rest });

/** A small hot-work permit: keys differ from x-ids on purpose. */
export function hotWorkForm(extra: { readonly logic?: readonly FormRule[]; readonly properties?: JsonObject } = {}): FormDefinition {
  return {
    id: "permit-hot-work", revision: 1, title: text("动火", "Hot work"),
    schema: {
      type: "object",
      properties: {
        "级别": field("level", { type: "string", enum: ["special", "level1", "level2"] }),
        outdoors: field("outdoor", { type: "boolean" }),
        wind: field("windLevel", { type: "integer", minimum: 0, maximum: 17, "x-unit": "Bft" }),
        plan: field("plan", { "x-kind": "file" }),
        worker: field("worker", { "x-kind": "person" }),
        guardians: field("guardians", { "x-kind": "people" }),
        note: field("note", { "x-kind": "note" }),
        risk: field("risk", { "x-kind": "risk-matrix" }),
        measures: field("measures", { "x-kind": "checklist", "x-checklist": [{ code: "HW01", text: text("清洗置换", "Cleaned"), star: true }, { code: "HW04", text: text("其他", "Other") }] }),
        gas: field("gasTests", {
          "x-kind": "gas-test",
          items: {
            type: "object",
            properties: {
              at: field("time", { type: "string", format: "date-time" }),
              v: field("volPct", { type: "number", minimum: 0 }),
              lel: field("lelPct", { type: "number" }),
              lim: field("limitUsed", { type: "number" }),
              ok: field("result", { type: "boolean" }),
              why: field("why", { type: "string" }),
            },
            required: ["at", "v"],
          },
        }),
        worst: field("worst", { type: "number" }),
        start: field("planStart", { type: "string", format: "date-time" }),
        close: field("close", { "x-kind": "section", type: "object", properties: { done: field("finishTime", { type: "string", format: "date-time" }), days: field("days", { type: "number" }) } }),
        ...extra.properties,
      },
      required: ["级别", "outdoors", "wind", "worker"],
    },
    ui: { sections: [{ id: "main", title: text("主要", "Main"), fields: ["level", "outdoor", "windLevel", "plan", "worker"] }, { id: "end", title: text("收尾", "Close"), fields: ["close"] }] },
    limits: {
      low: { value: 0.2, unit: "%", sourceStd: "GB 30871", clause: "5.3.2", confidence: "read", legalFloor: true },
      high: { value: 0.5, unit: "%", sourceStd: "GB 30871", clause: "5.3.2", confidence: "read", legalFloor: true },
      fresh: { value: 30, unit: "min", sourceStd: "GB 30871", clause: "5.3.1", confidence: "read", legalFloor: true },
    },
    logic: [
      { target: "windLevel", effect: "show", when: { "==": [{ var: "outdoor" }, true] } },
      { target: "plan", effect: "show", when: { "==": [{ var: "level" }, "special"] } },
      { target: "plan", effect: "require", when: { "==": [{ var: "level" }, "special"] } },
      { target: "worst", effect: "compute", expr: { reduce: [{ var: "gasTests" }, { max: [{ var: "accumulator" }, { var: "current.volPct" }] }, 0] } },
      { target: "gasTests.limitUsed", effect: "compute", expr: { if: [{ ">=": [{ var: "lelPct" }, 4] }, { limit: ["high"] }, { limit: ["low"] }] } },
      { target: "gasTests.result", effect: "compute", expr: { "<=": [{ var: "volPct" }, { var: "limitUsed" }] } },
      { target: "gasTests.why", effect: "show", when: { "==": [{ var: "result" }, false] } },
      { target: "gasTests.why", effect: "require", when: { "==": [{ var: "result" }, false] } },
      { target: "close.days", effect: "compute", expr: { "/": [{ minutesBetween: [{ var: "planStart" }, { var: "close.finishTime" }] }, 1440] } },
      { target: "level", effect: "options", when: { "==": [{ var: "outdoor" }, true] }, expr: ["special", "level1"] },
      { id: "distinct", target: "guardians", effect: "check", expr: { "!": [{ in: [{ var: "worker" }, { var: ["guardians", []] }] }] }, message: text("监护人不能是作业人 {who}", "A guardian is also the worker {who}"), params: { who: { var: "worker" } } },
      {
        id: "C-08", target: "gasTests", effect: "check", on: "named", message: text("气体分析过期", "Gas test too old"),
        expr: { some: [{ var: "gasTests" }, { "<=": [{ minutesBetween: [{ var: "time" }, { var: "ctx.now" }] }, { limit: ["fresh"] }] }] },
      },
      { id: "C-09", target: "gasTests.volPct", effect: "check", on: "named", expr: { var: "result" } },
      { id: "C-30", target: "", effect: "check", on: "named", expr: { "==": [{ var: "ctx.area.gasAlarms" }, 0] } },
      ...(extra.logic ?? []),
    ],
  };
}

export const facts: FactContext = { now: "2026-03-01T08:31:00+08:00" };

/** Data that may be stored as it is. */
export const goodData: JsonObject = {
  "级别": "level1", outdoors: false, worker: "w1", guardians: ["g1"],
  measures: { HW01: { applies: true, confirmedBy: "w1" } },
  gas: [{ at: "2026-03-01T08:10:00+08:00", v: 0.1, lel: 5 }],
  start: "2026-03-01T09:00:00+08:00",
};
