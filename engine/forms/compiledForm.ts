import type { FormDefinition } from "../model/form.ts";
import { isObject, type JsonValue } from "../model/json.ts";
import type { LogicEnv } from "../logic/env.ts";
import type { Field } from "./field.ts";
import { fieldTree } from "./fieldsOf.ts";
import { planForm, type FormPlan } from "./plan.ts";

/**
 * A form made ready: fields by x-id, rules compiled and put in dependency
 * order. Built once per definition object.
 */
export interface CompiledForm {
  readonly def: FormDefinition;
  /** Top-level fields; a table's row fields are its `children`. */
  readonly roots: readonly Field[];
  /** Every field, parents before children, in schema order. */
  readonly fields: readonly Field[];
  readonly byXid: ReadonlyMap<string, Field>;
  /** Ids of the sections a top-level field is laid out in, by x-id. */
  readonly sectionsOf: ReadonlyMap<string, readonly string[]>;
  readonly env: LogicEnv;
  readonly plan: FormPlan;
}

const compiled = new WeakMap<FormDefinition, CompiledForm>();

/** The compiled form of a checked definition. Cached by object, so publish a new object for a new revision. */
export function formOf(def: FormDefinition): CompiledForm {
  const known = compiled.get(def);
  if (known) return known;
  const made = compileForm(def);
  compiled.set(def, made);
  return made;
}

function compileForm(def: FormDefinition): CompiledForm {
  const roots = fieldTree(def);
  const fields = roots.flatMap(withChildren);
  const byXid = new Map(fields.map((field) => [field.xid, field]));
  const sectionsOf = sectionMap(def);
  return { def, roots, fields, byXid, sectionsOf, env: envOf(def), plan: planForm(def, fields, sectionsOf) };
}

function withChildren(field: Field): readonly Field[] {
  return [field, ...field.children.flatMap(withChildren)];
}

function sectionMap(def: FormDefinition): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const section of def.ui?.sections ?? []) {
    for (const xid of section.fields) {
      const ids = map.get(xid);
      if (ids) ids.push(section.id);
      else map.set(xid, [section.id]);
    }
  }
  return map;
}

function envOf(def: FormDefinition): LogicEnv {
  return {
    ...(def.limits ? { limits: def.limits } : {}),
    ...(def.tables ? { tables: def.tables } : {}),
    budget: formBudget,
  };
}

/** Steps one form expression may take: 500 rows times a rule of some 100 nodes. */
export const formBudget = 50_000;

/** True for what counts as "not filled": nothing, blank text, an empty list or object. */
export function isBlank(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}
