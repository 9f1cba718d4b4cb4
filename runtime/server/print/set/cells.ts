import type { PrintCell } from "@safeloop/engine";
import { lineOf, textLines, type Line, type Style } from "./lines.ts";
import { signedLines, signLines } from "./signs.ts";

/** A short word in a frame. */
function badgeLine(style: Style, text: string): Line {
  const size = Math.max(style.size - 1.5, 6.5);
  const word = style.faces.drawable(text);
  const width = style.faces.width(word, size, false) + 5;
  const height = lineOf(style);
  const inset = style.dense ? 0.6 : 1.2;
  return { height, width, draw: (x, y) => [{ op: "rect", x, y: y + inset, w: width, h: height - 2 * inset, rule: 0.5 }, { op: "text", x: x + 2.5, y: y + height / 2 + size * 0.36, text: word, size }] };
}

/** Two lines beside each other, as text and the badge behind it. */
function beside(left: Line, right: Line): Line {
  return { height: Math.max(left.height, right.height), width: left.width + 3 + right.width, draw: (x, y) => [...left.draw(x, y), ...right.draw(x + left.width + 3, y)] };
}

function withBadge(style: Style, lines: readonly Line[], badge: string | undefined, room: number): readonly Line[] {
  const last = lines.at(-1);
  if (badge === undefined || !last) return lines;
  const mark = badgeLine(style, badge);
  return last.width + 3 + mark.width <= room ? [...lines.slice(0, -1), beside(last, mark)] : [...lines, mark];
}

function tickLine(style: Style, tick: NonNullable<PrintCell["tick"]>): Line {
  const size = style.size * 0.95;
  const height = lineOf(style);
  return { height, width: size, draw: (x, y) => [{ op: "tick", x, y: y + (height - size) / 2, size, tick }] };
}

/** The words of a cell with their badge, no wider than `room`. */
function wordLines(style: Style, cell: PrintCell, room: number): readonly Line[] {
  const grey = cell.tone === "void" ? 0.45 : undefined;
  const text = cell.text === "" ? [] : textLines(style, cell.text, room, { bold: cell.tone === "bad" || cell.tone === "unknown", ...(grey === undefined ? {} : { grey }) });
  return withBadge(style, text, cell.badge, room);
}

/** Everything a cell holds, as lines no wider than `room`. */
export function cellLines(style: Style, cell: PrintCell, room: number): readonly Line[] {
  const [only, ...others] = cell.signs ?? [];
  if (style.dense && only && others.length === 0) return signedLines(style, (width) => wordLines(style, cell, width), only, room);
  const lines = [...(cell.tick === undefined ? [] : [tickLine(style, cell.tick)]), ...wordLines(style, cell, room), ...signLines(style, cell.signs ?? [], room)];
  return lines.length > 0 ? lines : textLines(style, "", room);
}

/** A picture of at most `w` × `h`, and its words below. */
export function pictureLines(style: Style, file: string, caption: string, w: number, h: number): readonly Line[] {
  const image: Line = { height: h + 4, width: w, draw: (x, y) => [{ op: "image", x, y: y + 2, w, h, file, missing: style.noImage }] };
  return [image, ...textLines(style, caption, w, { size: Math.max(style.size - 1.5, 7) })];
}
