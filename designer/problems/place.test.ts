import { checkFlow, checkForm, checkRule, type AlertRule, type Definition, type DefinitionKind, type FormDefinition, type Issue, type Tag } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { placeOfIssue, nearest, selectionOfPlace } from "./place.ts";

const title = (word: string) => ({ zh: word, en: word });

const form: FormDefinition = {
  id: "f", revision: 1, title: title("f"), logic: [],
  schema: { type: "object", required: [], properties: { wind: { type: "number", "x-id": "wind", "x-title": title("风力"), "x-kind": "number" }, note: { type: "string", "x-id": "note", "x-title": title("备注"), "x-kind": "text" } } },
  ui: { sections: [{ id: "main", title: title("基本"), columns: 2, fields: ["wind", "note"] }] },
};
const withField = (key: string, schema: object): object => ({ ...form, schema: { ...form.schema, properties: { ...(form.schema["properties"] as object), [key]: schema } } });
const withLogic = (...logic: object[]): object => ({ ...form, logic });

const approve = { id: "approve", kind: "approval", title: title("安全审批"), mode: "firstDecision", completion: "early", dedupe: "none", candidates: [{ kind: "role", role: "base-unit-head", at: "initiatorOrg" }], onNobody: "toAdmin", selfApproval: "skipToManager", fields: { "*": "read" }, onReject: { do: "end" } };
const start = { id: "start", kind: "start", title: title("发起"), fields: { "*": "edit" } };
const end = { id: "end", kind: "end", title: title("结束"), outcome: "approved" };
const flowOf = (nodes: readonly object[], edges: readonly object[], more: object = {}): object => ({ id: "w", revision: 1, title: title("w"), form: { id: "f" }, nodes, edges, settings: { withdraw: "beforeFirst", admin: [{ kind: "role", role: "admin", at: "initiatorOrg" }] }, ...more });
const line = [{ id: "e1", from: "start", to: "approve" }, { id: "e2", from: "approve", to: "end" }];
const split = { id: "split", kind: "exclusive", title: title("风大吗") };
const strong = { ">": [{ var: "wind" }, 5] };

const tag: Tag = { id: "G", title: title("G"), measurement: "combustible", unit: "%[LEL]", range: { min: 0, max: 100 }, area: "a", orgId: "o", periodS: 1, staleAfterS: 30 } as unknown as Tag;
const rule: AlertRule = {
  id: "r", revision: 1, title: title("r"), message: title("m"), select: { tags: ["G"] }, per: "tag", limits: { H: { value: 25, unit: "%[LEL]", op: ">=", sourceStd: "GB/T 50493", edition: "2019", confidence: "read" } },
  condition: { ">=": [{ value: [] }, { limit: ["H"] }] }, deadband: 2, onDelayS: 3, offDelayS: 10, priority: "P2", actions: [],
};
const condition = (logic: unknown): object => ({ ...rule, deadband: 0, condition: logic });

type Case = readonly [code: string, kind: DefinitionKind, definition: object, place: string];

/** One failing example of each check, and the element that it must lead to. */
const cases: readonly Case[] = [
  ["FORM_XID_MISSING", "forms", withField("wind", { type: "number", "x-title": title("风力") }), "whole"],
  ["FORM_XID_BAD", "forms", withField("wind", { type: "number", "x-id": "9 bad" }), "field 9 bad"],
  ["FORM_XID_TAKEN", "forms", withField("more", { type: "string", "x-id": "wind", "x-kind": "text" }), "field wind"],
  ["FORM_KIND_UNKNOWN", "forms", withField("wind", { type: "number", "x-id": "wind", "x-kind": "wand" }), "field wind"],
  ["FORM_KIND_SCHEMA", "forms", withField("wind", { type: "string", "x-id": "wind", "x-kind": "number" }), "field wind"],
  ["FORM_PATTERN_BAD", "forms", withField("note", { type: "string", "x-id": "note", "x-kind": "text", pattern: "(a)\\1" }), "field note"],
  ["FORM_FORMAT_UNKNOWN", "forms", withField("note", { type: "string", "x-id": "note", "x-kind": "text", format: "zodiac" }), "field note"],
  ["FORM_REF_UNRESOLVED", "forms", withField("note", { "x-id": "note", $ref: "#/$defs/none" }), "field note"],
  ["FORM_REF_REMOTE", "forms", withField("note", { "x-id": "note", $ref: "https://x.example/y" }), "field note"],
  ["FORM_KEYWORD_BAD", "forms", withField("wind", { type: "number", "x-id": "wind", "x-kind": "number", minimum: "low" }), "field wind"],
  ["FORM_TARGET_UNKNOWN", "forms", withLogic({ id: "r1", target: "gone", effect: "show", when: true }), "whole"],
  ["FORM_FIELD_UNKNOWN", "forms", withLogic({ id: "r1", target: "note", effect: "show", when: { ">": [{ var: "gone" }, 1] } }), "field note"],
  ["FORM_LIMIT_UNKNOWN", "forms", withLogic({ id: "r1", target: "note", effect: "show", when: { ">": [{ var: "wind" }, { limit: ["gone"] }] } }), "field note"],
  ["FORM_RULE_ID_TAKEN", "forms", withLogic({ id: "r1", target: "note", effect: "show", when: true }, { id: "r1", target: "wind", effect: "show", when: true }), "field wind"],
  ["LOGIC_OPERATOR_UNKNOWN", "forms", withLogic({ id: "r1", target: "note", effect: "show", when: { wish: [1] } }), "field note"],
  ["LOGIC_ARITY", "forms", withLogic({ id: "r1", target: "note", effect: "show", when: { "<": [1] } }), "field note"],

  ["FLOW_UNREACHABLE", "flows", flowOf([start, approve, { ...approve, id: "lost", title: title("没人来") }, end], [...line, { id: "e3", from: "lost", to: "end" }]), "step lost"],
  ["FLOW_DEAD_END", "flows", flowOf([start, split, approve, { ...approve, id: "stop" }, end], [{ id: "e0", from: "start", to: "split" }, { id: "ea", from: "split", to: "approve", when: strong }, { id: "eb", from: "split", to: "stop", default: true }, { id: "e2", from: "approve", to: "end" }]), "step stop"],
  ["FLOW_NO_DEFAULT", "flows", flowOf([start, split, approve, end], [{ id: "e0", from: "start", to: "split" }, { id: "ea", from: "split", to: "approve", when: strong }, { id: "eb", from: "split", to: "end", when: { "!": [strong] } }, { id: "e2", from: "approve", to: "end" }]), "step split"],
  ["FLOW_CONDITION", "flows", flowOf([start, approve, end], [line[0]!, { id: "e2", from: "approve", to: "end", when: strong }]), "branch e2"],
  ["FLOW_FIELD_UNKNOWN", "flows", flowOf([start, { ...approve, fields: { "*": "read", gone: "edit" } }, end], line), "step approve"],
  ["FLOW_ID", "flows", flowOf([start, approve, { ...approve }, end], line), "step approve"],
  ["FLOW_VOTE", "flows", flowOf([start, { ...approve, mode: "vote", vote: { passPercent: 170 } }, end], line), "step approve"],
  ["FLOW_TARGET", "flows", flowOf([start, { ...approve, onReject: { do: "return", to: "end" } }, end], line), "step approve"],
  ["FLOW_DUE", "flows", flowOf([start, { ...approve, due: { after: "soon", onOver: "escalate" } }, end], line), "step approve"],
  ["FLOW_CALENDAR", "flows", flowOf([start, approve, end], line, { settings: { withdraw: "beforeFirst", admin: [{ kind: "role", role: "admin", at: "initiatorOrg" }], calendar: "none" } }), "whole"],

  ["RULE_SHAPE", "rules", { ...rule, priority: "P9" }, "setting priority"],
  ["RULE_UNIT", "rules", { ...rule, limits: { H: { ...rule.limits["H"], unit: "kPa" } } }, "condition /condition/>="],
  ["RULE_LIMIT_UNKNOWN", "rules", condition({ ">=": [{ value: [] }, { limit: ["gone"] }] }), "condition"],
  ["RULE_LITERAL_LIMIT", "rules", condition({ ">=": [{ value: [] }, 25] }), "condition"],
  ["RULE_OPERATOR", "rules", condition({ and: [true, { wish: [1] }] }), "condition /condition/and/1"],
  ["RULE_ARGUMENTS", "rules", condition({ lastN: [5, 3, true] }), "condition"],
  ["RULE_ALIAS_UNKNOWN", "rules", condition({ ">": [{ value: ["b"] }, { limit: ["H"] }] }), "condition"],
  ["RULE_CALENDAR_UNKNOWN", "rules", { ...rule, schedule: "none" }, "setting schedule"],
  ["RULE_NO_TAG", "rules", { ...rule, select: { tags: ["X"] } }, "setting select"],
  ["RULE_GAS_DELAY", "rules", { ...rule, onDelayS: 30 }, "setting onDelayS"],
  ["RULE_DEADBAND_SHAPE", "rules", { ...rule, condition: { and: [rule.condition, true] } }, "setting deadband"],
  ["RULE_DEADBAND_AND_CLEAR", "rules", { ...rule, clear: { "<": [{ value: [] }, { limit: ["H"] }] } }, "setting deadband"],
  ["RULE_WINDOW_TOO_LARGE", "rules", condition({ ">": [{ median: [9000] }, { limit: ["H"] }] }), "condition"],
  ["RULE_FLOOR_LOOSENED", "rules", { ...rule, limits: { H: { ...rule.limits["H"], value: 30 } } }, "limit H"],
  ["RULE_SCHEDULE_P1", "rules", { ...rule, priority: "P1", schedule: "x" }, "setting schedule"],
  ["RULE_ACK_REQUIRED", "rules", { ...rule, ackRequired: false }, "setting ackRequired"],
  ["RULE_SETTLED_FORBIDDEN", "rules", { ...rule, announce: "settled" }, "setting announce"],
  ["RULE_LADDER_ORDER", "rules", { ...rule, ladder: { id: "l", step: 9 } }, "setting ladder"],
];

function issuesOf(kind: DefinitionKind, definition: object): readonly Issue[] {
  if (kind === "forms") return checkForm(definition as FormDefinition);
  if (kind === "flows") return checkFlow(definition, { form, calendars: () => false });
  return checkRule(definition as AlertRule, [tag], [], { H: { ...rule.limits["H"]!, legalFloor: true } }, () => undefined);
}

describe("a problem", () => {
  it("is one of at least 25 checks, each shown failing here", () => {
    expect(new Set(cases.map(([code]) => code)).size).toBeGreaterThanOrEqual(25);
    expect(issuesOf("forms", form)).toEqual([]);
    expect(issuesOf("flows", flowOf([start, approve, end], line))).toEqual([]);
    expect(issuesOf("rules", rule)).toEqual([]);
  });

  it.each(cases)("%s of %s leads to its element", (code, kind, definition, wanted) => {
    const found = issuesOf(kind, definition).filter((one) => one.code === code);
    expect(issuesOf(kind, definition).map((one) => one.code)).toContain(code);
    const places = found.map((one) => placeOfIssue(kind, definition as Definition, one)).map((one) => ("id" in one ? `${one.kind} ${one.id}` : one.kind));
    expect(places.some((one) => one === wanted || (wanted.startsWith("condition") && one.startsWith(wanted))) ? wanted : places).toBe(wanted);
  });

  it("selects a field, a section, a step or a branch; settings are found on the page", () => {
    expect(selectionOfPlace({ kind: "section", id: "main", title: title("x") })).toBe("section:main");
    expect(selectionOfPlace({ kind: "branch", id: "e1", title: title("x") })).toBe("branch:e1");
    expect(selectionOfPlace({ kind: "limit", id: "H" })).toBeUndefined();
    expect(nearest("/condition/and/1/>=/1", ["/condition", "/condition/and/1", "/limits/H"])).toBe("/condition/and/1");
    expect(nearest("/select/tags", ["/selec", "/select"])).toBe("/select");
  });
});
