import { Readable } from "node:stream";
import { isObject, own, Refusal, type Directory, type Field, type FormDefinition, type JsonValue } from "@safeloop/engine";
import type { Actor, RouteRequest, ServerContext } from "../context.ts";
import { shownValue } from "../tasks/taskView.ts";
import type { CursorValue } from "../views/cursor.ts";
import { byteOrderMark, csvLine, type Cell } from "./csv.ts";
import { hiddenFromList } from "./hiddenFields.ts";
import { listFieldsOf } from "./listed.ts";
import { countRows, cursorOf, listQuestion, listRecords, type ListQuestion } from "./submissionList.ts";
import { answersOf, type SubmissionRecord } from "./submissionStore.ts";

const maxRows = 100_000;
const pageRows = 500;

type Locale = RouteRequest["locale"];

const heads = {
  "zh-CN": ["编号", "表单", "标题", "状态", "提交人", "提交时间", "更新时间"],
  en: ["Number", "Form", "Title", "State", "By", "Created", "Updated"],
} as const;

/** A title becomes its text in the reader's language. */
function inLanguage(shown: JsonValue, locale: Locale): JsonValue {
  if (Array.isArray(shown)) return shown.map((one: JsonValue) => inLanguage(one, locale));
  const text = isObject(shown) ? own(shown, locale === "en" ? "en" : "zh") : undefined;
  return typeof text === "string" ? text : shown;
}

function cellOf(field: Field, value: JsonValue | undefined, directory: Directory, locale: Locale): Cell {
  const shown = inLanguage(shownValue(field, value, directory), locale);
  if (shown === null || typeof shown === "number" || typeof shown === "string") return shown;
  if (Array.isArray(shown)) return shown.map((one: JsonValue) => (isObject(one) || Array.isArray(one) ? JSON.stringify(one) : String(one))).join("; ");
  return typeof shown === "boolean" ? String(shown) : JSON.stringify(shown);
}

function lineOf(record: SubmissionRecord, form: FormDefinition | undefined, hidden: ReadonlySet<string>, directory: Directory, locale: Locale): string {
  const answers = answersOf(record);
  const base: Cell[] = [
    record.number ?? "", form ? (locale === "en" ? form.title.en : form.title.zh) : record.form_id, record.title, locale === "en" ? record.state_en : record.state_zh,
    record.by_name, new Date(record.created_at).toISOString(), new Date(record.updated_at).toISOString(),
  ];
  const fields = form ? listFieldsOf(form).map((field) => (hidden.has(field.xid) ? null : cellOf(field, answers[field.xid], directory, locale))) : [];
  return csvLine([...base, ...fields]);
}

async function* lines(ctx: ServerContext, actor: Actor, question: ListQuestion, locale: Locale, first: readonly SubmissionRecord[]): AsyncGenerator<string> {
  const { form } = question;
  const directory = ctx.directory(actor.tenantId);
  yield byteOrderMark + csvLine([...heads[locale], ...(form ? listFieldsOf(form).map((field) => (locale === "en" ? field.title.en : field.title.zh)) : [])]);
  for (let page = first; page.length > 0; ) {
    for (const record of page) yield lineOf(record, form, await hiddenFromList(ctx, actor, record), directory, locale);
    const last: SubmissionRecord | undefined = page.length < pageRows ? undefined : page.at(-1);
    const cursor: readonly CursorValue[] | undefined = last ? cursorOf(last) : undefined;
    page = cursor ? await listRecords(ctx, question, cursor, pageRows) : [];
  }
}

/** Everything the filter finds, as CSV, page by page. With `form` its list fields are columns. */
export async function exportSubmissions(ctx: ServerContext, actor: Actor, asked: RouteRequest["query"], locale: Locale): Promise<Readable> {
  const question = await listQuestion(ctx, actor, asked);
  if ((await countRows(ctx, question, maxRows + 1)) > maxRows) throw new Refusal("EXPORT_TOO_LARGE", { rows: maxRows, max: maxRows });
  return Readable.from(lines(ctx, actor, question, locale, await listRecords(ctx, question, undefined, pageRows)));
}
