import type { ConflictRow } from "../model/conflict.ts";
import type { FormDefinition } from "../model/form.ts";
import { own } from "../model/json.ts";
import type { Limit } from "../model/limit.ts";

/** A row with its lengths looked up, in metres. One that is missing is null, and counts as without bound. */
export interface TableRow extends Pick<ConflictRow, "id" | "title" | "a" | "b" | "source"> {
  readonly relation:
    | { readonly as: "within"; readonly m: number | null; readonly column: boolean }
    | { readonly as: "sameKey"; readonly name: string }
    | { readonly as: "below"; readonly m: number | null; readonly doubleM: number | null }
    | { readonly as: "inReach" };
}

/** The table of simultaneous work: the rows of these forms. */
export function conflictTable(forms: Iterable<FormDefinition>): readonly TableRow[] {
  return [...forms].flatMap((form) => (form.conflicts ?? []).map((row) => tableRow(form, row)));
}

function tableRow({ limits = {} }: FormDefinition, { id, title, a, b, source, relation }: ConflictRow): TableRow {
  const metres = (name: string): number | null => (own(limits, name) as Limit | undefined)?.value ?? null;
  const row = { id, title, a, b, source };
  if ("within" in relation) return { ...row, relation: { as: "within", m: metres(relation.within), column: relation.column === true } };
  if ("sameKey" in relation) return { ...row, relation: { as: "sameKey", name: relation.sameKey } };
  if ("below" in relation) return { ...row, relation: { as: "below", m: metres(relation.below), doubleM: metres(relation.double) } };
  return { ...row, relation: { as: "inReach" } };
}

/** True when the table says something of this kind. Of a kind no row names nothing can be told. */
export function isNamed(table: readonly TableRow[], kind: string): boolean {
  return table.some((row) => row.a === kind || row.b === kind || row.b === "*");
}
