import type { FromSchema, JSONSchema } from "json-schema-to-ts";

/** `T` with some members told more exactly than a schema can infer (definitions, data trees). */
export type Refine<T, U> = Omit<T, keyof U> & U;

export const i18nTextSchema = {
  type: "object",
  properties: { zh: { type: "string" }, en: { type: "string" } },
  required: ["zh", "en"],
  additionalProperties: false,
} as const satisfies JSONSchema;

/** A person as lists show one. */
export const personRefSchema = {
  type: "object",
  properties: { id: { type: "string" }, name: { type: "string" } },
  required: ["id", "name"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type PersonRef = FromSchema<typeof personRefSchema>;

/** Anything with an id and a two-language title. */
export const titledRefSchema = {
  type: "object",
  properties: { id: { type: "string" }, title: i18nTextSchema },
  required: ["id", "title"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type TitledRef = FromSchema<typeof titledRefSchema>;

export const issueSchema = {
  type: "object",
  properties: {
    code: { type: "string" },
    path: { type: "string", description: "JSON Pointer into what was sent" },
    severity: { enum: ["error", "warning"] },
    params: { type: "object" },
    message: { type: "string", description: "the sentence, in the language of the caller" },
  },
  required: ["code", "path", "severity", "params"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** An Issue as the API shows it: `message` is the sentence in the caller's language. */
export type IssueView = FromSchema<typeof issueSchema>;

export const problemSchema = {
  type: "object",
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string", description: "one of the closed code table" },
    detail: { type: "string" },
    params: { type: "object" },
    issues: { type: "array", items: issueSchema },
    issuesTotal: { type: "integer", description: "how many there are, when more than the first 100" },
    ref: { type: "string" },
  },
  required: ["type", "title", "status", "code", "detail", "params"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** Body of every refusal: `application/problem+json` (RFC 9457). Branch on `code`. */
export type Problem = FromSchema<typeof problemSchema>;

/** One page of a list; `next` is the cursor of the following page, null on the last. */
export interface Page<T> {
  items: T[];
  next: string | null;
  total?: number;
}

/** Schema of a page of `items`. */
export const pageOf = <const S extends JSONSchema>(items: S) =>
  ({
    type: "object",
    properties: { items: { type: "array", items }, next: { type: ["string", "null"] }, total: { type: "integer" } },
    required: ["items", "next"],
    additionalProperties: false,
  }) as const;

/** Query members every list takes. */
export const pageQuery = {
  cursor: { type: "string", maxLength: 512 },
  limit: { type: "string", pattern: "^[0-9]{1,3}$", description: "1–200, default 50" },
} as const;

/** Path parameters of routes on one thing. */
export const idParamsSchema = {
  type: "object",
  properties: { id: { type: "string", minLength: 1, maxLength: 120 } },
  required: ["id"],
} as const satisfies JSONSchema;
