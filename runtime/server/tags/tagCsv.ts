import { type Issue, issue } from "@safeloop/engine";
import { givenMeasurements } from "./tagSchema.ts";
import type { TagDraft } from "./tagDraft.ts";

/** Most tags of one import. */
export const maxRows = 20_000;

const required = ["id", "title_zh", "title_en", "measurement", "unit", "area", "period_s"] as const;

/** RFC 4180: quoted cells may hold commas, quotes (doubled) and line breaks. A byte-order mark is skipped. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let [row, cell, isQuoted]: [string[], string, boolean] = [[], "", false];
  const source = text.replace(/^\uFEFF/, "");
  for (let at = 0; at < source.length; at++) {
    const char = source[at] ?? "";
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (source[at + 1] === '"') [cell, at] = [`${cell}"`, at + 1];
      else isQuoted = false;
    } else if (char === '"' && cell === "") isQuoted = true;
    else if (char === ",") [row, cell] = [[...row, cell], ""];
    else if (char === "\n") [rows[rows.length], row, cell] = [[...row, cell.replace(/\r$/, "")], [], ""];
    else cell += char;
  }
  if (cell !== "" || row.length > 0) rows.push([...row, cell]);
  return rows.filter((one) => one.some((value) => value.trim() !== ""));
}

interface Cells {
  readonly path: string;
  text(column: string): string;
  number(column: string): number | undefined;
  flag(column: string): boolean;
  readonly issues: Issue[];
}

function cellsOf(header: readonly string[], row: readonly string[], line: number): Cells {
  const issues: Issue[] = [];
  const path = `/${line}`;
  const text = (column: string): string => (row[header.indexOf(column)] ?? "").trim();
  const bad = (column: string): undefined => void issues.push(issue("CSV_CELL", `${path}/${column}`, { column, value: text(column) }));
  return {
    path,
    issues,
    text,
    number: (column) => {
      const value = text(column);
      if (value === "") return undefined;
      return Number.isFinite(Number(value)) ? Number(value) : bad(column);
    },
    flag: (column) => {
      const value = text(column).toLowerCase();
      if (!["", "0", "1", "false", "true", "否", "是"].includes(value)) bad(column);
      return ["1", "true", "是"].includes(value);
    },
  };
}

function optional<K extends string, V>(key: K, value: V | undefined): { readonly [k in K]?: V } {
  return value === undefined || value === "" ? {} : ({ [key]: value } as { readonly [k in K]?: V });
}

function list<K extends string>(key: K, value: string): { readonly [k in K]?: readonly string[] } {
  return optional(key, value === "" ? undefined : value.split(/[;；]/).map((one) => one.trim()));
}

/** `design-pressure=1.6 MPa; safe-height=12 m`: a value without a number or a unit is a fault, never a guess. */
function designOf(cells: Cells): TagDraft["design"] {
  const text = cells.text("design");
  if (text === "") return undefined;
  const parts = text.split(/[;；]/).map((part) => /^\s*([^=\s]+)\s*=\s*(-?[\d.]+(?:e-?\d+)?)\s+(\S+)\s*$/i.exec(part));
  if (parts.some((part) => !part || !Number.isFinite(Number(part[2])))) return void cells.issues.push(issue("CSV_CELL", `${cells.path}/design`, { column: "design", value: text }));
  return Object.fromEntries(parts.map((part) => [part?.[1] ?? "", { value: Number(part?.[2]), unit: part?.[3] ?? "" }]));
}

function draftOf(cells: Cells): TagDraft | undefined {
  const measurement = givenMeasurements.find((one) => one === cells.text("measurement"));
  const periodS = cells.number("period_s");
  const [x, y, z] = [cells.number("x"), cells.number("y"), cells.number("z")];
  const [min, max] = [cells.number("min"), cells.number("max")];
  for (const column of ["id", "title_zh", "title_en", "area"]) if (cells.text(column) === "") cells.issues.push(issue("CSV_CELL", `${cells.path}/${column}`, { column, value: "" }));
  if (!/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/.test(cells.text("id"))) cells.issues.push(issue("CSV_CELL", `${cells.path}/id`, { column: "id", value: cells.text("id") }));
  if (!measurement) cells.issues.push(issue("CSV_CELL", `${cells.path}/measurement`, { column: "measurement", value: cells.text("measurement") }));
  if (periodS === undefined || periodS <= 0) cells.issues.push(issue("CSV_CELL", `${cells.path}/period_s`, { column: "period_s", value: cells.text("period_s") }));
  const flags = { safety: cells.flag("safety"), mayBeConstant: cells.flag("may_be_constant") };
  const signal = cells.text("signal");
  const design = designOf(cells);
  if (signal !== "" && signal !== "4-20mA") cells.issues.push(issue("CSV_CELL", `${cells.path}/signal`, { column: "signal", value: signal }));
  if (!measurement || periodS === undefined || cells.issues.length > 0) return undefined;
  return {
    id: cells.text("id"),
    title: { zh: cells.text("title_zh"), en: cells.text("title_en") },
    measurement,
    unit: cells.text("unit"),
    area: cells.text("area"),
    periodS,
    ...flags,
    ...(min !== undefined && max !== undefined ? { range: { min, max } } : {}),
    ...(x !== undefined && y !== undefined ? { position: { x, y, ...optional("z", z) } } : {}),
    ...optional("gateway", cells.text("gateway")),
    ...optional("asset", cells.text("asset")),
    ...optional("assetClass", cells.text("asset_class")),
    ...optional("medium", cells.text("medium")),
    ...optional("staleAfterS", cells.number("stale_after_s")),
    ...optional("holdS", cells.number("hold_s") || undefined),
    ...optional("design", design),
    ...(signal === "" ? {} : { signal: "4-20mA" }),
    ...list("labels", cells.text("labels")),
    ...list("connected", cells.text("connected")),
    ...list("peers", cells.text("peers")),
  };
}

export interface CsvTags {
  readonly drafts: readonly { readonly draft: TagDraft; readonly line: number }[];
  readonly issues: readonly Issue[];
}

/** Reads a tag list. Paths of Issues are `/<line>/<column>`, lines counted from 1 as in the file. */
export function tagsOfCsv(text: string): CsvTags {
  const [header = [], ...rows] = parseCsv(text);
  const names = header.map((name) => name.trim().toLowerCase());
  const missing = required.filter((name) => !names.includes(name));
  if (missing.length > 0) return { drafts: [], issues: [issue("CSV_HEADER", "/1", { missing })] };
  if (rows.length > maxRows) return { drafts: [], issues: [issue("CSV_ROWS", "", { rows: rows.length, max: maxRows })] };
  const read = rows.map((row, at) => {
    const cells = cellsOf(names, row, at + 2);
    return { draft: draftOf(cells), line: at + 2, issues: cells.issues };
  });
  return { drafts: read.flatMap(({ draft, line }) => (draft ? [{ draft, line }] : [])), issues: read.flatMap((one) => one.issues) };
}
