import { roleIds } from "../role.ts";

/** Parts the three definition schemas share. Published under docs/reference/schemas; `x-id` and friends are our vocabulary. */
const idDef = { type: "string", pattern: "^[A-Za-z][A-Za-z0-9._-]{0,79}$" } as const;
const textDef = { type: "object", properties: { zh: { type: "string" }, en: { type: "string" } }, required: ["zh", "en"], additionalProperties: false } as const;
const logicDef = { description: "A JSON-Logic expression of the Safeloop dialect" } as const;
const durationDef = { type: "string", description: "ISO 8601, e.g. PT30M", pattern: "^P(?!$)(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+(\\.\\d+)?S)?)?$" } as const;
const confidence = { enum: ["read", "known", "project", "read-verify", "known-verify"] } as const;

/** A safety limit with standard, clause and confidence (catalogue 1.1). */
const limitDef = {
  type: "object",
  properties: {
    value: { type: "number" },
    unit: { type: "string" },
    op: { enum: [">", ">=", "<", "<="] },
    sourceStd: { type: "string" },
    edition: { type: "string" },
    clause: { type: "string" },
    confidence,
    effectiveFrom: { type: "string" },
    effectiveTo: { type: "string" },
    legalFloor: { type: "boolean" },
    role: { enum: ["pass", "ban", "alarm", "class"], description: "which side is stricter: meeting it lets pass, forbids, raises an alarm, or only sorts" },
    conversion: { type: "object", properties: { lelVol: { type: "number", exclusiveMinimum: 0 }, mgPerPpm: { type: "number", exclusiveMinimum: 0 } }, additionalProperties: false },
  },
  required: ["value", "unit", "sourceStd", "confidence"],
  additionalProperties: false,
} as const;

const sourceDef = { type: "object", properties: { std: { type: "string" }, edition: { type: "string" }, clause: { type: "string" }, confidence }, required: ["std", "confidence"], additionalProperties: false } as const;

const role = { enum: roleIds } as const;
const scope = { enum: ["initiatorOrg", "fieldOrg", "areaOwner", "$parent", "$root", "anywhere"] } as const;

function candidate(kind: string, properties: object, required: readonly string[]): object {
  return { type: "object", properties: { kind: { const: kind }, ...properties }, required: ["kind", ...required], additionalProperties: false };
}

/** Ways to find people. */
const candidatesDef = {
  type: "array",
  items: {
    oneOf: [
      candidate("person", { person: { type: "string" } }, ["person"]),
      candidate("role", { role, at: scope, field: { type: "string" }, weight: { type: "integer" } }, ["role", "at"]),
      candidate("manager", { level: { type: "integer", minimum: 1 } }, ["level"]),
      candidate("managerChain", { upTo: { type: "integer", minimum: 1 } }, ["upTo"]),
      candidate("field", { field: { type: "string" } }, ["field"]),
      candidate("actorOf", { node: { type: "string" } }, ["node"]),
      candidate("initiator", {}, []),
      candidate("onDuty", { role }, ["role"]),
      candidate("contractorResponsible", { field: { type: "string" } }, ["field"]),
    ],
  },
} as const;

const shared = { id: idDef, text: textDef, logic: logicDef, duration: durationDef, limit: limitDef, source: sourceDef, candidates: candidatesDef } as const;

function ref<K extends string>(name: K): { readonly $ref: `#/$defs/${K}` } {
  return { $ref: `#/$defs/${name}` };
}

export const id = ref("id");
export const text = ref("text");
export const logic = ref("logic");
export const duration = ref("duration");
export const limit = ref("limit");
export const source = ref("source");
export const candidates = ref("candidates");

/** One definition's schema under its published name, with the shared parts and its own beside it. */
export function published(name: string, title: string, schema: object, parts: { readonly [part: string]: object } = {}): object {
  return { $schema: "https://json-schema.org/draft/2020-12/schema", $id: `urn:safeloop:schema:${name}:1.0.0`, title, ...schema, $defs: { ...shared, ...parts } };
}
