import type { PrintCell, PrintSign } from "@safeloop/engine";
import type { Faces } from "./faces.ts";
import { mm, type Op } from "./ops.ts";
import { wrap } from "./wrap.ts";

/** How text is set: fonts, size of the body, and the word for a picture that cannot be printed. */
export interface Style {
  readonly faces: Faces;
  readonly size: number; // points
  readonly noImage: string;
  /** Height of a line in parts of the size; by default what is comfortable to read. */
  readonly leading?: number;
  /** Room above and below what a row holds, in points. */
  readonly padY?: number;
  /** As a form has it: signatures beside their words, no room to spare. */
  readonly dense?: true;
}

/** One line of a cell; it is never broken across pages. */
export interface Line {
  readonly height: number;
  readonly width: number;
  readonly draw: (x: number, y: number) => readonly Op[]; // y: upper edge
}

const comfortable = 1.36;

/** Height of a line of the body. */
const lineOf = ({ size, leading = comfortable }: Style): number => size * leading;

export interface TextStyle {
  readonly size?: number;
  readonly bold?: boolean;
  readonly grey?: number;
}

/** Text as lines no wider than `room`. */
export function textLines(style: Style, text: string, room: number, given: TextStyle = {}): readonly Line[] {
  const { size = style.size, bold = false, grey } = given;
  const { leading = comfortable } = style;
  const ascent = 0.84 + (leading - 1) / 2; // from the upper edge of a line to its base line, in parts of the size
  const width = (said: string): number => style.faces.width(said, size, bold);
  const drawable = text.replaceAll("\t", " ").split("\n").map((one) => style.faces.drawable(one)).join("\n");
  return wrap(drawable, room, width).map((line): Line => ({
    height: size * leading, width: width(line),
    draw: (x, y) => (line === "" ? [] : [{ op: "text", x, y: y + size * ascent, text: line, size, ...(bold ? { bold: true as const } : {}), ...(grey === undefined ? {} : { grey }) }]),
  }));
}

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

const box = { width: 32 * mm, height: 12 * mm } as const;

/** A column of signatures is at least this wide. */
export const signWidth = box.width;

/** Who, how, when and where; where the strokes stand beside it, that it was written by hand need not be said. */
function signText(style: Style, sign: PrintSign, room: number): readonly string[] {
  const { name, at, place = "" } = sign;
  const how = style.dense && sign.file !== undefined ? "" : sign.how;
  const isOneLine = style.dense && style.faces.width(style.faces.drawable(said(name, how, at)), style.size, false) <= room;
  const lines = isOneLine ? [said(name, how, at), place] : style.dense ? [said(name, how), at, place] : [said(name, how), said(at, place)];
  return lines.filter((line) => line !== "");
}

const said = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join("  ");

/** One signature: its strokes in a box of 32 × 12 mm, and who, when and how below; without strokes the words alone. */
function signBox(style: Style, sign: PrintSign, room: number): Line {
  const width = Math.min(box.width, room);
  const small = Math.max(style.size - 1.5, 7);
  const words = signText(style, sign, width).flatMap((text, at) => textLines(style, text, width, at === 0 && sign.file === undefined ? { size: style.size + 0.5 } : { size: small }));
  const warning = sign.warning === undefined ? [] : textLines(style, `! ${sign.warning}`, width, { size: small, bold: true });
  const image = sign.file === undefined ? 0 : box.height;
  const lines = [...words, ...warning];
  const height = image + lines.reduce((sum, line) => sum + line.height, 0);
  return {
    height, width,
    draw: (x, y) => {
      let at = y + image;
      const ops = lines.flatMap((line) => { const drawn = line.draw(x, at); at += line.height; return drawn; });
      return [...(sign.file === undefined ? [] : [{ op: "image" as const, x, y: y + 1, w: width, h: box.height - 2, file: sign.file, missing: style.noImage }]), ...ops];
    },
  };
}

/** Boxes side by side, as many to a line as fit. */
function signLines(style: Style, signs: readonly PrintSign[], room: number): readonly Line[] {
  const gap = 10;
  const perLine = Math.max(1, Math.floor((room + gap) / (Math.min(box.width, room) + gap)));
  const boxes = signs.map((sign) => signBox(style, sign, room));
  return Array.from({ length: Math.ceil(boxes.length / perLine) }, (_, n): Line => {
    const line = boxes.slice(n * perLine, (n + 1) * perLine);
    const height = Math.max(...line.map((one) => one.height)) + 2;
    return { height, width: room, draw: (x, y) => line.flatMap((one, at) => one.draw(x + at * (one.width + gap), y)) };
  });
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
  if (style.dense && only && others.length === 0) return signedLines(style, cell, only, room);
  const lines = [...(cell.tick === undefined ? [] : [tickLine(style, cell.tick)]), ...wordLines(style, cell, room), ...signLines(style, cell.signs ?? [], room)];
  return lines.length > 0 ? lines : textLines(style, "", room);
}

const heightOf = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + line.height, 0);

/** A signature and its words take no more than this: in a box across the page they stand as in one of half a page. */
const widest = 2.1 * box.width;

/** What is said and who signed it on the left, the strokes on the right; what is too long for that goes on above them. */
function signedLines(style: Style, cell: PrintCell, sign: PrintSign, room: number): readonly Line[] {
  const strokes = sign.file !== undefined && room > 2 * box.width ? box.width + 4 : 0;
  const inner = Math.min(room, strokes === 0 ? room : widest);
  const left = inner - strokes;
  const who = [...signText(style, sign, left).flatMap((text) => textLines(style, text, left)), ...(sign.warning === undefined ? [] : textLines(style, `! ${sign.warning}`, left, { bold: true }))];
  if (sign.file === undefined) return [...wordLines(style, cell, room), ...who];
  if (strokes === 0) return [...wordLines(style, cell, room), signBox(style, sign, room)];
  const said = wordLines(style, cell, left);
  const isShort = heightOf(said) + heightOf(who) <= box.height * 1.8;
  return isShort ? [strokesBeside(style, [...said, ...who], sign.file, inner)] : [...wordLines(style, cell, room), strokesBeside(style, who, sign.file, inner)];
}

function strokesBeside(style: Style, lines: readonly Line[], file: string, room: number): Line {
  const height = Math.max(heightOf(lines), box.height);
  return {
    height, width: room,
    draw: (x, y) => {
      let at = y + (height - heightOf(lines)) / 2;
      const words = lines.flatMap((line) => { const ops = line.draw(x, at); at += line.height; return ops; });
      return [...words, { op: "image", x: x + room - box.width, y: y + (height - box.height) / 2 + 1, w: box.width, h: box.height - 2, file, missing: style.noImage }];
    },
  };
}

/** A picture of at most `w` × `h`, and its words below. */
export function pictureLines(style: Style, file: string, caption: string, w: number, h: number): readonly Line[] {
  const image: Line = { height: h + 4, width: w, draw: (x, y) => [{ op: "image", x, y: y + 2, w, h, file, missing: style.noImage }] };
  return [image, ...textLines(style, caption, w, { size: Math.max(style.size - 1.5, 7) })];
}
