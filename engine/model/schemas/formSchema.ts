import { registerFacts } from "../register.ts";
import { id, limit, logic, published, source, text } from "./parts.ts";

const rule = {
  type: "object",
  properties: {
    id: { type: "string" },
    target: { type: "string", description: "x-id; a row's field as table.field" },
    effect: { enum: ["show", "require", "readonly", "compute", "check", "options"] },
    when: logic,
    expr: logic,
    on: { enum: ["submit", "named"] },
    severity: { enum: ["block", "warn"] },
    gate: { enum: ["start", "entry"], description: "of a named check that blocks: no way of the life leads around it into a live state" },
    message: text,
    params: { type: "object", additionalProperties: logic },
    source,
  },
  required: ["target", "effect"],
  additionalProperties: false,
} as const;

const section = {
  type: "object",
  properties: { id, title: text, fields: { type: "array", items: { type: "string" } }, columns: { enum: [1, 2] }, help: text },
  required: ["id", "title", "fields"],
  additionalProperties: false,
} as const;

const work = {
  type: "object",
  properties: {
    kind: { anyOf: [{ type: "string" }, { type: "object", properties: { field: { type: "string" } }, required: ["field"], additionalProperties: false }] },
    when: logic,
    place: { type: "string", description: "x-id of the place field" },
    from: { type: "string", description: "x-id of the planned start" },
    to: { type: "string", description: "x-id of the planned end" },
    heightM: logic,
    reachM: logic,
    layers: logic,
    keys: { type: "object", additionalProperties: logic },
    linked: { type: "string", description: "x-id of the field that names other tickets of the same job" },
  },
  required: ["kind", "place", "from", "to"],
  additionalProperties: false,
} as const;

const limitName = { type: "string", description: "id of a limit of this form, in metres" } as const;

const conflict = {
  type: "object",
  properties: {
    id: { type: "string" },
    title: text,
    a: { type: "string" },
    b: { type: "string", description: "a kind of work; * is any other" },
    relation: {
      oneOf: [
        { type: "object", properties: { within: limitName, column: { const: true } }, required: ["within"], additionalProperties: false },
        { type: "object", properties: { sameKey: { type: "string" } }, required: ["sameKey"], additionalProperties: false },
        { type: "object", properties: { below: limitName, double: limitName }, required: ["below", "double"], additionalProperties: false },
        { type: "object", properties: { inReach: { const: true } }, required: ["inReach"], additionalProperties: false },
      ],
    },
    source,
  },
  required: ["id", "title", "a", "b", "relation", "source"],
  additionalProperties: false,
} as const;

const named = { type: "array", items: { type: "string" } } as const;

function block(kind: string, properties: object, required: readonly string[] = []): object {
  return { type: "object", properties: { kind: { const: kind }, id: { type: "string" }, title: text, ...properties }, required: ["kind", ...required], additionalProperties: false };
}

/** Boxes of decisions side by side. */
const beside = { enum: [1, 2, 3] } as const;

const cell = { type: "object", properties: { field: { type: "string" }, label: text, also: named, named: { const: true }, span: { type: "integer", minimum: 1, maximum: 6 }, optional: { const: true } }, required: ["field"], additionalProperties: false } as const;
const column = {
  type: "object",
  properties: { field: { type: "string", description: "x-id of a field of the row" }, title: text, also: named, unitFrom: { type: "string" }, width: { type: "number", exclusiveMinimum: 0, maximum: 20 }, fit: { const: true }, optional: { const: true } },
  required: ["field"],
  additionalProperties: false,
} as const;

/** How the form is set on A4; without it the print is made of the sections. */
const print = {
  type: "object",
  properties: {
    title: text,
    dense: { const: true, description: "narrow rows and smaller type, as the annexes of standards have them" },
    blocks: {
      type: "array",
      maxItems: 100,
      items: {
        oneOf: [
          block("grid", { columns: { enum: [1, 2, 3, 4, 6] }, cells: { type: "array", items: cell } }, ["columns", "cells"]),
          block("table", { field: { type: "string" }, columns: { type: "array", items: column }, optional: { const: true } }, ["field"]),
          block("checklist", { field: { type: "string" } }, ["field"]),
          block("approvals", { nodes: named, columns: beside, opinions: { type: "object", additionalProperties: { type: "string", description: "x-id of the field that holds what was said at the step of this id" } } }),
          block("events", { columns: beside }),
          block("signatures", { fields: named }, ["fields"]),
          block("photos", { fields: named }, ["fields"]),
          block("note", { text }, ["text"]),
        ],
      },
    },
    copies: { type: "array", items: { type: "object", properties: { id: { type: "string", pattern: "^[a-z][a-z0-9-]{0,30}$" }, title: text, blocks: named }, required: ["id", "title"], additionalProperties: false } },
  },
  required: ["blocks"],
  additionalProperties: false,
} as const;

const register = {
  type: "object",
  properties: {
    into: { enum: Object.keys(registerFacts) },
    key: { type: "string", description: "x-id of the answer that says whom or what the entry is about; without it the record itself" },
    at: logic,
    when: logic,
    fields: { type: "object", additionalProperties: logic },
  },
  required: ["into", "when", "fields"],
  additionalProperties: false,
} as const;

/** The published schema of a form definition (semantics 1). */
export const formSchema = published("form", "Safeloop form definition", {
  type: "object",
  properties: {
    id,
    revision: { type: "integer", minimum: 0 },
    title: text,
    description: text,
    category: { type: "string" },
    schema: { type: "object", description: "JSON Schema 2020-12; every property carries x-id, x-title and usually x-kind" },
    ui: { type: "object", properties: { sections: { type: "array", items: section }, fields: { type: "object", additionalProperties: { type: "object" } } }, required: ["sections"], additionalProperties: false },
    logic: { type: "array", items: rule },
    limits: { type: "object", additionalProperties: limit },
    tables: { type: "object", additionalProperties: { type: "object" } },
    listFields: { type: "array", items: { type: "string" }, uniqueItems: true },
    numbering: { type: "object", properties: { pattern: { type: "string" }, seqDigits: { type: "integer", minimum: 1 } }, required: ["pattern"], additionalProperties: false },
    work: { type: "array", items: work, description: "the work a sent form stands for while its period runs" },
    conflicts: { type: "array", items: conflict, description: "rows of the table of simultaneous work" },
    registers: { type: "array", items: register },
    print,
  },
  required: ["id", "revision", "title", "schema", "ui", "logic"],
  additionalProperties: false,
});
