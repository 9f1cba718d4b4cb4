import { candidates, id, limit, logic, published, text } from "./parts.ts";

const seconds = { type: "number", minimum: 0, maximum: 86_400 } as const;
const span = { type: "object", properties: { min: { type: "number", minimum: 0 }, max: { type: "number", minimum: 0 } }, required: ["min", "max"], additionalProperties: false } as const;
const selector = {
  type: "object",
  properties: {
    tags: { type: "array", items: { type: "string" } },
    measurement: { type: "string" },
    area: { type: "string" },
    assetClass: { type: "string" },
    label: { type: "string" },
    medium: { type: "string" },
    unit: { type: "string", description: "only points whose unit is of the dimension of this one" },
    form: { type: "string", description: "filled forms of this kind; rows: those of one of its tables, each for itself" },
    rows: { type: "string" },
  },
  additionalProperties: false,
} as const;

const alias = { ...selector, properties: { ...selector.properties, optional: { const: true, description: "there may be no such tag; what is asked of it is then unknown" } } } as const;

function action(name: string, properties: object = {}, required: readonly string[] = []): object {
  return { type: "object", properties: { do: { const: name }, ...properties }, required: ["do", ...required], additionalProperties: false };
}

/** The published schema of an alert rule (alarms 1). */
export const ruleSchema = published("rule", "Safeloop alert rule", {
  type: "object",
  properties: {
    id,
    revision: { type: "integer", minimum: 0 },
    title: text,
    message: text,
    select: selector,
    per: { enum: ["tag", "area", "group"] },
    aliases: { type: "object", additionalProperties: alias },
    sets: { type: "object", additionalProperties: selector },
    limits: { type: "object", additionalProperties: limit },
    condition: logic,
    clear: logic,
    deadband: {
      oneOf: [
        { type: "number", minimum: 0 },
        { type: "object", properties: { percentOfRange: { type: "number" } }, required: ["percentOfRange"], additionalProperties: false },
        { type: "object", properties: { percentOfLimit: { type: "number" } }, required: ["percentOfLimit"], additionalProperties: false },
      ],
    },
    onDelayS: seconds,
    window: { type: "object", properties: { deadband: span, offDelayS: span, staleAfterS: span }, additionalProperties: false, description: "spans an overlay may choose from" },
    offDelayS: seconds,
    onDelayReason: { type: "string" },
    priority: { enum: ["P1", "P2", "P3", "P4"] },
    latch: { type: "boolean" },
    ackRequired: { type: "boolean" },
    ladder: { type: "object", properties: { id: { type: "string" }, step: { type: "integer", minimum: 1, maximum: 4 } }, required: ["id", "step"], additionalProperties: false },
    suppressWhen: logic,
    suppressHoldS: seconds,
    schedule: { type: "string", minLength: 1, maxLength: 80, description: "id of a work calendar; outside its hours the rule is suppressed by design" },
    inhibitedBy: { type: "array", items: { type: "string" } },
    staleAfterS: seconds,
    gridS: { type: "number", exclusiveMinimum: 0 },
    uncertain: { enum: ["raiseOnly", "bad"] },
    actions: {
      type: "array",
      items: {
        oneOf: [
          action("disposalTask", { form: { type: "string" } }),
          action("interlock", { cause: { type: "string" }, radiusM: { type: "number" }, permits: { type: "array", items: { type: "string" } } }, ["cause"]),
          action("camera"),
          action("emergencyPrompt"),
        ],
      },
    },
    escalation: { type: "array", items: { type: "object", properties: { afterS: { type: "number", minimum: 0, maximum: 2_592_000 }, on: { enum: ["unacked", "undisposed"] }, to: candidates }, required: ["afterS", "on", "to"], additionalProperties: false } },
    sop: text,
    linkedCamera: { type: "string" },
    groupBy: { type: "array", items: { enum: ["area", "rule", "tag", "key"] }, description: "what its notices are gathered by; area and rule when not given" },
    announce: { const: "settled" },
  },
  required: ["id", "revision", "title", "message", "select", "per", "limits", "condition", "priority", "actions"],
  additionalProperties: false,
});
