import type { FromSchema, JSONSchema } from "json-schema-to-ts";
import { i18nTextSchema, pageOf, type Page } from "./common.ts";

const settingsSchema = { type: "object", additionalProperties: { type: ["string", "number"] } } as const satisfies JSONSchema;

export const channelViewSchema = {
  type: "object",
  properties: {
    id: { type: "string" },
    kind: { type: "string" },
    title: { type: "string" },
    language: { enum: ["zh", "en", "both"] },
    place: { type: "integer", description: "order of the fall-over, 1 first" },
    enabled: { type: "boolean" },
    settings: settingsSchema,
    secrets: { type: "array", items: { type: "string" }, description: "names of the secrets that are set; their values are never given back" },
    state: { enum: ["new", "ok", "failing", "off"] },
    downSince: { type: ["string", "null"] },
    lastOkAt: { type: ["string", "null"] },
    lastAnswer: { type: ["string", "null"] },
    open: { type: "integer", description: "deliveries waiting or to be tried again" },
    dead: { type: "integer", description: "deliveries given up" },
  },
  required: ["id", "kind", "title", "language", "place", "enabled", "settings", "secrets", "state", "downSince", "lastOkAt", "lastAnswer", "open", "dead"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** A way out for notices, as the API shows it. Holds no secret. */
export type ChannelView = FromSchema<typeof channelViewSchema>;
export const channelPageSchema = pageOf(channelViewSchema);

export const channelMadeSchema = {
  type: "object",
  properties: { channel: channelViewSchema, secret: { type: ["string", "null"], description: "made by the server, shown this once" } },
  required: ["channel", "secret"],
  additionalProperties: false,
} as const satisfies JSONSchema;

export const channelTestedSchema = {
  type: "object",
  properties: { ok: { type: "boolean" }, answer: { type: "string", description: "what the other side said" } },
  required: ["ok", "answer"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type ChannelTested = FromSchema<typeof channelTestedSchema>;

const draftProperties = {
  title: { type: "string", minLength: 1, maxLength: 100 },
  language: { enum: ["zh", "en", "both"] },
  enabled: { type: "boolean" },
  place: { type: "integer", minimum: 1, maximum: 999 },
  settings: { ...settingsSchema, description: "by kind" },
  secrets: { ...settingsSchema, description: "by kind; what is left out stays as it is" },
} as const satisfies { readonly [name: string]: JSONSchema };

export const channelChangeBodySchema = { type: "object", properties: draftProperties, additionalProperties: false } as const satisfies JSONSchema;
export const channelBodySchema = {
  type: "object",
  properties: { ...draftProperties, kind: { type: "string", maxLength: 20 } },
  required: ["kind", "title", "settings"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type ChannelChangeBody = FromSchema<typeof channelChangeBodySchema>;
export type ChannelBody = FromSchema<typeof channelBodySchema>;

export const deliveryViewSchema = {
  type: "object",
  properties: {
    id: { type: "string" },
    channelId: { type: "string" },
    channel: { type: "string", description: "title of the channel" },
    kind: { type: "string" },
    target: { type: "string" },
    message: i18nTextSchema,
    priority: { type: ["string", "null"] },
    state: { enum: ["waiting", "failed", "sent", "dead"] },
    fellOver: { type: "boolean", description: "the next channel has it too" },
    tries: { type: "integer" },
    nextAt: { type: ["string", "null"] },
    answer: { type: ["string", "null"] },
    createdAt: { type: "string" },
    doneAt: { type: ["string", "null"] },
  },
  required: ["id", "channelId", "channel", "kind", "target", "message", "priority", "state", "fellOver", "tries", "nextAt", "answer", "createdAt", "doneAt"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** A notice on its way to one target. */
export type DeliveryView = FromSchema<typeof deliveryViewSchema>;
export const deliveryPageSchema = pageOf(deliveryViewSchema);
export type DeliveryPage = Page<DeliveryView>;

export const contactSchema = {
  type: "object",
  properties: {
    email: { type: ["string", "null"] },
    browsers: { type: "array", items: { type: "object", properties: { id: { type: "string" }, browser: { type: "string" }, createdAt: { type: "string" } }, required: ["id", "browser", "createdAt"], additionalProperties: false } },
    pushKey: { type: ["string", "null"], description: "public key (base64url) for the browser's subscription; null where the site has no push channel" },
  },
  required: ["email", "browsers", "pushKey"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** Where notices reach the signed-in person. */
export type Contact = FromSchema<typeof contactSchema>;
