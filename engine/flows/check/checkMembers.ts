import { issue, type Issue } from "../../issues/issue.ts";
import { isObject, own } from "../../model/json.ts";

type Test = (value: unknown) => boolean;
type Shape = { readonly [member: string]: Test };
const text: Test = (value) => typeof value === "string" && value !== "";
const object: Test = isObject;
const oneOf = (...values: readonly string[]): Test => (value) => typeof value === "string" && values.includes(value);
const i18n: Test = (value) => isObject(value) && typeof own(value, "zh") === "string" && typeof own(value, "en") === "string";
const optional = (test: Test): Test => (value) => value === undefined || test(value);
const texts: Test = (value) => Array.isArray(value) && value.every(text);
const objects: Test = (value) => Array.isArray(value) && value.every(isObject);
const number: Test = (value) => typeof value === "number" && Number.isFinite(value);
const numbers: Test = (value) => Array.isArray(value) && value.every(number);
const flag: Test = (value) => typeof value === "boolean";
/** An object with these members. */
const has = (shape: Shape): Test => (value) => isObject(value) && Object.entries(shape).every(([member, test]) => test(own(value, member)));
const either = (...tests: readonly Test[]): Test => (value) => tests.some((test) => test(value));

const sections = optional(has({ sections: texts }));
const overdue = (value: unknown): boolean => Array.isArray(value) && value.every(has({ after: text, notify: objects, message: i18n }));
const due = optional(has({ after: optional(text), dateField: optional(text), fromField: optional(text), overdue: optional(overdue), remindAt: optional(numbers), onOver: either(text, has({ goto: text })), transferTo: optional(objects) }));
const evidence = optional(has({ comment: optional(texts), signature: optional(flag), password: optional(flag), photo: optional(flag), gpsWithin: optional(has({ field: text, limit: object })) }));
const onReject = has({ do: text, to: optional(text) });
const returns = optional(has({ allow: optional(flag), targets: optional(either(text, texts)), afterRepair: optional(oneOf("rewalk", "backToReturner", "choose")) }));
const vote = optional(has({ count: optional(number), percent: optional(number), strict: optional(flag), weights: optional(object), vetoRoles: optional(texts) }));
const act = has({ do: text, field: optional(text), form: optional(text), data: optional(object), flow: optional(text), rule: optional(text), candidates: optional(objects), message: optional(i18n), event: optional(text), topic: optional(text), cause: optional(text), reason: optional(i18n) });
const people = { candidates: objects, exclude: optional(objects), selfApproval: oneOf("skipToManager", "allow", "forbid") };
const step = { fields: object, evidence, due, checks: optional(texts), returns };

const flow: Shape = { id: text, title: i18n, form: has({ id: text, hash: optional(text) }), nodes: objects, edges: objects, settings: object, life: optional(object) };
const settings: Shape = { withdraw: oneOf("beforeFirst", "always", "never"), admin: objects, permit: optional(flag) };
const edge: Shape = { id: text, from: text, to: text, order: optional(number), default: optional(flag) };
const life: Shape = { initial: text, states: objects, events: objects };
const state: Shape = { id: text, title: i18n, tone: oneOf("waiting", "live", "stopped", "done", "void"), final: optional(flag), timers: optional(objects), tasks: optional(objects) };
const timer: Shape = {
  id: text, from: either(oneOf("enter"), has({ event: text })), whileIn: texts, fires: text, remindBefore: optional(texts),
  after: optional(either(text, has({ field: text }), (value) => isObject(value) && Object.hasOwn(value, "expr"))), at: optional(has({ dateField: text })),
};
const task: Shape = { id: text, title: i18n, candidates: objects, form: sections, due, every: optional(text), onOver: optional(text) };
const event: Shape = {
  id: text, title: i18n, from: texts, to: text, by: either(objects, oneOf("timer", "interlock", "system")), checks: optional(texts), form: sections, evidence,
  reason: optional(oneOf("required")), effects: optional((value) => Array.isArray(value) && value.every(act)), interlock: optional(has({ causes: texts, areaField: text, watches: optional((value) => Array.isArray(value) && value.every(has({ cause: text, checks: texts }))) })),
};

const nodes: { readonly [kind: string]: Shape } = {
  start: { fields: object, evidence, checks: optional(texts), due },
  fill: { ...people, ...step },
  approval: {
    ...people, ...step, mode: oneOf("firstDecision", "anyApprove", "all", "sequence", "vote"), completion: oneOf("early", "collectAll"),
    dedupe: oneOf("none", "consecutive", "everSame"), onReject, vote, signs: optional(texts), rejectPolicy: optional(oneOf("veto", "vote")),
  },
  notify: { candidates: objects, message: i18n },
  join: { of: text, mode: either(oneOf("all", "any"), has({ n: number })), onFail: optional(onReject) },
  act: { act, repeat: optional(oneOf("once", "eachVisit")) },
  wait: { until: either(has({ duration: text }), has({ dateField: text }), has({ event: text, key: (value) => value !== undefined })), onOver: optional(oneOf("go")) },
  subflow: { flow: has({ id: text, hash: text }), rows: optional(text), sync: flag, complete: optional(either(oneOf("all", "any"), has({ n: number }))), onChildReject: onReject },
  end: { outcome: text, terminate: optional(flag) },
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
