import type { CompiledForm, Field, FieldAccess, I18nText, JsonObject } from "@safeloop/engine";
import type { RJSFSchema, UiSchema } from "@rjsf/utils";
import { mayWrite } from "./accessOf.ts";

/** One section ready to draw: its top-level fields and what rjsf is given of them. */
export interface SectionPlan {
  readonly id: string;
  readonly title: I18nText;
  readonly help?: I18nText;
  readonly columns: 1 | 2;
  readonly fields: readonly Field[];
  readonly schema: RJSFSchema;
  readonly uiSchema: UiSchema;
}

const untitled: I18nText = { zh: "其他", en: "Other" };

/** The section's schema as rjsf needs it: names, nesting and which of our fields draws each. Verdicts come from the engine, so keywords stay out. */
function schemaOf(fields: readonly Field[]): RJSFSchema {
  const properties = Object.fromEntries(fields.map((field) => [field.key, field.shape === "object" ? { ...schemaOf(field.children), "x-id": field.xid } : { type: typeOf(field), "x-id": field.xid }]));
  return { type: "object", properties } as RJSFSchema;
}

function typeOf(field: Field): string {
  const type = field.schema["type"];
  return typeof type === "string" ? type : field.shape === "rows" ? "array" : "string";
}

function uiOf(fields: readonly Field[]): UiSchema {
  return Object.fromEntries(fields.map((field) => [field.key, field.shape === "object" ? uiOf(field.children) : { "ui:field": "safeloop" }]));
}

function planOf(id: string, title: I18nText, fields: readonly Field[], rest: { readonly help?: I18nText; readonly columns?: 1 | 2 }): SectionPlan {
  return { id, title, fields, columns: rest.columns ?? 1, ...(rest.help ? { help: rest.help } : {}), schema: schemaOf(fields), uiSchema: uiOf(fields) };
}

const plans = new WeakMap<CompiledForm, readonly SectionPlan[]>();

/** The form's sections in order. Fields no section names come last, so that none is lost. */
export function sectionPlans(form: CompiledForm): readonly SectionPlan[] {
  const known = plans.get(form);
  if (known !== undefined) return known;
  const placed = new Set<string>();
  const made = form.def.ui.sections.map((section) => {
    const fields = section.fields.flatMap((xid) => form.roots.find((field) => field.xid === xid) ?? []).filter((field) => !placed.has(field.xid));
    fields.forEach((field) => placed.add(field.xid));
    return planOf(section.id, section.title, fields, section);
  });
  const rest = form.roots.filter((field) => !placed.has(field.xid));
  const all = rest.length === 0 ? made : [...made, planOf("rest", made.length === 0 ? form.def.title : untitled, rest, {})];
  plans.set(form, all);
  return all;
}

type AccessOf = (xid: string) => FieldAccess;

/** True where the person has something to fill in: computed values fill themselves. */
export function isToFill(plan: SectionPlan, access: AccessOf): boolean {
  return plan.fields.some((field) => !field.computed && mayWrite(access(field.xid)));
}

/** True where the person may write nothing at all. */
export function isReadOnly(plan: SectionPlan, access: AccessOf): boolean {
  return plan.fields.every((field) => !mayWrite(access(field.xid)));
}

/** The members of `data` that belong to a section. */
export function sectionData(plan: SectionPlan, data: JsonObject): JsonObject {
  return Object.fromEntries(plan.fields.flatMap((field) => (Object.prototype.hasOwnProperty.call(data, field.key) ? [[field.key, data[field.key]]] : []))) as JsonObject;
}
