import type { FromSchema, JSONSchema } from "json-schema-to-ts";
import type { FlowDefinition } from "../model/flow.ts";
import type { FormDefinition } from "../model/form.ts";
import type { JsonObject } from "../model/json.ts";
import type { AlertRule } from "../model/rule.ts";
import type { PackInput } from "../packs/inputs/packInput.ts";
import { i18nTextSchema, issueSchema, personRefSchema, type Refine } from "./common.ts";

const packTemplateSchema = {
  type: "object",
  properties: {
    id: { type: "string" },
    title: i18nTextSchema,
    category: { enum: ["permit", "hazard", "people", "contractor", "emergency", "equipment", "warning"] },
    basis: { type: "string" },
    form: { type: "string" },
    flow: { type: "string" },
    rules: { type: "array", items: { type: "string" } },
    counts: {
      type: "object",
      properties: { fields: { type: "integer" }, nodes: { type: "integer" }, checks: { type: "integer" }, rules: { type: "integer" } },
      required: ["fields", "nodes", "checks", "rules"],
      additionalProperties: false,
    },
  },
  required: ["id", "title", "category", "counts"],
  additionalProperties: false,
} as const satisfies JSONSchema;

const signerSchema = {
  type: "object",
  properties: { keyId: { type: "string" }, publicKey: { type: "string" }, name: { type: "string" }, at: { type: "string" }, trusted: { type: "boolean" } },
  required: ["keyId", "publicKey", "name", "at", "trusted"],
  additionalProperties: false,
} as const satisfies JSONSchema;

const counted = { type: "integer", minimum: 0 } as const;

/** A pack as the gallery shows it: the newest the tenant may have, and what it has of it. */
export const packSchema = {
  type: "object",
  properties: {
    id: { type: "string" },
    version: { type: "string", description: "the newest that may be installed" },
    title: i18nTextSchema,
    description: i18nTextSchema,
    publisher: { type: "string" },
    from: { enum: ["product", "file", "upstream"], description: "shipped, brought in a file, or as the tenant above has it" },
    signer: signerSchema,
    requires: { type: "object", additionalProperties: { type: "string" }, description: "packs it needs, with the versions that fit" },
    inputs: { type: "array", items: { type: "object" }, description: "parameters asked for when it is installed" },
    needs: {
      type: "object",
      properties: { tags: { type: "array", items: { type: "string" }, description: "measurements no point of the tenant has" }, roles: { type: "array", items: { type: "string" }, description: "roles nobody holds" } },
      required: ["tags", "roles"],
      additionalProperties: false,
    },
    installed: {
      anyOf: [{ type: "null" }, {
        type: "object",
        properties: { version: { type: "string" }, at: { type: "string" }, seq: counted, changes: { ...counted, description: "operations of the tenant's own overlay" }, pending: { type: "boolean", description: "another upper waits for acceptance" }, adoptBy: { type: "string" }, answers: { type: "object" } },
        required: ["version", "at", "seq", "changes", "pending", "answers"],
        additionalProperties: false,
      }],
    },
    templates: { type: "array", items: packTemplateSchema },
  },
  required: ["id", "version", "title", "publisher", "from", "requires", "inputs", "needs", "installed", "templates"],
  additionalProperties: false,
} as const satisfies JSONSchema;

export const packsSchema = { type: "array", items: packSchema } as const satisfies JSONSchema;
export type PackView = Refine<FromSchema<typeof packSchema>, { readonly inputs: readonly PackInput[] }>;

export const packImportedSchema = {
  type: "object",
  properties: {
    id: { type: "string" }, version: { type: "string" }, title: i18nTextSchema, publisher: { type: "string" },
    stored: { type: "boolean", description: "false: only looked at" },
    signer: { anyOf: [{ type: "null" }, signerSchema] },
    counts: { type: "object", properties: { templates: counted, forms: counted, flows: counted, rules: counted, cases: counted }, required: ["templates", "forms", "flows", "rules", "cases"], additionalProperties: false },
    issues: { type: "array", items: issueSchema },
  },
  required: ["id", "version", "title", "publisher", "stored", "signer", "counts", "issues"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type PackImported = FromSchema<typeof packImportedSchema>;

/** A template of an offered pack as it would be installed, with answers to try it with. */
export const packTemplateTrySchema = {
  type: "object",
  properties: { form: { anyOf: [{ type: "null" }, { type: "object" }] }, flow: { anyOf: [{ type: "null" }, { type: "object" }] }, rules: { type: "array", items: { type: "object" } }, sample: { type: "object", description: "answers by property key" } },
  required: ["form", "flow", "rules", "sample"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export interface PackTemplateTry {
  readonly form: FormDefinition | null;
  readonly flow: FlowDefinition | null;
  readonly rules: readonly AlertRule[];
  readonly sample: JsonObject;
}

export const packInstallBodySchema = {
  type: "object",
  properties: { answers: { type: "object", description: "answers to the pack's parameters by their id" } },
  additionalProperties: false,
} as const satisfies JSONSchema;

export const packInstalledSchema = {
  type: "object",
  properties: { id: { type: "string" }, version: { type: "string" }, seq: counted },
  required: ["id", "version", "seq"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type PackInstalled = FromSchema<typeof packInstalledSchema>;

export const packKeyBodySchema = {
  type: "object",
  properties: { name: { type: "string", minLength: 1, maxLength: 200 }, publicKey: { type: "string", minLength: 1, maxLength: 1000, description: "Ed25519, SPKI in base64" } },
  required: ["name", "publicKey"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type PackKeyBody = FromSchema<typeof packKeyBodySchema>;

export const packKeyListSchema = {
  type: "object",
  properties: {
    items: { type: "array", items: { type: "object", properties: { keyId: { type: "string" }, publicKey: { type: "string" }, name: { type: "string" }, at: { type: "string" } }, required: ["keyId", "publicKey", "name", "at"], additionalProperties: false } },
  },
  required: ["items"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type PackKeyList = FromSchema<typeof packKeyListSchema>;

/** All that was in force of a pack, newest first. */
export const packHistorySchema = {
  type: "object",
  properties: {
    items: {
      type: "array",
      items: {
        type: "object",
        properties: { seq: counted, action: { enum: ["install", "edit", "revert", "upgrade", "rollback"] }, version: { type: "string" }, changes: counted, at: { type: "string" }, by: personRefSchema, reason: { type: "string" }, inForce: { type: "boolean" } },
        required: ["seq", "action", "version", "changes", "at", "by", "reason", "inForce"],
        additionalProperties: false,
      },
    },
  },
  required: ["items"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type PackHistory = FromSchema<typeof packHistorySchema>;

const anyValue = {} as const;

export const planItemSchema = {
  type: "object",
  properties: {
    code: { type: "string" }, key: { type: "string", description: "the operation it is about" }, el: { type: "string" }, prop: { type: "string" },
    definition: { type: "object", properties: { kind: { enum: ["form", "flow", "rule", "pack"] }, id: { type: "string" }, title: i18nTextSchema }, required: ["kind", "id", "title"], additionalProperties: false },
    title: i18nTextSchema, kind: { type: "string", description: "kind of the element" },
    was: anyValue, theirs: anyValue, mine: anyValue,
    also: { type: "array", items: { type: "string" } },
    why: { type: "array", items: issueSchema, description: "everything that is wrong with it" },
    choices: { type: "array", items: { enum: ["mine", "theirs", "edit"] } },
    decided: { enum: ["mine", "theirs", "edit"] },
  },
  required: ["code", "key", "el", "definition", "title", "kind", "choices"],
  additionalProperties: false,
} as const satisfies JSONSchema;

const decisionSchema = {
  type: "object",
  properties: {
    code: { type: "string" }, key: { type: "string" }, choice: { enum: ["mine", "theirs", "edit"] },
    value: { description: "of edit: the value the property takes" },
  },
  required: ["code", "key", "choice"],
  additionalProperties: false,
} as const satisfies JSONSchema;

/** Body of POST /packs/:id/plan: decisions taken so far, and answers to new parameters. */
export const packPlanBodySchema = {
  type: "object",
  properties: { decisions: { type: "array", maxItems: 2_000, items: decisionSchema }, answers: { type: "object" } },
  additionalProperties: false,
} as const satisfies JSONSchema;
export type PackPlanBody = FromSchema<typeof packPlanBodySchema>;

export const packUpgradeBodySchema = {
  type: "object",
  properties: { ...packPlanBodySchema.properties, planHash: { type: "string", description: "the plan the person saw" } },
  required: ["planHash"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type PackUpgradeBody = FromSchema<typeof packUpgradeBodySchema>;

/** What taking the newer version means: its changes, what must be decided, what is to be noted. */
export const packPlanSchema = {
  type: "object",
  properties: {
    id: { type: "string" }, title: i18nTextSchema, from: { type: "string" }, to: { type: "string" }, planHash: { type: "string" },
    changes: { type: "array", items: planItemSchema }, conflicts: { type: "array", items: planItemSchema }, decided: { type: "array", items: planItemSchema },
    notices: { type: "array", items: planItemSchema }, locks: { type: "array", items: planItemSchema },
    running: { ...counted, description: "running instances that stay on what they started with" },
    parked: counted,
    cases: {
      type: "object",
      description: "how the cases of the newer version go with the own changes on it",
      properties: {
        played: counted, same: { ...counted, description: "as written" },
        stricter: { type: "array", items: planItemSchema, description: "what should pass and is refused or alarmed now" },
        unjudged: { ...counted, description: "with an expected refusal behind a step that goes another way" },
        apart: { ...counted, description: "not as written without the own changes either" },
      },
      required: ["played", "same", "stricter", "unjudged", "apart"],
      additionalProperties: false,
    },
  },
  required: ["id", "title", "from", "to", "planHash", "changes", "conflicts", "decided", "notices", "locks", "running", "parked", "cases"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type PackPlanView = FromSchema<typeof packPlanSchema>;
export type PackPlanItem = FromSchema<typeof planItemSchema>;

export const packRollbackBodySchema = {
  type: "object",
  properties: { reason: { type: "string", minLength: 1, maxLength: 1000 } },
  required: ["reason"],
  additionalProperties: false,
} as const satisfies JSONSchema;

export const subsidiaryBodySchema = {
  type: "object",
  properties: {
    title: i18nTextSchema, code: { type: "string", minLength: 1, maxLength: 20 }, level: { enum: ["company", "site"] },
    admin: { type: "object", properties: { login: { type: "string", minLength: 1, maxLength: 100 }, name: { type: "string", minLength: 1, maxLength: 100 } }, required: ["login", "name"], additionalProperties: false },
  },
  required: ["title", "code", "level", "admin"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type SubsidiaryBody = FromSchema<typeof subsidiaryBodySchema>;

export const subsidiaryMadeSchema = {
  type: "object",
  properties: { id: { type: "string" }, link: { type: "string", description: "one-time link of its administrator" } },
  required: ["id", "link"],
  additionalProperties: false,
} as const satisfies JSONSchema;

/** Subsidiaries and how each stands to every pack of the group. */
export const packBoardSchema = {
  type: "object",
  properties: {
    items: {
      type: "array",
      items: {
        type: "object",
        properties: {
          tenant: { type: "object", properties: { id: { type: "string" }, title: i18nTextSchema }, required: ["id", "title"], additionalProperties: false },
          packs: {
            type: "array",
            items: {
              type: "object",
              properties: {
                id: { type: "string" }, title: i18nTextSchema, version: { type: "string" }, pending: { type: "boolean" }, pendingSince: { type: "string" }, overdue: { type: "boolean" },
                drift: { type: "object", additionalProperties: counted, description: "elements by state" },
              },
              required: ["id", "title", "version", "pending", "overdue", "drift"],
              additionalProperties: false,
            },
          },
        },
        required: ["tenant", "packs"],
        additionalProperties: false,
      },
    },
    overridden: {
      type: "array", description: "elements of the group that most subsidiaries change",
      items: { type: "object", properties: { pack: { type: "string" }, el: { type: "string" }, title: i18nTextSchema, by: counted, of: counted }, required: ["pack", "el", "title", "by", "of"], additionalProperties: false },
    },
  },
  required: ["items", "overridden"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type PackBoard = FromSchema<typeof packBoardSchema>;
