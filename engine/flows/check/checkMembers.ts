import { issue, type Issue } from "../../issues/issue.ts";
import { isObject, own } from "../../model/json.ts";

type Test = (value: unknown) => boolean;
const text: Test = (value) => typeof value === "string" && value !== "";
const list: Test = Array.isArray;
const object: Test = isObject;
const oneOf = (...values: readonly string[]): Test => (value) => typeof value === "string" && values.includes(value);
const i18n: Test = (value) => isObject(value) && typeof own(value, "zh") === "string" && typeof own(value, "en") === "string";
const optional = (test: Test): Test => (value) => value === undefined || test(value);
const texts: Test = (value) => Array.isArray(value) && value.every(text);
const objects: Test = (value) => Array.isArray(value) && value.every(isObject);
const people = { candidates: objects, exclude: optional(objects), onNobody: oneOf("toAdmin", "block", "autoReject"), selfApproval: oneOf("skipToManager", "allow", "forbid") };
const step = { fields: object, evidence: optional(object), due: optional(object), checks: optional(texts), returns: optional(object) };

type Shape = { readonly [member: string]: Test };

const flow: Shape = { id: text, title: i18n, form: object, nodes: objects, edges: objects, settings: object, life: optional(object) };
const settings: Shape = { withdraw: oneOf("beforeFirst", "always", "never"), admin: objects };
const edge: Shape = { id: text, from: text, to: text };
const life: Shape = { initial: text, states: objects, events: objects };
const state: Shape = { id: text, title: i18n, tone: oneOf("waiting", "live", "stopped", "done", "void"), timers: optional(objects), tasks: optional(objects) };
const timer: Shape = { id: text, from: (value) => value === "enter" || isObject(value), whileIn: texts, fires: text, remindBefore: optional(texts) };
const task: Shape = { id: text, title: i18n, candidates: objects, form: optional(object), due: optional(object) };
const event: Shape = { id: text, title: i18n, from: texts, to: text, by: (value) => objects(value) || text(value), checks: optional(texts), effects: optional(objects), form: optional(object) };

const nodes: { readonly [kind: string]: Shape } = {
  start: { fields: object, evidence: optional(object), checks: optional(texts), due: optional(object) },
  fill: { ...people, ...step },
  approval: {
    ...people, ...step, mode: oneOf("firstDecision", "anyApprove", "all", "sequence", "vote"), completion: oneOf("early", "collectAll"),
    dedupe: oneOf("none", "consecutive", "everSame"), onReject: object, vote: optional(object), signs: optional(texts), rejectPolicy: optional(oneOf("veto", "vote")),
  },
  notify: { candidates: objects, message: i18n },
  join: { of: text, mode: (value) => value === "all" || value === "any" || isObject(value), onFail: optional(object) },
  act: { act: object, repeat: optional(oneOf("once", "eachVisit")) },
  end: { outcome: text },
};

/** Whether an unknown value has the members a flow must have. Everything else relies on it. */
export function checkMembers(def: unknown): readonly Issue[] {
  if (!isObject(def)) return [issue("FLOW_INVALID", "", { what: "object" })];
  const top = missing(def, flow, "");
  if (top.length > 0) return top;
  return [
    ...missing(own(def, "settings"), settings, "/settings"),
    ...each(own(def, "edges"), () => edge, "/edges"),
    ...each(own(def, "nodes"), (node) => ({ id: text, kind: text, title: i18n, ...(own(nodes, String(own(node, "kind"))) as Shape | undefined) }), "/nodes"),
    ...lifeMembers(own(def, "life")),
  ];
}

function lifeMembers(value: unknown): readonly Issue[] {
  if (value === undefined) return [];
  const top = missing(value, life, "/life");
  if (top.length > 0 || !isObject(value)) return top;
  const states = own(value, "states") as readonly object[];
  return [
    ...each(states, () => state, "/life/states"),
    ...states.flatMap((one, i) => [...each(own(one, "timers") ?? [], () => timer, `/life/states/${i}/timers`), ...each(own(one, "tasks") ?? [], () => task, `/life/states/${i}/tasks`)]),
    ...each(own(value, "events"), () => event, "/life/events"),
  ];
}

function each(items: unknown, shapeOf: (item: object) => Shape, path: string): readonly Issue[] {
  return Array.isArray(items) ? items.flatMap((item: object, i) => missing(item, shapeOf(item), `${path}/${i}`)) : [];
}

function missing(value: unknown, shape: Shape, path: string): readonly Issue[] {
  if (!isObject(value)) return [issue("FLOW_INVALID", path, { what: path })];
  return Object.entries(shape).flatMap(([member, test]) => (test(own(value, member)) ? [] : [issue("FLOW_INVALID", `${path}/${member}`, { what: `${path}/${member}` })]));
}
