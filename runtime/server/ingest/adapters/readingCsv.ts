import { instantOf, issue, localInstant, type Issue, type Quality, type Reading } from "@safeloop/engine";
import { parseCsv } from "../../tags/tagCsv.ts";

/** A reading and the line of the file it stands in, counted from 1. */
export interface ReadingLine {
  readonly line: number;
  readonly reading: Reading;
}

/** Readings of a file, and what was wrong with it. Paths of Issues are `/<line>/<column>`. */
export interface CsvReadings {
  readonly lines: readonly ReadingLine[];
  readonly issues: readonly Issue[];
}

/** Most readings of one file: reading it holds the server for a third of a second. */
export const maxReadingsOfFile = 50_000;

const names: { readonly [column in "ts" | "tag" | "value" | "unit" | "quality"]: readonly string[] } = {
  ts: ["ts", "time", "timestamp", "时间"], tag: ["tag", "tagid", "tag_id", "point", "位号"], value: ["value", "值", "数值"], unit: ["unit", "单位"], quality: ["quality", "质量"],
};

type TimeOf = (text: string) => number | undefined;

/**
 * Reads what a historian or a spreadsheet exports: one reading a line (`ts,
 * tag, value, unit?, quality?`, in any order), or one instant a line with a
 * column for each tag (`ts, PT-1, TT-2 [Cel]`). A time carries its offset or is
 * epoch ms; one without is read in `timeZone`, and refused where none is given.
 * An empty cell of a wide file is no reading; an empty value of a long one is a
 * bad one.
 */
export function readingsOfCsv(text: string, timeZone: string | undefined): CsvReadings {
  const [header = [], ...rows] = parseCsv(text);
  const columns = header.map((name) => name.trim());
  const at = (wanted: keyof typeof names): number => columns.findIndex((name) => names[wanted].includes(name.toLowerCase()));
  const timeOf = timesIn(timeZone);
  if (at("ts") < 0) return { lines: [], issues: [issue("CSV_HEADER", "/1", { missing: ["ts"] })] };
  if (at("tag") >= 0 && at("value") < 0) return { lines: [], issues: [issue("CSV_HEADER", "/1", { missing: ["value"] })] };
  const read = at("tag") >= 0 ? longReader(at) : wideReader(columns, at("ts"));
  const lines: ReadingLine[] = [];
  const issues: Issue[] = [];
  for (const [index, row] of rows.entries()) {
    const line = index + 2;
    const cell = row[at("ts")] ?? "";
    const ts = timeOf(cell.trim());
    if (ts === undefined) issues.push(issue("CSV_TIME", `/${line}/${columns[at("ts")]}`, { value: cell.slice(0, 40) }));
    else read(row, line, ts, lines, issues);
    if (lines.length > maxReadingsOfFile) return { lines: [], issues: [issue("CSV_ROWS", "", { rows: lines.length, max: maxReadingsOfFile })] };
  }
  return { lines, issues };
}

function timesIn(timeZone: string | undefined): TimeOf {
  return (text) => {
    if (/^\d{10,14}$/.test(text)) return instantOf(Number(text));
    if (/(?:Z|[+-]\d\d:?\d\d)$/.test(text)) return instantOf(text.replace(" ", "T"));
    return timeZone === undefined ? undefined : localInstant(text, timeZone);
  };
}

type Reader = (row: readonly string[], line: number, ts: number, lines: ReadingLine[], issues: Issue[]) => void;

const qualities: ReadonlyMap<string, Quality> = new Map([["good", "good"], ["好", "good"], ["192", "good"], ["uncertain", "uncertain"], ["存疑", "uncertain"], ["64", "uncertain"], ["bad", "bad"], ["坏", "bad"], ["0", "bad"]]);

/** OPC qualities count as words do: 192 good, 64 uncertain, 0 bad. */
function longReader(at: (wanted: keyof typeof names) => number): Reader {
  const [tag, value, unit, quality] = [at("tag"), at("value"), at("unit"), at("quality")];
  return (row, line, ts, lines, issues) => {
    const said = (row[quality] ?? "").trim().toLowerCase();
    const rank = said === "" ? undefined : qualities.get(said);
    if (said !== "" && rank === undefined) return void issues.push(issue("CSV_CELL", `/${line}/quality`, { column: "quality", value: said.slice(0, 40) }));
    const unitOf = (row[unit] ?? "").trim();
    const worth = worthOf(row[value] ?? "");
    lines.push({ line, reading: { tagId: (row[tag] ?? "").trim(), ts, value: worth, ...(unitOf === "" ? {} : { unit: unitOf }), ...(worth === null ? { quality: "bad" as const } : rank ? { quality: rank } : {}) } });
  };
}

function wideReader(columns: readonly string[], ts: number): Reader {
  const tags = columns.map((name, index) => ({ index, ...tagAndUnit(name) })).filter(({ index }) => index !== ts);
  return (row, line, time, lines) => {
    for (const { index, tagId, unit } of tags) {
      const cell = (row[index] ?? "").trim();
      if (cell !== "") lines.push({ line, reading: { tagId, ts: time, value: worthOf(cell), ...(unit === undefined ? {} : { unit }) } });
    }
  };
}

/** `TT-2 [Cel]` → the tag and its unit. */
function tagAndUnit(name: string): { readonly tagId: string; readonly unit?: string } {
  const match = /^(\S+)\s+\[(.+)\]$/.exec(name);
  return match ? { tagId: match[1]!, unit: match[2]! } : { tagId: name };
}

/** A number where it is one, null where nothing stands, else the text: a state, or a value that intake calls bad. */
function worthOf(cell: string): Reading["value"] {
  const text = cell.trim();
  if (text === "") return null;
  return Number.isFinite(Number(text)) ? Number(text) : text;
}
