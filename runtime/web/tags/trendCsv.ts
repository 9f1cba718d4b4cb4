import { type Readings, toMs } from "../charts/trendData.ts";
import { saveBlob } from "../components/saveBlob.ts";

/** A cell a spreadsheet will not take for a formula (CWE-1236), quoted where needed. */
export function csvCell(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Readings as CSV with a byte-order mark; gaps are rows of their own, so that nobody joins them. */
export function trendCsv(tagId: string, unit: string, readings: Readings, gapText: (why: string) => string): string {
  const rows = [
    ...readings.points.map((point) => ({ t: toMs(point.t), cells: [new Date(toMs(point.t)).toISOString(), point.min, point.max, point.last, point.n, point.q, ""] })),
    ...readings.gaps.map((gap) => ({ t: toMs(gap.from), cells: [new Date(toMs(gap.from)).toISOString(), null, null, null, 0, "unknown", `${gapText(gap.why)} → ${new Date(toMs(gap.to)).toISOString()}`] })),
  ].sort((a, b) => a.t - b.t);
  const head = ["time", `min ${unit}`.trim(), `max ${unit}`.trim(), `last ${unit}`.trim(), "points", "quality", tagId];
  return `\uFEFF${[head, ...rows.map((row) => row.cells)].map((cells) => cells.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

/** Hands a text to the browser as a file. */
export function saveText(name: string, text: string, mime = "text/csv;charset=utf-8"): void {
  saveBlob(name, new Blob([text], { type: mime }));
}
