import { formOf } from "../forms/index.ts";
import { own } from "../model/json.ts";
import type { FieldAccess, FieldAccessMap } from "../model/flow.ts";
import type { FormDefinition } from "../model/form.ts";

const rank: { readonly [access in FieldAccess]: number } = { hidden: 0, read: 1, edit: 2, require: 3 };

/** Access of every top-level field at a node: the field's own entry, else its sections' (the widest), else `*`, else read. */
export function accessAt(form: FormDefinition, map: FieldAccessMap): ReadonlyMap<string, FieldAccess> {
  const maps = known.get(form) ?? new WeakMap<FieldAccessMap, ReadonlyMap<string, FieldAccess>>();
  known.set(form, maps);
  const before = maps.get(map);
  if (before) return before;
  const made = workedOut(form, map);
  maps.set(map, made);
  return made;
}

/** Definitions are never changed in place, so what they say is worked out once. */
const known = new WeakMap<FormDefinition, WeakMap<FieldAccessMap, ReadonlyMap<string, FieldAccess>>>();

function workedOut(form: FormDefinition, map: FieldAccessMap): ReadonlyMap<string, FieldAccess> {
  const compiled = formOf(form);
  const all = own(map, "*") as FieldAccess | undefined;
  return new Map(compiled.roots.map(({ xid }) => {
    const bySection = (compiled.sectionsOf.get(xid) ?? []).flatMap((section) => (own(map, `section:${section}`) as FieldAccess | undefined) ?? []);
    return [xid, (own(map, xid) as FieldAccess | undefined) ?? widest(bySection) ?? all ?? "read"] as const;
  }));
}

/** The widest of several accesses. */
export function widest(accesses: readonly FieldAccess[]): FieldAccess | undefined {
  return accesses.reduce<FieldAccess | undefined>((best, one) => (best === undefined || rank[one] > rank[best] ? one : best), undefined);
}

/** Access while only the named sections may be written (life events and life tasks). */
export function accessOfSections(sections: readonly string[]): FieldAccessMap {
  return Object.fromEntries([["*", "read" as const], ...sections.map((id) => [`section:${id}`, "edit" as const] as const)]);
}

/** Fields a node does not hide, in form order. */
export function readableFields(form: FormDefinition, map: FieldAccessMap): string[] {
  return [...accessAt(form, map)].filter(([, access]) => access !== "hidden").map(([xid]) => xid);
}

/** Fields a node may write, in form order. */
export function writableFields(form: FormDefinition, map: FieldAccessMap): string[] {
  return [...accessAt(form, map)].filter(([, access]) => access === "edit" || access === "require").map(([xid]) => xid);
}

/** A field's title in both languages, as issue parameters. */
export function fieldParams(form: FormDefinition, xid: string): { field: string; fieldZh: string; fieldEn: string } {
  const title = formOf(form).byXid.get(xid)?.title;
  return { field: xid, fieldZh: title?.zh ?? xid, fieldEn: title?.en ?? xid };
}
