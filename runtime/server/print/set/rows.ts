import type { PrintCell, PrintedBlock, PrintedGrid, PrintedPhotos, PrintedTable } from "@safeloop/engine";
import { cellLines, type Line, pictureLines, type Style, textLines } from "./cells.ts";

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

export const pad = { x: 3.5, y: 2.6 } as const;
const grey = { label: 0.93, title: 0.88, head: 0.93 } as const;

function box(style: Style, x: number, w: number, cell: PrintCell, more: Partial<Pick<Box, "fill" | "centred">> = {}): Box {
  return { x, w, lines: cellLines(style, cell, w - 2 * pad.x), ...more };
}

function labelBox(style: Style, x: number, w: number, text: string): Box {
  return { x, w, fill: grey.label, centred: true, lines: textLines(style, text, w - 2 * pad.x) };
}

function titleRow(style: Style, width: number, text: string): Row {
  return { boxes: [{ x: 0, w: width, fill: grey.title, centred: true, lines: textLines(style, text, width - 2 * pad.x, { bold: true }) }], minHeight: 0, withNext: true };
}

const noHead = (): readonly Row[] => [];
const titled = (style: Style, width: number, title: string | undefined): readonly Row[] => (title === undefined || title === "" ? [] : [titleRow(style, width, title)]);

/** Labels are as wide as seven characters, and no more than two fifths of their pair. */
function labelWidth(style: Style, unit: number): number {
  return Math.min(style.size * 6.2 + 2 * pad.x, unit * 0.42);
}

function gridBand(style: Style, width: number, block: PrintedGrid): Band {
  const unit = width / block.columns;
  const label = labelWidth(style, Math.min(unit, width / 2));
  const rows = block.lines.map((line): Row => {
    let column = 0;
    const boxes = line.flatMap((pair): Box[] => {
      const x = column * unit;
      column += pair.span;
      return [labelBox(style, x, label, pair.label), box(style, x + label, pair.span * unit - label, pair.value)];
    });
    return { boxes, minHeight: style.size * 1.9 };
  });
  return { rows: [...titled(style, width, block.title), ...rows], head: noHead };
}

function tableBand(style: Style, width: number, block: PrintedTable, words: { readonly tableContinued: string }): Band {
  const shares = block.columns.reduce((sum, column) => sum + column.width, 0);
  const widths = block.columns.map((column) => (column.width / shares) * width);
  const places = widths.map((_, at) => widths.slice(0, at).reduce((sum, one) => sum + one, 0));
  const headRow: Row = { boxes: block.columns.map((column, at): Box => labelBox(style, places[at] ?? 0, widths[at] ?? 0, column.title)), minHeight: 0, withNext: true };
  const rows = block.rows.map((cells): Row => ({ boxes: cells.map((cell, at) => box(style, places[at] ?? 0, widths[at] ?? 0, cell, { centred: block.columns[at]?.centred === true })), minHeight: style.size * 1.9 }));
  const none: Row = { boxes: [{ x: 0, w: width, centred: true, lines: textLines(style, block.empty, width - 2 * pad.x, { grey: 0.3 }) }], minHeight: 0 };
  const head = (title: string | undefined): readonly Row[] => [...titled(style, width, title), headRow];
  return {
    rows: rows.length > 0 ? [...head(block.title), ...rows] : [...titled(style, width, block.title), none],
    head: (n) => head(block.title === undefined ? undefined : `${block.title}${words.tableContinued.replace("{n}", String(n))}`),
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
export function bandOf(style: Style, width: number, block: PrintedBlock, words: { readonly tableContinued: string }): Band {
  switch (block.kind) {
    case "grid": return gridBand(style, width, block);
    case "table": return tableBand(style, width, block, words);
    case "photos": return photoBand(style, width, block);
    case "note": return { rows: [...titled(style, width, block.title), { boxes: [{ x: 0, w: width, lines: textLines(style, block.text, width - 2 * pad.x) }], minHeight: 0 }], head: noHead };
  }
}
