import { accessOf as engineAccessOf, type CompiledForm, type FieldAccess, type FieldAccessMap } from "@safeloop/engine";

/** True where a value may be filled in. */
export const mayWrite = (access: FieldAccess): boolean => access === "edit" || access === "require";

/** What may be done with a field, by x-id: the server's own rule, so that a screen never offers what the server refuses. */
export function accessOf(form: CompiledForm, map: FieldAccessMap | undefined): (xid: string) => FieldAccess {
  return (xid) => {
    const field = form.byXid.get(xid);
    return field === undefined ? "hidden" : engineAccessOf(form, field, map);
  };
}
