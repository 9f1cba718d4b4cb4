import type { FieldAccess, FieldAccessMap } from "../model/flow.ts";
import type { CompiledForm } from "./compiledForm.ts";
import type { Field } from "./field.ts";

/** Stricter first. */
const strictness: readonly FieldAccess[] = ["hidden", "read", "edit", "require"];

/**
 * What a person may do with a field: its own entry, else the widest of its
 * sections', else `*`. No map is `edit`; a map that says nothing is `read`.
 */
export function accessOf(form: CompiledForm, field: Field, access: FieldAccessMap | undefined): FieldAccess {
  if (!access) return "edit";
  const own = access[field.xid];
  if (own) return own;
  const sections = (form.sectionsOf.get(field.xid) ?? []).flatMap((id) => access[`section:${id}`] ?? []);
  const widest = strictness.filter((one) => sections.includes(one)).pop();
  return widest ?? access["*"] ?? "read";
}

/** True when the person may write the field. */
export function mayWrite(access: FieldAccess): boolean {
  return access === "edit" || access === "require";
}
