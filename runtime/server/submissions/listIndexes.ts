import { hashText, type FormDefinition } from "@safeloop/engine";
import type { Store, Tx } from "../context.ts";
import { holdsSeveral, listFieldsOf } from "./listed.ts";

/** The expression an index is made on. Queries must use the very same text. X-ids hold no quote (checkForm). */
export function listExpression(dialect: Store["dialect"], xid: string): string {
  if (!/^[A-Za-z][A-Za-z0-9_-]{0,39}$/.test(xid)) throw new Error(`Not an x-id: ${xid}`);
  return dialect === "sqlite" ? `json_extract(listed, '$."${xid}"')` : `(listed -> '${xid}')`;
}

/** A form id as SQL text, so that the planner sees that the partial index fits. Ids hold no quote (checkDefinition). */
export function formLiteral(formId: string): string {
  if (!/^[A-Za-z][A-Za-z0-9._-]{0,79}$/.test(formId)) throw new Error(`Not a form id: ${formId}`);
  return `'${formId}'`;
}

/** Makes the indexes lists filter and sort by, when a form is published. */
export interface ListIndexes {
  ensure(tx: Tx, form: FormDefinition): Promise<void>;
}

/** More list fields than this get no index of their own: every index slows each submission. */
export const maxIndexedFields = 12;

/** The list indexes of a store. */
export function listIndexesOf(store: Pick<Store, "dialect">): ListIndexes {
  return {
    async ensure(tx, form) {
      const fields = listFieldsOf(form).filter((field) => !holdsSeveral(field)).slice(0, maxIndexedFields);
      for (const { xid } of fields) {
        const name = `submissions_list_${hashText(`${form.id}/${xid}`).slice(0, 16)}`;
        await tx.run({
          sql: `create index if not exists ${name} on submissions (tenant_id, ${listExpression(store.dialect, xid)}, seq) where form_id = ${formLiteral(form.id)}`,
          bindings: [],
        });
      }
    },
  };
}
