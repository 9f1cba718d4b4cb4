import type { FormDefinition } from "@safeloop/engine";
import type { ServerContext, Store, Tx } from "../context.ts";
import { definitionRow } from "../definitions/definitionStore.ts";
import { putTerms } from "../search/searchIndex.ts";
import { serviceOf } from "../services.ts";
import { listedOf } from "./listed.ts";
import { searchTerms } from "./listForm.ts";
import { answersOf, recordColumns, type SubmissionRecord } from "./submissionStore.ts";

/** The job that brings older submissions in line with a form's new list fields. */
export const reindexTask = "reindexForm";

const batch = 200;

function updateSql(dialect: Store["dialect"]): string {
  return `update submissions set listed = ${dialect === "postgres" ? "cast(? as jsonb)" : "?"} where seq = ? and version = ?`;
}

/** One that changed meanwhile was written with the new list fields already. */
async function reindexOne(ctx: ServerContext, tx: Tx, tenantId: string, form: FormDefinition, record: SubmissionRecord): Promise<void> {
  const answers = answersOf(record);
  const changed = await tx.run({ sql: updateSql(ctx.store.dialect), bindings: [JSON.stringify(listedOf(form, answers)), record.seq, record.version] });
  if (changed === 1 && record.draft === 0) await putTerms(tx, ctx.store, record.seq, searchTerms(ctx, tenantId, form, answers, record.number ?? ""));
}

/** Rewrites list columns and search terms of every submission of a form, some at a time so that nobody waits long. */
export async function reindexForm(ctx: ServerContext, tenantId: string, formId: string): Promise<void> {
  const row = await definitionRow(ctx.store, tenantId, "forms", formId); // what is stored decides: this process may not have heard of it yet
  const form = row?.hash ? (await serviceOf(ctx.services, "definitions").byHash(tenantId, "forms", row.hash))?.definition : undefined;
  if (!form) return;
  for (let after = 0, more = true; more; ) {
    const rows = await ctx.store.all<SubmissionRecord>({ sql: `select ${recordColumns} from submissions s where s.tenant_id = ? and s.form_id = ? and s.seq > ? order by s.seq limit ?`, bindings: [tenantId, formId, after, batch] });
    await ctx.store.unit(async (tx) => {
      for (const record of rows) await reindexOne(ctx, tx, tenantId, form, record);
    });
    after = rows.at(-1)?.seq ?? after;
    more = rows.length === batch;
  }
}

/** The same list fields need no rewriting. */
export function listsAlike(a: FormDefinition, b: FormDefinition): boolean {
  return JSON.stringify(a.listFields ?? []) === JSON.stringify(b.listFields ?? []);
}
