import { csvRows } from "./naughtyStrings.ts";

/** One activity of a case, as the log tells it. */
export interface LogEvent {
  readonly activity: string;
  readonly resource: string; // "" where the log names nobody
  readonly at: number; // epoch ms
}

/** One case of a log: what was done, in the log's order, and when the case itself was opened, was due and was closed. */
export interface LogCase {
  readonly id: string;
  readonly events: readonly LogEvent[];
  readonly responsible: string;
  readonly openedAt?: number;
  readonly deadline?: number;
  readonly closedAt?: number;
}

/** A log that cannot be read as one. */
export class LogFault extends Error {}

type Row = { readonly [column: string]: string };

function rowsOf(text: string): readonly Row[] {
  const [head = [], ...rows] = csvRows(text.replace(/^\uFEFF/, "").replace(/\r?\n/g, "\r\n")); // RFC 4180 ends a row so
  for (const column of ["case:concept:name", "concept:name", "time:timestamp"]) if (!head.includes(column)) throw new LogFault(`there is no column ${column}`);
  return rows.map((row) => Object.fromEntries(head.map((column, i) => [column, row[i] ?? ""])));
}

/** Epoch ms of `2011-10-11 13:45:40.276000+02:00`; finer parts of a second must be zero, or they would be lost. */
function instant(text: string): number {
  const found = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(\.\d{1,3})?0*([+-]\d\d:\d\d|Z)$/.exec(text);
  const at = found ? Date.parse(`${found[1]}T${found[2]}${found[3] ?? ""}${found[4]}`) : NaN;
  if (Number.isNaN(at)) throw new LogFault(`"${text}" is no instant to the millisecond`);
  return at;
}

const maybe = <K extends string>(key: K, text: string | undefined): { readonly [k in K]?: number } => (text ? ({ [key]: instant(text) } as { [k in K]: number }) : {});

function caseOf(id: string, rows: readonly Row[]): LogCase {
  const [first = {}] = rows;
  const events = rows.map((row): LogEvent => ({ activity: row["concept:name"] ?? "", resource: row["org:resource"] ?? "", at: instant(row["time:timestamp"] ?? "") }));
  return {
    id, events, responsible: first["case:responsible"] || (events[0]?.resource ?? ""),
    ...maybe("openedAt", first["case:startdate"]), ...maybe("deadline", first["case:deadline"]), ...maybe("closedAt", first["case:enddate"]),
  };
}

/** The cases of an event log written as CSV with the attribute names of XES (IEEE 1849). Throws `LogFault`. */
export function readLog(text: string): readonly LogCase[] {
  const cases = new Map<string, Row[]>();
  for (const row of rowsOf(text)) {
    const id = row["case:concept:name"] ?? "";
    cases.set(id, [...(cases.get(id) ?? []), row]);
  }
  return [...cases].map(([id, rows]) => caseOf(id, rows));
}

/** When the file of a case was opened, epoch ms: the log's start date, or what else happened first where that is older. */
export function openedAt(log: LogCase): number {
  return Math.min(...[log.openedAt, log.events[0]?.at, log.closedAt].filter((at) => at !== undefined));
}
