import { issue, type Issue } from "../../issues/issue.ts";
import { pointer } from "../../issues/pointer.ts";
import type { FormDefinition } from "../../model/form.ts";
import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { formOf, type CompiledForm } from "../compiledForm.ts";
import type { Field } from "../field.ts";

/** Most blocks a layout may have, and cells or columns of one block. */
const maxBlocks = 100;
const maxCells = 200;

interface At {
  readonly form: CompiledForm;
  readonly path: string;
}

const wrong = (path: string, what: string): Issue => issue("FORM_PRINT_SHAPE", path, { what });
const list = (value: JsonValue | undefined): readonly JsonValue[] => (Array.isArray(value) ? (value as readonly JsonValue[]) : []);
const isText = (value: JsonValue | undefined): boolean => isObject(value) && typeof value["zh"] === "string" && typeof value["en"] === "string";
const maybeText = (value: JsonValue | undefined, path: string): Issue[] => (value === undefined || isText(value) ? [] : [wrong(path, "title")]);
const share = (value: JsonValue | undefined): boolean => value === undefined || (typeof value === "number" && value > 0 && value <= 20);

/** The field, or why it cannot stand here. */
function fieldAt({ form, path }: At, xid: JsonValue | undefined, fits: (field: Field) => boolean): Field | Issue {
  const field = typeof xid === "string" ? form.byXid.get(xid) : undefined;
  if (!field) return issue("FORM_FIELD_UNKNOWN", path, { field: String(xid).slice(0, 80) });
  return fits(field) ? field : issue("FORM_PRINT_FIELD", path, { field: field.xid });
}

function issuesOf(found: Field | Issue): Issue[] {
  return "code" in found ? [found] : [];
}

/** A field of a row has no one value to put into a box. */
function inNoTable(form: CompiledForm, field: Field): boolean {
  const parent = field.parent === undefined ? undefined : form.byXid.get(field.parent);
  return parent === undefined || (parent.shape !== "rows" && inNoTable(form, parent));
}

function gridIssues(at: At, block: JsonObject): Issue[] {
  const { columns } = block;
  if (columns !== 1 && columns !== 2 && columns !== 3 && columns !== 4 && columns !== 6) return [wrong(pointer(at.path, "columns"), "columns")];
  return list(block["cells"]).flatMap((cell, index) => {
    const path = pointer(at.path, "cells", index);
    if (!isObject(cell)) return [wrong(path, "cells")];
    const { span } = cell;
    const isSpan = span === undefined || (Number.isInteger(span) && Number(span) >= 1 && Number(span) <= columns);
    const names = [cell["field"], ...list(cell["also"])];
    return [...names.flatMap((name) => issuesOf(fieldAt({ ...at, path: pointer(path, "field") }, name, (field) => field.shape !== "object" && inNoTable(at.form, field)))), ...(isSpan ? [] : [wrong(pointer(path, "span"), "span")]), ...maybeText(cell["label"], pointer(path, "label"))];
  });
}

function tableIssues(at: At, block: JsonObject): Issue[] {
  const table = fieldAt({ ...at, path: pointer(at.path, "field") }, block["field"], (field) => field.shape === "rows" && field.children.length > 0 && inNoTable(at.form, field));
  if ("code" in table) return [table];
  return list(block["columns"]).flatMap((column, index) => {
    const path = pointer(at.path, "columns", index);
    if (!isObject(column)) return [wrong(path, "columns")];
    const names = [column["field"], ...list(column["also"]), ...(column["unitFrom"] === undefined ? [] : [column["unitFrom"]])];
    return [...names.flatMap((name) => issuesOf(fieldAt({ ...at, path }, name, (field) => field.parent === table.xid))), ...(share(column["width"]) ? [] : [wrong(pointer(path, "width"), "width")]), ...maybeText(column["title"], pointer(path, "title"))];
  });
}

function namedIssues(at: At, block: JsonObject, kind: Field["kind"]): Issue[] {
  const names = list(block["fields"]);
  if (names.length === 0) return [wrong(pointer(at.path, "fields"), "fields")];
  return names.flatMap((name, index) => issuesOf(fieldAt({ ...at, path: pointer(at.path, "fields", index) }, name, (field) => field.kind === kind && inNoTable(at.form, field))));
}

function besideIssues(at: At, { columns }: JsonObject): Issue[] {
  return columns === undefined || columns === 1 || columns === 2 || columns === 3 ? [] : [wrong(pointer(at.path, "columns"), "columns")];
}

function opinionIssues(at: At, opinions: JsonValue | undefined): Issue[] {
  if (opinions === undefined) return [];
  if (!isObject(opinions)) return [wrong(pointer(at.path, "opinions"), "opinions")];
  return Object.entries(opinions).flatMap(([node, name]) => issuesOf(fieldAt({ ...at, path: pointer(at.path, "opinions", node) }, name, (field) => field.stored && field.shape !== "object" && field.shape !== "rows" && inNoTable(at.form, field))));
}

const kinds: { readonly [kind: string]: (at: At, block: JsonObject) => Issue[] } = {
  grid: gridIssues,
  table: tableIssues,
  checklist: (at, block) => issuesOf(fieldAt({ ...at, path: pointer(at.path, "field") }, block["field"], (field) => field.kind === "checklist" && inNoTable(at.form, field))),
  signatures: (at, block) => namedIssues(at, block, "signature"),
  photos: (at, block) => namedIssues(at, block, "photo"),
  approvals: (at, block) => [...(block["nodes"] === undefined || (Array.isArray(block["nodes"]) && list(block["nodes"]).every((one) => typeof one === "string")) ? [] : [wrong(pointer(at.path, "nodes"), "nodes")]), ...besideIssues(at, block), ...opinionIssues(at, block["opinions"])],
  events: besideIssues,
  note: (at, block) => (isText(block["text"]) ? [] : [wrong(pointer(at.path, "text"), "text")]),
};

function blockIssues(at: At, block: JsonValue): Issue[] {
  if (!isObject(block)) return [wrong(at.path, "blocks")];
  const kind = typeof block["kind"] === "string" && Object.hasOwn(kinds, block["kind"]) ? kinds[block["kind"]] : undefined;
  if (!kind) return [wrong(pointer(at.path, "kind"), "kind")];
  const id = block["id"];
  return [...(id === undefined || (typeof id === "string" && id !== "") ? [] : [wrong(pointer(at.path, "id"), "id")]), ...maybeText(block["title"], pointer(at.path, "title")), ...tooMany(at, block), ...kind(at, block)];
}

function tooMany(at: At, block: JsonObject): Issue[] {
  return ["cells", "columns", "fields"].filter((name) => list(block[name]).length > maxCells).map((name) => wrong(pointer(at.path, name), name));
}

function copyIssues(path: string, copy: JsonValue, ids: ReadonlySet<string>): Issue[] {
  if (!isObject(copy) || typeof copy["id"] !== "string" || !/^[a-z][a-z0-9-]{0,30}$/.test(copy["id"]) || !isText(copy["title"])) return [wrong(path, "copies")];
  if (copy["blocks"] !== undefined && !Array.isArray(copy["blocks"])) return [wrong(pointer(path, "blocks"), "copies")];
  return list(copy["blocks"]).flatMap((id, index) => (typeof id === "string" && ids.has(id) ? [] : [issue("FORM_PRINT_BLOCK", pointer(path, "blocks", index), { block: String(id).slice(0, 80) })]));
}

function repeated(names: readonly (string | undefined)[]): boolean {
  const given = names.filter((name) => name !== undefined);
  return new Set(given).size < given.length;
}

/** Issues of a print layout: blocks of kinds there are, over fields there are and that fit, copies of blocks there are. */
export function checkPrint(def: FormDefinition): Issue[] {
  const print = def.print as unknown as JsonValue | undefined;
  if (print === undefined) return [];
  const path = "/print";
  if (!isObject(print) || !Array.isArray(print["blocks"]) || list(print["blocks"]).length > maxBlocks) return [wrong(path, "print")];
  if (print["copies"] !== undefined && !Array.isArray(print["copies"])) return [wrong(pointer(path, "copies"), "copies")];
  const blocks = list(print["blocks"]);
  const copies = list(print["copies"]);
  const idsOf = (all: readonly JsonValue[]): (string | undefined)[] => all.map((one) => (isObject(one) && typeof one["id"] === "string" ? one["id"] : undefined));
  const ids = idsOf(blocks);
  return [
    ...maybeText(print["title"], pointer(path, "title")),
    ...(print["dense"] === undefined || print["dense"] === true ? [] : [wrong(pointer(path, "dense"), "dense")]),
    ...(repeated(ids) ? [wrong(pointer(path, "blocks"), "id")] : []),
    ...(repeated(idsOf(copies)) ? [wrong(pointer(path, "copies"), "id")] : []),
    ...blocks.flatMap((block, index) => blockIssues({ form: formOf(def), path: pointer(path, "blocks", index) }, block)),
    ...copies.flatMap((copy, index) => copyIssues(pointer(path, "copies", index), copy, new Set(ids.filter((id) => id !== undefined)))),
  ];
}
