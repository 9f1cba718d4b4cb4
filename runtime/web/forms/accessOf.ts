import type { CompiledForm, FieldAccess, FieldAccessMap } from "@safeloop/engine";

/** What may be done with a field: its own entry, else its section's, else `*`, else edit. */
export function accessOf(form: CompiledForm, map: FieldAccessMap | undefined): (xid: string) => FieldAccess {
  if (map === undefined) return () => "edit";
  const own = (key: string): FieldAccess | undefined => (Object.prototype.hasOwnProperty.call(map, key) ? map[key] : undefined);
  return (xid) => own(xid) ?? (form.sectionsOf.get(xid) ?? []).map((id) => own(`section:${id}`)).find((one) => one !== undefined) ?? own("*") ?? "edit";
}
