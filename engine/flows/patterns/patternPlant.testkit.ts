import type { FlowEdge, FlowNode, Life, LifeEvent, LifeState } from "../../model/flow.ts";
import type { FormDefinition } from "../../model/form.ts";
import type { JsonObject } from "../../model/json.ts";
import type { JsonLogic } from "../../model/logic.ts";
import { directoryOf, end, people, start, textForm, wait } from "../testing/plant.testkit.ts";

const t = (text: string) => ({ zh: text, en: text });
const text = (xid: string): JsonObject => ({ type: "string", "x-id": xid, "x-title": t(xid) });

/** `me` asks; `a` to `e` decide; three people of the safety department; the head of everybody is `boss`. */
export const patternPeople = {
  me: { manager: "boss" }, a: {}, b: {}, c: {}, d: {}, e: {}, x: {}, y: {}, boss: {}, admin: {},
  s1: { roles: ["safety-dept"] }, s2: { roles: ["safety-dept"] }, s3: { roles: ["safety-dept"] },
} as const;

export const patternDirectory = directoryOf(patternPeople);

/** Words, a team, rows, and another ticket of the same area. */
export const patternForm: FormDefinition = {
  ...textForm(["f", "g", "h"]),
  schema: {
    type: "object",
    properties: {
      f: text("f"), g: text("g"), h: text("h"), other: text("other"),
      team: { type: "array", items: { type: "string" }, "x-id": "team", "x-title": t("team") },
      rows: { type: "array", "x-id": "rows", "x-title": t("rows"), "x-kind": "table", items: { type: "object", properties: { what: text("what") } } },
    },
  },
  ui: { sections: [{ id: "main", title: t("main"), fields: ["f", "g", "h", "other", "team", "rows"] }] },
};

export const rows = (...what: readonly string[]): JsonObject => ({ rows: what.map((one) => ({ what: one })) });

/** The same form with checks that events of a life name. */
export function withChecks(checks: { readonly [id: string]: JsonLogic }): FormDefinition {
  return { ...patternForm, logic: Object.entries(checks).map(([id, expr]) => ({ id, target: "f", effect: "check" as const, on: "named" as const, expr, message: t(id) })) };
}

/** A line that is taken when the field says so. */
export const when = (id: string, chain: string, field: string, value: string, order = 0): FlowEdge => ({ ...line(id, chain, order), when: { "==": [{ var: field }, value] } });
/** The line taken when no other is. */
export const otherwise = (id: string, chain: string, order = 9): FlowEdge => ({ ...line(id, chain, order), default: true });

function line(id: string, chain: string, order: number): FlowEdge {
  const [from = "", to = ""] = chain.split(">");
  return { id, from, to, order };
}

export const S = start();
export const Z = end();
/** Waits for the signal `go`. */
export const waitFor = (id: string, event = "go"): FlowNode => wait(id, { event, key: "k" });

/** A life of plain states, in none of which work goes on by itself; the first is the initial one. */
export function lifeOf(states: readonly string[], finals: readonly string[], events: readonly (readonly [id: string, way: string, by: string, extra?: Partial<LifeEvent>])[], live: readonly LifeState[] = []): Life {
  return {
    initial: states[0] ?? "",
    states: [...states.map((id): LifeState => ({ id, title: t(id), tone: "waiting" })), ...live, ...finals.map((id): LifeState => ({ id, title: t(id), tone: "done", final: true }))],
    events: events.map(([id, way, by, extra]) => {
      const [from = "", to = ""] = way.split(">");
      return { id, title: t(id), from: from.split("|"), to, by: people(by), ...extra };
    }),
  };
}

/** An event that has already been, or not yet: for checks. */
export const happened = (event: string): JsonLogic => ({ exists: ["ctx", "instance", "eventTimes", event] });
export const notYet = (event: string): JsonLogic => ({ "!": [happened(event)] });
