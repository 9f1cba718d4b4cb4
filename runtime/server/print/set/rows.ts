import type { PrintCell, PrintDocument, PrintedBlock, PrintedGrid, PrintedPhotos, PrintedTable } from "@safeloop/engine";
import { cellLines, type Line, pictureLines, signWidth, type Style, textLines } from "./cells.ts";
import { widestPart } from "./wrap.ts";

/** A box of a row: where it stands, what lies behind it, what is in it. */
export interface Box {
  readonly x: number; // from the left edge of the form
  readonly w: number;
  readonly fill?: number; // grey
  readonly centred?: boolean;
  readonly lines: readonly Line[];
}

export interface Row {
  readonly boxes: readonly Box[];
  readonly minHeight: number;
  /** Stands on the page of the next row. */
  readonly withNext?: true;
}

/** Rows that belong together. `head` is repeated where they go on over a page, with the number of the continuation. */
export interface Band {
  readonly rows: readonly Row[];
  readonly head: (continuation: number) => readonly Row[];
}

type PageWords = Pick<PrintDocument["words"], "tableContinued">;

export const pad = { x: 3.5, y: 2.6 } as const;
const grey = { label: 0.93, title: 0.88, head: 0.93 } as const;

function box(style: Style, x: number, w: number, cell: PrintCell, more: Partial<Pick<Box, "fill" | "centred">> = {}): Box {
  return { x, w, lines: cellLines(style, cell, w - 2 * pad.x), ...more };
}

function labelBox(style: Style, x: number, w: number, text: string): Box {
  return { x, w, fill: grey.label, centred: true, lines: textLines(style, text, w - 2 * pad.x) };
}

/** Heads are repeated on every page, so that one of them may not be as long as a page. */
const short = (text: string): string => (text.length > 100 ? `${text.slice(0, 99)}…` : text);

function titleRow(style: Style, width: number, text: string): Row {
  return { boxes: [{ x: 0, w: width, fill: grey.title, centred: true, lines: textLines(style, short(text), width - 2 * pad.x, { bold: true }) }], minHeight: 0, withNext: true };
}

const noHead = (): readonly Row[] => [];
const titled = (style: Style, width: number, title: string | undefined): readonly Row[] => (title === undefined || title === "" ? [] : [titleRow(style, width, title)]);

/** Labels are as wide as seven characters, as far as their pair has room; in a line of four the values are short words. */
function labelWidth(style: Style, unit: number, columns: number): number {
  return Math.min(style.size * 7.1 + 2 * pad.x, unit * (columns > 3 ? 0.6 : 0.45));
}

function gridBand(style: Style, width: number, block: PrintedGrid, words: PageWords): Band {
  const unit = width / block.columns;
  const label = labelWidth(style, Math.min(unit, width / 2), block.columns);
  const rows = block.lines.map((line): Row => {
    let column = 0;
    const boxes = line.flatMap((pair): Box[] => {
      const x = column * unit;
      column += pair.span;
      return [labelBox(style, x, label, pair.label), box(style, x + label, pair.span * unit - label, pair.value)];
    });
    return { boxes, minHeight: style.size * 1.9 };
  });
  return { rows: [...titled(style, width, block.title), ...rows], head: (n) => titled(style, width, continued(block.title, words, n)) };
}

function continued(title: string | undefined, words: PageWords, n: number): string | undefined {
  return title === undefined ? undefined : `${title}${words.tableContinued.replace("{n}", String(n))}`;
}

/** What a column needs so that no word in it is cut, up to a third of the page. */
function neededWidth(style: Style, width: number, block: PrintedTable, at: number): number {
  const measure = (text: string): number => style.faces.width(style.faces.drawable(text), style.size, false);
  const needs = block.rows.map((cells) => Math.max(widestPart(cells[at]?.text ?? "", measure), cells[at]?.signs === undefined ? 0 : signWidth));
  return Math.min(Math.max(widestPart(block.columns[at]?.title ?? "", measure), ...needs) + 2 * pad.x + 0.5, width / 3);
}

/** Widths by the shares asked for; a column that would have to cut a word takes what it needs from the others. */
function columnWidths(style: Style, width: number, block: PrintedTable): readonly number[] {
  const needed = block.columns.map((_, at) => neededWidth(style, width, block, at));
  const fixed = new Map<number, number>();
  const shareOf = (at: number): number => {
    const rest = block.columns.reduce((sum, column, other) => (fixed.has(other) ? sum : sum + column.width), 0);
    const room = width - [...fixed.values()].reduce((sum, one) => sum + one, 0);
    return fixed.get(at) ?? ((block.columns[at]?.width ?? 0) / rest) * room;
  };
  for (let tries = 0; tries < block.columns.length; tries += 1) {
    const short = block.columns.findIndex((_, at) => !fixed.has(at) && shareOf(at) < (needed[at] ?? 0));
    if (short < 0) break;
    fixed.set(short, needed[short] ?? 0);
  }
  const widths = block.columns.map((_, at) => shareOf(at));
  const isFit = widths.every((one) => one > 2 * pad.x + style.size) && fixed.size < block.columns.length;
  const shares = block.columns.reduce((sum, column) => sum + column.width, 0);
  return isFit ? widths : block.columns.map((column) => (column.width / shares) * width);
}

function tableBand(style: Style, width: number, block: PrintedTable, words: PageWords): Band {
  const widths = columnWidths(style, width, block);
  const places = widths.map((_, at) => widths.slice(0, at).reduce((sum, one) => sum + one, 0));
  const headRow: Row = { boxes: block.columns.map((column, at): Box => labelBox(style, places[at] ?? 0, widths[at] ?? 0, short(column.title))), minHeight: 0, withNext: true };
  const rows = block.rows.map((cells): Row => ({ boxes: cells.map((cell, at) => box(style, places[at] ?? 0, widths[at] ?? 0, cell, { centred: block.columns[at]?.centred === true })), minHeight: style.size * 1.9 }));
  const none: Row = { boxes: [{ x: 0, w: width, centred: true, lines: textLines(style, block.empty, width - 2 * pad.x, { grey: 0.3 }) }], minHeight: 0 };
  const head = (title: string | undefined): readonly Row[] => [...titled(style, width, title), headRow];
  return {
    rows: rows.length > 0 ? [...head(block.title), ...rows] : [...titled(style, width, block.title), none],
    head: (n) => head(continued(block.title, words, n)),
  };
}

function photoBand(style: Style, width: number, block: PrintedPhotos): Band {
  const w = width / 2;
  const rows = Array.from({ length: Math.ceil(block.items.length / 2) }, (_, n): Row => ({
    boxes: [0, 1].map((side): Box => {
      const item = block.items[n * 2 + side];
      return { x: side * w, w, lines: item ? pictureLines(style, item.file, item.caption, w - 2 * pad.x, 150) : [] };
    }),
    minHeight: 0,
  }));
  return { rows: [...titled(style, width, block.title), ...rows], head: noHead };
}

/** A block of a document as rows. */
export function bandOf(style: Style, width: number, block: PrintedBlock, words: PageWords): Band {
  switch (block.kind) {
    case "grid": return gridBand(style, width, block, words);
    case "table": return tableBand(style, width, block, words);
    case "photos": return photoBand(style, width, block);
    case "note": return { rows: [...titled(style, width, block.title), { boxes: [{ x: 0, w: width, lines: textLines(style, block.text, width - 2 * pad.x) }], minHeight: 0 }], head: noHead };
  }
}
