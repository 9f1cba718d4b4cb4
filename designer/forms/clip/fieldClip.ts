import { type FormDefinition, type FormRule, type I18nText, isObject, type JsonObject, type JsonValue, type Limit, varsOf } from "@safeloop/engine";
import { fieldOf, titleOf } from "../formModel.ts";

/** A field on the clipboard: what the form's schema and `ui.fields` say of it. */
export interface ClipField {
  readonly key: string;
  readonly required: boolean;
  readonly schema: JsonObject;
  readonly ui?: JsonObject;
}

/** Fields with the rules that set them and the constants those rules read. */
export interface FieldClip {
  /** The form they are from: pasted there again, what they read outside still means the same. */
  readonly form: string;
  readonly fields: readonly ClipField[];
  readonly logic: readonly FormRule[];
  readonly limits?: { readonly [id: string]: Limit };
  readonly tables?: { readonly [name: string]: JsonObject };
  /** What the fields outside are called that the rules read, by x-id: a field of another form that only happens to have the id is not taken for it. */
  readonly outside: { readonly [xid: string]: I18nText };
}

/** The field a rule sets, or the one its row field lies in. */
export const topOf = (target: string): string => target.split(".")[0] ?? "";

export const partsOf = ({ when, expr, params }: FormRule): readonly JsonValue[] => [when, expr, ...Object.values(params ?? {})].filter((part) => part !== undefined);

/** Names of limits or tables that rules read; `isComputed` where one is put together while it runs, so that any may be meant. */
export function constantsOf(rules: readonly FormRule[], operation: "limit" | "table"): { readonly names: ReadonlySet<string>; readonly isComputed: boolean } {
  const names = new Set<string>();
  let isComputed = false;
  const visit = (value: JsonValue): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isObject(value)) return;
    for (const [name, inner] of Object.entries(value)) {
      const first: unknown = Array.isArray(inner) ? inner[0] : inner;
      if (name === operation && typeof first === "string") names.add(first);
      else if (name === operation) isComputed = true;
      visit(inner);
    }
  };
  for (const rule of rules) partsOf(rule).forEach(visit);
  return { names, isComputed };
}

function used<V>(all: { readonly [name: string]: V } | undefined, rules: readonly FormRule[], operation: "limit" | "table"): { readonly [name: string]: V } | undefined {
  const { names, isComputed } = constantsOf(rules, operation);
  const kept = Object.entries(all ?? {}).filter(([name]) => isComputed || names.has(name));
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function outsideOf(form: FormDefinition, rules: readonly FormRule[], xids: ReadonlySet<string>): FieldClip["outside"] {
  const read = new Set(rules.flatMap((rule) => partsOf(rule).flatMap((part) => varsOf(part).map(topOf))));
  return Object.fromEntries([...read].flatMap((xid) => {
    const field = xids.has(xid) ? undefined : fieldOf(form, xid);
    return field ? [[xid, titleOf(field)]] : [];
  }));
}

/** The fields in canvas order, ready for the clipboard. */
export function copyFields(form: FormDefinition, xids: readonly string[]): FieldClip {
  const wanted = new Set(xids);
  const order = form.ui.sections.flatMap((section) => section.fields).filter((xid) => wanted.has(xid));
  const logic = form.logic.filter((rule) => wanted.has(topOf(rule.target)));
  const fields = order.flatMap((xid): ClipField[] => {
    const field = fieldOf(form, xid);
    const ui = form.ui.fields?.[xid];
    return field ? [{ key: field.key, required: field.isRequired, schema: field.schema, ...(ui ? { ui } : {}) }] : [];
  });
  const [limits, tables] = [used(form.limits, logic, "limit"), used(form.tables, logic, "table")];
  return { form: form.id, fields, logic, ...(limits ? { limits } : {}), ...(tables ? { tables } : {}), outside: outsideOf(form, logic, wanted) };
}

/** The clip as a form of its own: what the engine's checks judge, and where its fields' tables and members are looked up. */
export function formOfClip(clip: FieldClip): FormDefinition {
  const title: I18nText = { zh: "剪贴板", en: "Clipboard" };
  const xid = (field: ClipField): string => String(field.schema["x-id"]);
  return {
    id: "clip", revision: 0, title,
    schema: { type: "object", properties: Object.fromEntries(clip.fields.map((field) => [field.key, field.schema])), required: clip.fields.filter((field) => field.required).map((field) => field.key) },
    ui: { sections: [{ id: "clip", title, fields: clip.fields.map(xid) }], fields: Object.fromEntries(clip.fields.flatMap((field) => (field.ui ? [[xid(field), field.ui]] : []))) },
    logic: clip.logic, ...(clip.limits ? { limits: clip.limits } : {}), ...(clip.tables ? { tables: clip.tables } : {}),
  };
}
