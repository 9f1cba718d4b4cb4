import { checklistAnswer, checklistItems, isBlank, optionLabel, type Field } from "../forms/index.ts";
import { isObject, own, type JsonObject, type JsonValue } from "../model/json.ts";
import type { ChecklistItem } from "../model/form.ts";
import type { PrintChecklist, PrintColumn, PrintTableBlock } from "../model/print.ts";
import { answerOf, cellOf, isHidden, type Printing } from "./cells.ts";
import type { PrintCell, PrintedColumn, PrintedTable } from "./document.ts";
import { instantText } from "./times.ts";
import { formUnitText } from "./units.ts";
import { headText, listOf, nameText } from "./valueText.ts";

const narrow: ReadonlySet<string> = new Set(["number", "integer", "boolean", "choice", "date"]);

function childOf(table: Field, xid: string): Field | undefined {
  return table.children.find((child) => child.xid === xid);
}

function columnsOf(table: Field, block: PrintTableBlock): readonly PrintColumn[] {
  const given = block.columns?.filter((column) => childOf(table, column.field));
  return given && given.length > 0 ? given : table.children.map((child) => ({ field: child.xid, width: narrow.has(child.kind) ? 1 : 1.6 }));
}

/** One cell: the value, its unit from the row, and what stands behind it. */
function rowCell(on: Printing, table: Field, column: PrintColumn, row: JsonObject): PrintCell {
  const fields = [column.field, ...(column.also ?? [])].flatMap((xid) => childOf(table, xid) ?? []);
  const valueOf = (field: Field): JsonValue | undefined => own(row, field.xid) as JsonValue | undefined;
  const filled = fields.filter((field) => !isBlank(valueOf(field)));
  const shown = filled.length > 0 ? filled : fields.slice(0, 1);
  const cells = shown.map((field) => cellOf(on, field.unit !== undefined && headsUnit(column) ? { ...field, unit: "1" } : field, valueOf(field)));
  const unit = filled.length > 0 ? rowUnit(on, table, column, row) : "";
  const [first] = cells;
  const badge = cells.find((cell) => cell.badge !== undefined)?.badge;
  const signs = cells.flatMap((cell) => cell.signs ?? []);
  const text = [...cells.map((cell) => cell.text), unit].filter((part) => part !== "").join(" ");
  return { ...first, text, ...(badge === undefined ? {} : { badge }), ...(signs.length === 0 ? {} : { signs }) };
}

/** The unit stands in the head, unless fields of different units share the column, or the row says which. */
function headsUnit(column: PrintColumn): boolean {
  return (column.also?.length ?? 0) === 0 && column.unitFrom === undefined;
}

function rowUnit(on: Printing, table: Field, column: PrintColumn, row: JsonObject): string {
  const field = column.unitFrom === undefined ? undefined : childOf(table, column.unitFrom);
  return field ? optionLabel(field, own(row, field.xid) as JsonValue | undefined, on.words.locale) : "";
}

function columnHead(on: Printing, field: Field, column: PrintColumn): PrintedColumn {
  const title = headsUnit(column) && field.unit !== undefined ? headText(on, field, column.title) : on.words.text(column.title ?? field.title);
  return { title, width: column.width ?? 1, ...(column.fit === true ? { fit: true as const } : {}), ...(narrow.has(field.kind) ? { centred: true as const } : {}) };
}

/** The rows of a table field under their heads. */
export function printTable(on: Printing, block: PrintTableBlock): PrintedTable | undefined {
  const table = on.form.byXid.get(block.field);
  if (!table || table.children.length === 0) return undefined;
  const rows = isHidden(on, table) ? [] : listOf(answerOf(on, table)).filter(isObject);
  if (rows.length === 0 && block.optional === true && !isHidden(on, table)) return undefined;
  const columns = columnsOf(table, block).filter((column) => column.optional !== true || rows.some((row) => [column.field, ...(column.also ?? [])].some((xid) => !isBlank(own(row, xid) as JsonValue | undefined))));
  return {
    kind: "table",
    ...titleOf(on, block, table),
    columns: columns.map((column) => columnHead(on, childOf(table, column.field) ?? table, column)),
    rows: rows.map((row) => columns.map((column) => rowCell(on, table, column, row))),
    empty: emptyText(on, block, table),
  };
}

/** A dense form names its tables by their heads, unless the layout gives a title. */
function titleOf(on: Printing, block: PrintTableBlock | PrintChecklist, field: Field): { readonly title?: string } {
  return on.dense && block.title === undefined ? {} : { title: on.words.text(block.title ?? field.title) };
}

/** What is said where there are no rows; under no title it must say of what. */
function emptyText(on: Printing, block: PrintTableBlock | PrintChecklist, field: Field): string {
  const said = on.words.say(isHidden(on, field) ? "hidden" : "noRows");
  return titleOf(on, block, field).title === undefined ? `${on.words.text(field.title)}${on.words.say("colon")}${said}` : said;
}

function measureText(on: Printing, item: ChecklistItem, answer: JsonObject): string {
  const { param } = answer;
  const unit = formUnitText(item.param?.unit, on.words.locale);
  const counted = item.param && (typeof param === "string" || typeof param === "number") ? on.words.say("param", { title: on.words.text(item.param.title), value: `${String(param)}${unit === "" ? "" : ` ${unit}`}` }) : "";
  const why = answer["applies"] === false && typeof answer["reason"] === "string" && answer["reason"] !== "" ? `\n${on.words.say("reason")}${answer["reason"]}` : "";
  return `${on.words.text(item.text)}${counted}${why}`;
}

/** What nobody has confirmed, or even answered, says so: a dash would read as "does not apply". */
function measureCells(on: Printing, item: ChecklistItem, answer: JsonObject): readonly PrintCell[] {
  const { words, facts } = on;
  const applies = answer["applies"];
  const { confirmedBy, time } = answer;
  const who: PrintCell = typeof confirmedBy === "string" ? { text: nameText(on, "person", confirmedBy) } : applies === true ? { text: words.say("notConfirmed"), tone: "unknown" } : { text: words.say("blank") };
  return [
    { text: `${item.code}${item.star === true ? " ★" : ""}` },
    { text: measureText(on, item, answer) },
    applies === true ? { text: "", tick: "yes" } : applies === false ? { text: "", tick: "none" } : { text: words.say("notJudged"), tone: "unknown" },
    who,
    { text: typeof time === "string" ? instantText(time, facts.zone) : words.say("blank") },
  ];
}

/** Every measure of a checklist, answered or not. */
export function printChecklist(on: Printing, block: PrintChecklist): PrintedTable | undefined {
  const field = on.form.byXid.get(block.field);
  if (!field) return undefined;
  const { words } = on;
  const value = answerOf(on, field);
  const aside = on.dense ? { fit: true as const, centred: true as const } : { centred: true as const }; // the measure itself gets the room
  return {
    kind: "table",
    ...titleOf(on, block, field),
    columns: [
      { title: words.say("measureNo"), width: 1.2, ...aside }, { title: words.say("measure"), width: 5.6 }, { title: words.say("applies"), width: 1.15, ...aside },
      { title: words.say("confirmedBy"), width: 1.15, ...aside }, { title: words.say("confirmedAt"), width: 2.05, ...aside },
    ],
    rows: isHidden(on, field) ? [] : checklistItems(field).map((item) => measureCells(on, item, checklistAnswer(value, item.code))),
    empty: emptyText(on, block, field),
  };
}
