/** What a spreadsheet would run as a formula, with quotes before it that we or a person put there. */
const formula = /^'*[=+\-@\t\r＝＋－＠]/;

/**
 * A text cell that no spreadsheet runs: one `'` before what could be a
 * formula. The rule is one-to-one, so `restoreCell` gives the original back.
 */
export function neutralise(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** The original of a neutralised cell. */
export function restoreCell(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
}

/** A cell of a row: text is neutralised, numbers are written as they are. */
export type Cell = string | number | null;

function cellText(cell: Cell): string {
  if (cell === null) return "";
  const text = typeof cell === "number" ? String(cell) : neutralise(cell);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line of CSV (RFC 4180). */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(cellText).join(",")}\r\n`;
}

/** Tells spreadsheets that the file is UTF-8. */
export const byteOrderMark = "\uFEFF";
