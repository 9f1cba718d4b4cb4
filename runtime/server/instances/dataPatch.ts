import { answersByXid, formOf, issue, own, type FormDefinition, type Issue, type JsonObject, type JsonValue } from "@safeloop/engine";

export interface DataPatch {
  readonly patch: { readonly [xid: string]: JsonValue }; // null clears
  readonly issues: readonly Issue[]; // keys the form does not have
}

const pointer = (key: string): string => `/${key.replace(/~/g, "~0").replace(/\//g, "~1")}`;

/** Changed fields by property key → a patch by x-id. */
export function dataPatch(form: FormDefinition, data: JsonObject): DataPatch {
  const compiled = formOf(form);
  const byKey = new Map(compiled.roots.map((field) => [field.key, field]));
  const patch: Record<string, JsonValue> = Object.create(null) as Record<string, JsonValue>;
  const issues: Issue[] = [];
  for (const key of Object.keys(data)) {
    const field = byKey.get(key);
    const value = own(data, key) as JsonValue;
    if (!field) issues.push(issue("FORM_DATA_UNKNOWN", pointer(key), { key: key.slice(0, 100) }));
    else patch[field.xid] = value === null ? null : (answersByXid(compiled, { [key]: value })[field.xid] ?? null);
  }
  return { patch, issues };
}
