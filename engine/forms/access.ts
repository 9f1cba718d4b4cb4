import type { FieldAccess, FieldAccessMap } from "../model/flow.ts";
import { isObject, own, type JsonObject, type JsonValue } from "../model/json.ts";
import type { CompiledForm } from "./compiledForm.ts";
import type { Field } from "./field.ts";
import type { Answers } from "./formState.ts";

/** Stricter first. */
const strictness: readonly FieldAccess[] = ["hidden", "read", "edit", "require"];

/**
 * What a person may do with a field: its own entry, else its group's or
 * table's, else the widest of its sections', else `*`. No map is `edit`; a map
 * that says nothing is `read`.
 */
export function accessOf(form: CompiledForm, field: Field, access: FieldAccessMap | undefined): FieldAccess {
  if (!access) return "edit";
  const entry = entryOf(access, field.xid);
  if (entry) return entry;
  const parent = field.parent === undefined ? undefined : form.byXid.get(field.parent);
  if (parent) return inherited(accessOf(form, parent, access));
  const sections = (form.sectionsOf.get(field.xid) ?? []).flatMap((id) => entryOf(access, `section:${id}`) ?? []);
  const widest = strictness.filter((one) => sections.includes(one)).pop();
  return widest ?? entryOf(access, "*") ?? "read";
}

const entryOf = (access: FieldAccessMap, name: string): FieldAccess | undefined => own(access, name) as FieldAccess | undefined;

/** A required table asks for rows, not for every cell. */
const inherited = (access: FieldAccess): FieldAccess => (access === "require" ? "edit" : access);

/** True when the map says something about a field inside this one. */
export function namesInside(field: Field, access: FieldAccessMap): boolean {
  return field.children.some((child) => own(access, child.xid) !== undefined || namesInside(child, access));
}

/** True when the person may write the field. */
export function mayWrite(access: FieldAccess): boolean {
  return access === "edit" || access === "require";
}

/** Answers the person may see: what is `hidden` to him is taken out, inside groups and rows too. */
export function readableAnswers(form: CompiledForm, answers: Answers, access: FieldAccessMap | undefined): Answers {
  const readable = (fields: readonly Field[], values: JsonObject): JsonObject => Object.fromEntries(fields.flatMap((field) => {
    const value = own(values, field.xid) as JsonValue | undefined;
    if (value === undefined || accessOf(form, field, access) === "hidden") return [];
    return [[field.xid, inside(field, value)] as const];
  }));
  const inside = (field: Field, value: JsonValue): JsonValue => {
    if (field.children.length === 0 || typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((row: JsonValue) => (isObject(row) ? readable(field.children, row) : row));
    return isObject(value) ? readable(field.children, value) : value;
  };
  return readable(form.roots, answers);
}
