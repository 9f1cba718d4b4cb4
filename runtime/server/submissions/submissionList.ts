import { Refusal, type FormDefinition, type JsonValue, type SubmissionPage, type SubmissionRow } from "@safeloop/engine";
import type { Actor, ServerContext, Store } from "../context.ts";
import { termsCondition, termsSource } from "../search/searchIndex.ts";
import type { SearchTerm } from "../search/terms.ts";
import { serviceOf } from "../services.ts";
import { limitOf, pageOfRows, readCursor, type CursorValue } from "../views/cursor.ts";
import { hiddenFromList } from "./hiddenFields.ts";
import { listFilter, type Condition } from "./listFilter.ts";
import { listFieldsOf } from "./listed.ts";
import { listOrder, type ListOrder } from "./listOrder.ts";
import { answersOf, recordColumns, type SubmissionRecord } from "./submissionStore.ts";

type Asked = { readonly [name: string]: unknown };

interface ListedRecord extends SubmissionRecord {
  readonly sort_key?: CursorValue;
}

/** A list question made ready: what it asks and in which order. */
export interface ListQuestion {
  readonly form: FormDefinition | undefined;
  readonly conditions: readonly Condition[];
  readonly terms: readonly SearchTerm[];
  readonly order: ListOrder;
}

const totalCap = 10_000;

/** Reads the query of a list. Unknown fields, sorts and values are refused, never ignored. */
export async function listQuestion(ctx: ServerContext, actor: Actor, asked: Asked): Promise<ListQuestion> {
  const definitions = serviceOf(ctx.services, "definitions");
  await definitions.load(actor.tenantId);
  const form = typeof asked["form"] === "string" ? definitions.published(actor.tenantId, "forms", asked["form"])?.definition : undefined;
  const order = listOrder(ctx.store.dialect, asked["sort"], form);
  const { conditions, terms } = await listFilter(ctx, actor, asked, form);
  return { form, conditions: order.where ? [...conditions, order.where] : conditions, terms, order };
}

function where(conditions: readonly Condition[]): Condition {
  return { sql: conditions.map((one) => one.sql).join(" and "), bindings: conditions.flatMap((one) => one.bindings) };
}

interface RowSource {
  readonly from: string;
  readonly seq: string; // the column that holds the order of arrival
  readonly conditions: readonly Condition[];
}

/** Where the rows come from. In the order of arrival a search leads, so that it ends with the page. */
function sourceOf(store: Pick<Store, "dialect">, { conditions, terms, order }: ListQuestion): RowSource {
  if (terms.length === 0) return { from: "submissions s", seq: "s.seq", conditions };
  const source = order.select === "" ? termsSource(store, terms) : undefined;
  if (source) return { from: source.from, seq: "submission_terms.rowid", conditions: [source.where, ...conditions] };
  return { from: "submissions s", seq: "s.seq", conditions: [...conditions, termsCondition(store, terms)] };
}

/** The SQL of one page; exported so that a test can ask the planner for its plan. */
export function listSql(store: Pick<Store, "dialect">, question: ListQuestion, cursor: readonly CursorValue[] | undefined, limit: number): Condition {
  const { from, seq, conditions } = sourceOf(store, question);
  const after = cursor ? question.order.after(cursor) : undefined;
  const all = where(after ? [...conditions, { ...after, sql: after.sql.replaceAll("s.seq", seq) }] : conditions);
  const orderBy = question.order.orderBy.replaceAll("s.seq", seq);
  return { sql: `select ${recordColumns}${question.order.select} from ${from} where ${all.sql} order by ${orderBy} limit ?`, bindings: [...all.bindings, limit] };
}

/** One page of records. */
export function listRecords(ctx: ServerContext, question: ListQuestion, cursor: readonly CursorValue[] | undefined, limit: number): Promise<ListedRecord[]> {
  return ctx.store.all<ListedRecord>(listSql(ctx.store, question, cursor, limit));
}

export function cursorOf(record: ListedRecord): readonly CursorValue[] {
  return [record.sort_key ?? null, record.seq];
}

/** How many rows match, counted up to `cap`. */
export async function countRows(ctx: ServerContext, question: ListQuestion, cap: number): Promise<number> {
  const { from, conditions } = sourceOf(ctx.store, question);
  const all = where(conditions);
  const row = await ctx.store.first<{ n: number }>({ sql: `select count(*) as n from (select 1 from ${from} where ${all.sql} limit ${cap}) counted`, bindings: all.bindings });
  return row?.n ?? 0;
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** A record as a list shows it; `form` is the revision it was filled on. */
export function submissionRow(record: SubmissionRecord, form: FormDefinition | undefined, hidden: ReadonlySet<string>): SubmissionRow {
  const answers = answersOf(record);
  const fields: Record<string, JsonValue> = {};
  for (const field of form ? listFieldsOf(form) : []) {
    const value = answers[field.xid];
    if (value !== undefined && !hidden.has(field.xid)) fields[field.xid] = value;
  }
  return {
    id: record.id,
    number: record.number ?? "",
    form: { id: record.form_id, title: form ? { ...form.title } : { zh: record.form_id, en: record.form_id } },
    title: record.title,
    state: record.state,
    stateTitle: { zh: record.state_zh, en: record.state_en },
    tone: record.tone as SubmissionRow["tone"],
    by: { id: record.by_id, name: record.by_name },
    createdAt: iso(record.created_at),
    updatedAt: iso(record.updated_at),
    fields,
    ...(record.due_at === null ? {} : { due: iso(record.due_at) }),
  };
}

/** Rows with the forms they are pinned to, and without what the actor may not read. */
export async function submissionRows(ctx: ServerContext, actor: Actor, records: readonly SubmissionRecord[]): Promise<SubmissionRow[]> {
  const definitions = serviceOf(ctx.services, "definitions");
  const rows: SubmissionRow[] = [];
  for (const record of records) {
    const form = await definitions.byHash(actor.tenantId, "forms", record.form_hash);
    rows.push(submissionRow(record, form?.definition, await hiddenFromList(ctx, actor, record)));
  }
  return rows;
}

/** One page of submissions as the actor may see them. */
export async function listSubmissions(ctx: ServerContext, actor: Actor, asked: Asked): Promise<SubmissionPage> {
  const question = await listQuestion(ctx, actor, asked);
  const limit = limitOf(asked);
  const cursor = readCursor(asked, 2);
  if (cursor && typeof cursor[1] !== "number") throw new Refusal("CURSOR_INVALID");
  const records = await listRecords(ctx, question, cursor, limit + 1);
  const { items, next } = pageOfRows(records, limit, (record) => record, cursorOf);
  const total = asked["total"] === "true" ? { total: await countRows(ctx, question, totalCap) } : {};
  return { items: await submissionRows(ctx, actor, items), next, ...total };
}
