import { type FormDefinition, formOf, type FormRule, jsonEqual, type JsonObject, type JsonValue, type NewNames, renameReads } from "@safeloop/engine";
import type { Edit } from "../../commands/commandStack.ts";
import { type ClipField, constantsOf, copyFields, type FieldClip, formOfClip } from "../clip/fieldClip.ts";
import { fieldOf, freeName, propertiesOf, requiredOf, sectionOf, titleOf, withSchema } from "../formModel.ts";
import type { FieldPlace } from "./addField.ts";
import { type FormTitle, namesOf } from "./titles.ts";

type Fresh = (kind: string) => string;

/** The step, and the x-ids the fields have now. */
export interface Pasted {
  readonly edit: Edit<FormDefinition>;
  readonly xids: readonly string[];
}

const xidOf = (field: ClipField): string => String(field.schema["x-id"]);

function lostName(xid: string, form: FormDefinition): string {
  return freeName(`${xid.slice(0, 32)}-lost`, new Set(formOf(form).fields.map((field) => field.xid)));
}

/** True when the form's field of that id is what the rule meant where it was copied: of the same form, or of the same name. */
function isMeant(clip: FieldClip, form: FormDefinition, xid: string): boolean {
  const field = fieldOf(form, xid);
  const name = clip.outside[xid];
  return clip.form === form.id || (field !== undefined && name !== undefined && titleOf(field).zh === name.zh);
}

/**
 * New x-ids for all fields of the clip; one that comes back to its own form
 * and whose id is free keeps it, so that cut and paste is a move. What is read
 * outside and means another field here gets a name nobody has: it is then
 * listed as missing instead of being judged by the wrong field.
 */
function namesFor(clip: FieldClip, form: FormDefinition, fresh: Fresh): NewNames & { readonly fields: ReadonlyMap<string, string> } {
  const inside = formOf(formOfClip(clip));
  const taken = new Set(formOf(form).fields.map((field) => field.xid));
  const isMove = clip.form === form.id && inside.fields.every((field) => !taken.has(field.xid));
  const own = inside.fields.map((field): [string, string] => [field.xid, isMove ? field.xid : fresh(field.kind)]);
  const lost = Object.keys(clip.outside).filter((xid) => taken.has(xid) && !isMeant(clip, form, xid)).map((xid): [string, string] => [xid, lostName(xid, form)]);
  return { fields: new Map([...lost, ...own]), parentOf: (xid) => inside.byXid.get(xid)?.parent, ...constants(clip, form) };
}

/** Limits and tables under a name that has another value here come under a free one. */
function constants(clip: FieldClip, form: FormDefinition): Pick<NewNames, "limits" | "tables"> {
  const renamed = (theirs: object = {}, ours: object = {}): ReadonlyMap<string, string> =>
    new Map(Object.entries(theirs).filter(([name, value]) => Object.hasOwn(ours, name) && !jsonEqual((ours as { readonly [name: string]: JsonValue })[name] ?? null, value as JsonValue)).map(([name]) => [name, freeName(name, new Set([...Object.keys(ours), ...Object.keys(theirs)]))]));
  return { limits: renamed(clip.limits, form.limits), tables: renamed(clip.tables, form.tables) };
}

/** A limit that the form has with another number, and whose name the pasted rules compute, so that it cannot be told apart. */
export function clashOf(clip: FieldClip, form: FormDefinition): string | undefined {
  const { limits, tables } = constants(clip, form);
  if (constantsOf(clip.logic, "limit").isComputed && limits?.size) return [...limits.keys()][0];
  return constantsOf(clip.logic, "table").isComputed && tables?.size ? [...tables.keys()][0] : undefined;
}

function renamedRule(rule: FormRule, names: NewNames, takenIds: ReadonlySet<string>): FormRule {
  const read = (logic: JsonValue): JsonValue => renameReads(logic, names);
  const target = rule.target.split(".").map((step) => names.fields.get(step) ?? step).join(".");
  const id = rule.id !== undefined && takenIds.has(rule.id) ? { id: freeName(`${rule.id}-copy`, takenIds) } : {};
  return {
    ...rule, ...id, target,
    ...(rule.when === undefined ? {} : { when: read(rule.when) }), ...(rule.expr === undefined ? {} : { expr: read(rule.expr) }),
    ...(rule.params ? { params: Object.fromEntries(Object.entries(rule.params).map(([name, logic]) => [name, read(logic)])) } : {}),
  };
}

/** A check that flows name by its id: a second one under another id would be judged by none, and as a gate would stand open in all of them. */
const isNamedHere = (rule: FormRule, takenIds: ReadonlySet<string>): boolean => rule.on === "named" && rule.id !== undefined && takenIds.has(rule.id);

function withNewIds(schema: JsonObject, names: NewNames): JsonObject {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) => (key === "x-id" && typeof value === "string" ? names.fields.get(value) ?? value : value)) as JsonObject;
}

function withConstants(form: FormDefinition, clip: FieldClip, names: NewNames): FormDefinition {
  const put = <V>(ours: { readonly [name: string]: V } | undefined, theirs: { readonly [name: string]: V } | undefined, renamed: ReadonlyMap<string, string> | undefined): { readonly [name: string]: V } | undefined =>
    theirs === undefined ? ours : { ...Object.fromEntries(Object.entries(theirs).map(([name, value]) => [renamed?.get(name) ?? name, value])), ...ours };
  const [limits, tables] = [put(form.limits, clip.limits, names.limits), put(form.tables, clip.tables, names.tables)];
  return { ...form, ...(limits ? { limits } : {}), ...(tables ? { tables } : {}) };
}

function putFields(form: FormDefinition, clip: FieldClip, place: FieldPlace, names: NewNames): FormDefinition {
  const properties: Record<string, JsonValue> = { ...propertiesOf(form) };
  const required = [...requiredOf(form)];
  const ui: Record<string, JsonObject> = { ...form.ui.fields };
  for (const field of clip.fields) {
    const key = freeName(field.key, new Set(Object.keys(properties)));
    properties[key] = withNewIds(field.schema, names);
    if (field.required) required.push(key);
    if (field.ui) ui[names.fields.get(xidOf(field)) ?? xidOf(field)] = field.ui;
  }
  const ruleIds = new Set(form.logic.flatMap((rule) => rule.id ?? []));
  const placed = clip.fields.map((field) => names.fields.get(xidOf(field)) ?? xidOf(field));
  const sections = form.ui.sections.map((section) => (section.id === place.section ? { ...section, fields: section.fields.toSpliced(place.at, 0, ...placed) } : section));
  const kept = clip.logic.filter((rule) => !isNamedHere(rule, ruleIds));
  const logic = [...form.logic, ...kept.map((rule) => renamedRule(rule, names, ruleIds))];
  const made = withConstants(withSchema(form, properties, required), clip, names);
  return { ...made, logic, ui: { ...form.ui, ...(Object.keys(ui).length > 0 ? { fields: ui } : {}), sections } };
}

function pasted(form: FormDefinition, clip: FieldClip, place: FieldPlace, fresh: Fresh, title: FormTitle): Pasted {
  const names = namesFor(clip, form, fresh);
  const xids = clip.fields.map((field) => names.fields.get(xidOf(field)) ?? xidOf(field));
  const apply = (current: FormDefinition): FormDefinition => {
    const isThere = current.ui.sections.some((section) => section.id === place.section);
    return isThere && xids.every((xid) => fieldOf(current, xid) === undefined) ? putFields(current, clip, place, names) : current;
  };
  return { edit: { title, apply }, xids };
}

const pastedTitle = (xids: readonly string[]): FormTitle => (_before, after) => {
  const name = namesOf(xids, after);
  return { zh: `粘贴${name.zh}`, en: `Paste ${name.en}` };
};

const duplicated = (xids: readonly string[]): FormTitle => (before) => {
  const name = namesOf(xids, before);
  return { zh: `创建${name.zh}的副本`, en: `Duplicate ${name.en}` };
};

/** Puts the fields of a clip at a place, with their own rules, under ids and keys nobody has here. */
export function pasteFields(form: FormDefinition, clip: FieldClip, place: FieldPlace, fresh: Fresh): Pasted {
  const made = pasted(form, clip, place, fresh, { zh: "", en: "" });
  return { ...made, edit: { ...made.edit, title: pastedTitle(made.xids) } };
}

/** Copies fields with their own rules right behind the last of them. */
export function duplicateFields(form: FormDefinition, xids: readonly string[], fresh: Fresh): Pasted | undefined {
  const clip = copyFields(form, xids);
  const last = clip.fields.at(-1);
  const at = last && sectionOf(form, xidOf(last));
  const section = at && form.ui.sections[at.index];
  if (!section) return undefined;
  const made = pasted(form, clip, { section: section.id, at: at.at + 1 }, fresh, { zh: "", en: "" });
  return { ...made, edit: { ...made.edit, title: duplicated(clip.fields.map(xidOf)) } };
}
