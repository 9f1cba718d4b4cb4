import { candidates, duration, id, limit, logic, published, text } from "./parts.ts";

const nodeId = { type: "string", pattern: "^[A-Za-z][A-Za-z0-9-]{0,39}$" } as const;
const access = { type: "object", additionalProperties: { enum: ["hidden", "read", "edit", "require"] } } as const;
const strings = { type: "array", items: { type: "string" } } as const;

function choice(name: string, value: string, properties: object = {}, required: readonly string[] = []): object {
  return { type: "object", properties: { [name]: { const: value }, ...properties }, required: [name, ...required], additionalProperties: false };
}

const onReject = { oneOf: [choice("do", "end"), choice("do", "return", { to: nodeId, count: { type: "string" } }, ["to"]), choice("do", "branch"), choice("do", "continue")] };

/** Kept once under $defs. */
const due = { $ref: "#/$defs/due" } as const;
const act = { $ref: "#/$defs/act" } as const;
const evidence = { $ref: "#/$defs/evidence" } as const;

const evidenceDef = {
  type: "object",
  properties: {
    comment: { type: "array", items: { enum: ["approve", "reject", "return"] } },
    signature: { type: "boolean" },
    password: { type: "boolean" },
    photo: { type: "boolean" },
    gpsWithin: { type: "object", properties: { field: { type: "string" }, limit }, required: ["field", "limit"], additionalProperties: false },
  },
  additionalProperties: false,
} as const;

const overdueStep = { type: "object", properties: { after: duration, notify: candidates, message: text, when: logic }, required: ["after", "notify", "message"], additionalProperties: false } as const;
const dueDef = {
  type: "object",
  properties: {
    after: duration,
    dateField: { type: "string" },
    fromField: { type: "string" },
    remindAt: { type: "array", items: { type: "number", minimum: 0, maximum: 100 } },
    onOver: { anyOf: [{ enum: ["remind", "escalate", "transfer", "reject"] }, { type: "object", properties: { goto: nodeId }, required: ["goto"], additionalProperties: false }] },
    transferTo: candidates,
    overdue: { type: "array", items: overdueStep },
  },
  required: ["onOver"],
  additionalProperties: false,
} as const;

const actDef = {
  oneOf: [
    choice("do", "setField", { field: { type: "string" }, value: logic }, ["field", "value"]),
    choice("do", "createSubmission", { form: { type: "string" }, data: { type: "object", additionalProperties: logic }, linkField: { type: "string" }, rows: { type: "string" }, when: logic }, ["form", "data"]),
    choice("do", "startFlow", { flow: { type: "string" } }, ["flow"]),
    choice("do", "raiseAlarm", { rule: { type: "string" }, key: logic }, ["rule"]),
    choice("do", "ackAlarm", { rule: { type: "string" }, key: logic }, ["rule"]),
    choice("do", "outOfService", { points: logic, rules: logic, from: logic, until: logic }, ["until"]),
    choice("do", "interlock", { cause: { type: "string", minLength: 1 }, area: logic, reason: text }, ["cause", "area", "reason"]),
    choice("do", "interlockOver"),
    choice("do", "notify", { candidates, message: text }, ["candidates", "message"]),
    choice("do", "webhook", { event: { type: "string" } }, ["event"]),
    choice("do", "mqtt", { topic: { type: "string" } }, ["topic"]),
  ],
};

const returns = {
  type: "object",
  properties: { allow: { type: "boolean" }, targets: { anyOf: [{ enum: ["any", "start"] }, strings] }, afterRepair: { enum: ["rewalk", "backToReturner", "choose"] } },
  additionalProperties: false,
} as const;

const person = { candidates, exclude: candidates, onNobody: { enum: ["toAdmin", "block", "autoReject"] }, selfApproval: { enum: ["skipToManager", "allow", "forbid"] }, fields: access, evidence, due, returns, checks: strings } as const;
const personRequired = ["candidates", "onNobody", "selfApproval", "fields"] as const;

function node(kind: string, properties: object = {}, required: readonly string[] = []): object {
  return choice("kind", kind, { id: nodeId, title: text, mandatory: { const: true }, ...properties }, ["id", "title", ...required]);
}

const vote = { type: "object", properties: { count: { type: "integer", minimum: 1 }, percent: { type: "integer", minimum: 1, maximum: 100 }, strict: { type: "boolean" }, weights: { type: "object", additionalProperties: { type: "integer" } }, vetoRoles: strings }, additionalProperties: false } as const;
const joinMode = { anyOf: [{ enum: ["all", "any"] }, { type: "object", properties: { n: { type: "integer", minimum: 1 } }, required: ["n"], additionalProperties: false }] } as const;

const waitUntil = {
  oneOf: [
    { type: "object", properties: { duration }, required: ["duration"], additionalProperties: false },
    { type: "object", properties: { dateField: { type: "string" } }, required: ["dateField"], additionalProperties: false },
    { type: "object", properties: { event: { type: "string", minLength: 1 }, key: logic }, required: ["event", "key"], additionalProperties: false },
  ],
} as const;

const nodes = {
  oneOf: [
    node("start", { fields: access, evidence, checks: strings, due }, ["fields"]),
    node("fill", person, personRequired),
    node("approval", {
      ...person, mode: { enum: ["firstDecision", "anyApprove", "all", "sequence", "vote"] }, vote, rejectPolicy: { enum: ["veto", "vote"] }, completion: { enum: ["early", "collectAll"] },
      dedupe: { enum: ["none", "consecutive", "everSame"] }, signs: strings, onReject,
    }, [...personRequired, "mode", "completion", "dedupe", "onReject"]),
    node("notify", { candidates, message: text }, ["candidates", "message"]),
    node("exclusive"),
    node("parallel"),
    node("inclusive"),
    node("join", { of: nodeId, mode: joinMode, onFail: onReject }, ["of", "mode"]),
    node("wait", { until: waitUntil, onOver: { const: "go" } }, ["until"]),
    node("subflow", { flow: { type: "object", properties: { id, hash: { type: "string" } }, required: ["id", "hash"], additionalProperties: false }, rows: { type: "string" }, sync: { type: "boolean" }, complete: joinMode, onChildReject: onReject }, ["flow", "sync", "onChildReject"]),
    node("act", { act, repeat: { enum: ["once", "eachVisit"] } }, ["act"]),
    node("end", { outcome: { type: "string" }, terminate: { const: true } }, ["outcome"]),
  ],
};

const edge = { type: "object", properties: { id: nodeId, from: nodeId, to: nodeId, order: { type: "integer" }, when: logic, default: { const: true }, label: text }, required: ["id", "from", "to"], additionalProperties: false } as const;

const lifeTimer = {
  type: "object",
  properties: {
    id: nodeId,
    after: { anyOf: [duration, { type: "object", properties: { field: { type: "string" } }, required: ["field"], additionalProperties: false }, { type: "object", properties: { expr: logic }, required: ["expr"], additionalProperties: false }] },
    at: { type: "object", properties: { dateField: { type: "string" } }, required: ["dateField"], additionalProperties: false },
    from: { anyOf: [{ const: "enter" }, { type: "object", properties: { event: nodeId }, required: ["event"], additionalProperties: false }] },
    whileIn: strings,
    fires: nodeId,
    remindBefore: { type: "array", items: duration },
    when: logic,
  },
  required: ["id", "from", "whileIn", "fires"],
  additionalProperties: false,
} as const;

const formPart = { type: "object", properties: { sections: strings }, required: ["sections"], additionalProperties: false } as const;
const lifeTask = { type: "object", properties: { id: nodeId, title: text, candidates, when: logic, form: formPart, every: duration, due, onOver: nodeId, checks: strings }, required: ["id", "title", "candidates"], additionalProperties: false } as const;
const lifeState = {
  type: "object",
  properties: { id: nodeId, title: text, tone: { enum: ["waiting", "live", "stopped", "done", "void"] }, final: { const: true }, timers: { type: "array", items: lifeTimer }, tasks: { type: "array", items: lifeTask } },
  required: ["id", "title", "tone"],
  additionalProperties: false,
} as const;
const lifeEvent = {
  type: "object",
  properties: {
    id: nodeId, title: text, from: strings, to: nodeId, by: { anyOf: [candidates, { enum: ["timer", "interlock", "system"] }] }, checks: strings, form: formPart, evidence, reason: { const: "required" },
    effects: { type: "array", items: act },
    interlock: { type: "object", properties: { causes: strings, areaField: { type: "string" }, watches: { type: "array", items: { type: "object", properties: { cause: { type: "string" }, checks: strings }, required: ["cause", "checks"], additionalProperties: false } } }, required: ["causes", "areaField"], additionalProperties: false },
    quiet: { const: true },
  },
  required: ["id", "title", "from", "to", "by"],
  additionalProperties: false,
} as const;

/** The published schema of a flow definition (flows 1 and 12). */
export const flowSchema = published("flow", "Safeloop flow definition", {
  type: "object",
  properties: {
    id,
    revision: { type: "integer", minimum: 0 },
    title: text,
    form: { type: "object", properties: { id, hash: { type: "string" } }, required: ["id"], additionalProperties: false },
    nodes: { type: "array", items: nodes },
    edges: { type: "array", items: edge },
    settings: { type: "object", properties: { permit: { type: "boolean" }, withdraw: { enum: ["beforeFirst", "always", "never"] }, maxReturns: { type: "integer", minimum: 0 }, admin: candidates, calendar: { type: "string" }, urgeEvery: duration }, required: ["withdraw", "admin"], additionalProperties: false },
    life: { type: "object", properties: { initial: nodeId, states: { type: "array", items: lifeState }, events: { type: "array", items: lifeEvent } }, required: ["initial", "states", "events"], additionalProperties: false },
  },
  required: ["id", "revision", "title", "form", "nodes", "edges", "settings"],
  additionalProperties: false,
}, { due: dueDef, act: actDef, evidence: evidenceDef });
