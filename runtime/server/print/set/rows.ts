import type { PrintCell, PrintDocument, PrintedBlock, PrintedGrid, PrintedPhotos, PrintedTable } from "@safeloop/engine";
import { cellLines, pictureLines } from "./cells.ts";
import { textLines, type Line, type Style } from "./lines.ts";
import { signWidth } from "./signs.ts";
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
  readonly padY: number;
  /** Stands on the page of the next row. */
  readonly withNext?: true;
}

/** Rows that belong together. `head` is repeated where they go on over a page, with the number of the continuation. */
export interface Band {
  readonly rows: readonly Row[];
  readonly head: (continuation: number) => readonly Row[];
}

type PageWords = Pick<PrintDocument["words"], "tableContinued">;

/** Room beside what a box holds, and above and below it where the style says nothing else. */
export const padX = 3.5;
const padY = 2.6;

const grey = { label: 0.93, title: 0.88, head: 0.93 } as const;

function box(style: Style, x: number, w: number, cell: PrintCell, more: Partial<Pick<Box, "fill" | "centred">> = {}): Box {
  return { x, w, lines: cellLines(style, cell, w - 2 * padX), ...more };
}

/** A word too long for a narrow label makes its letters smaller, rather than being cut. */
function labelSize(style: Style, room: number, text: string): number {
  const longest = widestPart(style.faces.drawable(text), (said) => style.faces.width(said, style.size, false));
  return longest > room ? Math.max(style.size * 0.75, (style.size * room) / longest - 0.01) : style.size;
}

function labelBox(style: Style, x: number, w: number, text: string): Box {
  const room = w - 2 * padX;
  return { x, w, fill: grey.label, centred: true, lines: textLines(style, text, room, { size: labelSize(style, room, text) }) };
}

/** Heads are repeated on every page, so that one of them may not be as long as a page. */
const short = (text: string): string => (text.length > 100 ? `${text.slice(0, 99)}…` : text);

function rowOf(style: Style, boxes: readonly Box[], more: Partial<Pick<Row, "minHeight" | "withNext">> = {}): Row {
  return { boxes, minHeight: 0, padY: style.padY ?? padY, ...more };
}

/** Rows of an open form are not lower than this; a dense one spares the room. */
const leastHeight = (style: Style): number => (style.dense ? 0 : style.size * 1.9);

function titleRow(style: Style, width: number, text: string): Row {
  return rowOf(style, [{ x: 0, w: width, fill: grey.title, centred: true, lines: textLines(style, short(text), width - 2 * padX, { bold: true }) }], { withNext: true });
}

const noHead = (): readonly Row[] => [];
const titled = (style: Style, width: number, title: string | undefined): readonly Row[] => (title === undefined || title === "" ? [] : [titleRow(style, width, title)]);

/** Labels are as wide as seven characters, as far as their pair has room; in a line of four the values are short words. Of a dense form they are all alike, so that their edges meet over its rows. */
function labelWidth(style: Style, unit: number, columns: number): number {
  if (style.dense) return style.size * 6.1 + 2 * padX;
  return Math.min(style.size * 7.1 + 2 * padX, unit * (columns > 3 ? 0.6 : 0.45));
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
    return rowOf(style, boxes, { minHeight: leastHeight(style) });
  });
  return { rows: [...titled(style, width, block.title), ...rows], head: (n) => titled(style, width, continued(block.title, words, n)) };
}

function continued(title: string | undefined, words: PageWords, n: number): string | undefined {
  return title === undefined || title === "" ? undefined : `${title}${words.tableContinued.replace("{n}", String(n))}`;
}

/** What a column takes that is as wide as what is in it. */
function naturalWidth(style: Style, width: number, block: PrintedTable, at: number): number {
  const texts = [block.columns[at]?.title ?? "", ...block.rows.map((cells) => cells[at]?.text ?? "")].flatMap((text) => text.split("\n"));
  const widest = Math.max(...texts.map((text) => style.faces.width(style.faces.drawable(text), style.size, false)));
  return Math.min(widest + 2 * padX + 0.5, width / 5);
}

/** What a column needs so that no word in it is cut, up to a third of the page. */
function neededWidth(style: Style, width: number, block: PrintedTable, at: number): number {
  const measure = (text: string): number => style.faces.width(style.faces.drawable(text), style.size, false);
  const needs = block.rows.map((cells) => Math.max(widestPart(cells[at]?.text ?? "", measure), cells[at]?.signs === undefined ? 0 : signWidth));
  return Math.min(Math.max(widestPart(block.columns[at]?.title ?? "", measure), ...needs) + 2 * padX + 0.5, width / 3);
}

/** Widths by the shares asked for; a column that would have to cut a word takes what it needs from the others. */
function columnWidths(style: Style, width: number, block: PrintedTable): readonly number[] {
  const needed = block.columns.map((_, at) => neededWidth(style, width, block, at));
  const fixed = new Map(block.columns.flatMap(({ fit }, at) => (fit ? [[at, naturalWidth(style, width, block, at)] as const] : [])));
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
  const isFit = widths.every((one) => one > 2 * padX + style.size) && fixed.size < block.columns.length;
  const shares = block.columns.reduce((sum, column) => sum + column.width, 0);
  return isFit ? widths : block.columns.map((column) => (column.width / shares) * width);
}

function tableBand(style: Style, width: number, block: PrintedTable, words: PageWords): Band {
  const widths = columnWidths(style, width, block);
  const places = widths.map((_, at) => widths.slice(0, at).reduce((sum, one) => sum + one, 0));
  const headRow = rowOf(style, block.columns.map((column, at): Box => labelBox(style, places[at] ?? 0, widths[at] ?? 0, short(column.title))), { withNext: true });
  const rows = block.rows.map((cells): Row => rowOf(style, cells.map((cell, at) => box(style, places[at] ?? 0, widths[at] ?? 0, cell, { centred: block.columns[at]?.centred === true })), { minHeight: leastHeight(style) }));
  const none = rowOf(style, [{ x: 0, w: width, centred: true, lines: textLines(style, block.empty, width - 2 * padX, { grey: 0.3 }) }]);
  const head = (title: string | undefined): readonly Row[] => [...titled(style, width, title), headRow];
  return {
    rows: rows.length > 0 ? [...head(block.title), ...rows] : [...titled(style, width, block.title), none],
    head: (n) => head(continued(block.title, words, n)),
  };
}

function photoBand(style: Style, width: number, block: PrintedPhotos): Band {
  const w = width / 2;
  const rows = Array.from({ length: Math.ceil(block.items.length / 2) }, (_, n): Row => rowOf(style, [0, 1].map((side): Box => {
    const item = block.items[n * 2 + side];
    return { x: side * w, w, lines: item ? pictureLines(style, item.file, item.caption, w - 2 * padX, 150) : [] };
  })));
  return { rows: [...titled(style, width, block.title), ...rows], head: noHead };
}

/** A block of a document as rows. */
export function bandOf(style: Style, width: number, block: PrintedBlock, words: PageWords): Band {
  switch (block.kind) {
    case "grid": return gridBand(style, width, block, words);
    case "table": return tableBand(style, width, block, words);
    case "photos": return photoBand(style, width, block);
    case "note": return { rows: [...titled(style, width, block.title), rowOf(style, [{ x: 0, w: width, lines: textLines(style, block.text, width - 2 * padX) }])], head: noHead };
  }
}
