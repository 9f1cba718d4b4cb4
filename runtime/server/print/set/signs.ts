import type { PrintSign } from "@safeloop/engine";
import { heightOf, stacked, textLines, type Line, type Style } from "./lines.ts";
import { mm } from "./ops.ts";

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
  const height = image + heightOf(lines);
  return {
    height, width,
    draw: (x, y) => [...(sign.file === undefined ? [] : [{ op: "image" as const, x, y: y + 1, w: width, h: box.height - 2, file: sign.file, missing: style.noImage }]), ...stacked(lines, x, y + image)],
  };
}

/** Boxes side by side, as many to a line as fit. */
export function signLines(style: Style, signs: readonly PrintSign[], room: number): readonly Line[] {
  const gap = 10;
  const perLine = Math.max(1, Math.floor((room + gap) / (Math.min(box.width, room) + gap)));
  const boxes = signs.map((sign) => signBox(style, sign, room));
  return Array.from({ length: Math.ceil(boxes.length / perLine) }, (_, n): Line => {
    const line = boxes.slice(n * perLine, (n + 1) * perLine);
    const height = Math.max(...line.map((one) => one.height)) + 2;
    return { height, width: room, draw: (x, y) => line.flatMap((one, at) => one.draw(x + at * (one.width + gap), y)) };
  });
}

/** A signature and its words take no more than this: in a box across the page they stand as in one of half a page. */
const widest = 2.1 * box.width;

/** What is said and who signed it on the left, the strokes on the right; what is too long for that goes on above them. `words`: what is said, in a room. */
export function signedLines(style: Style, words: (room: number) => readonly Line[], sign: PrintSign, room: number): readonly Line[] {
  const strokes = sign.file !== undefined && room > 2 * box.width ? box.width + 4 : 0;
  const inner = Math.min(room, strokes === 0 ? room : widest);
  const left = inner - strokes;
  const who = [...signText(style, sign, left).flatMap((text) => textLines(style, text, left)), ...(sign.warning === undefined ? [] : textLines(style, `! ${sign.warning}`, left, { bold: true }))];
  if (sign.file === undefined) return [...words(room), ...who];
  if (strokes === 0) return [...words(room), signBox(style, sign, room)];
  const said = words(left);
  const isShort = heightOf(said) + heightOf(who) <= box.height * 1.8;
  return isShort ? [strokesBeside(style, [...said, ...who], sign.file, inner)] : [...words(room), strokesBeside(style, who, sign.file, inner)];
}

function strokesBeside(style: Style, lines: readonly Line[], file: string, room: number): Line {
  const height = Math.max(heightOf(lines), box.height);
  return {
    height, width: room,
    draw: (x, y) => [
      ...stacked(lines, x, y + (height - heightOf(lines)) / 2),
      { op: "image", x: x + room - box.width, y: y + (height - box.height) / 2 + 1, w: box.width, h: box.height - 2, file, missing: style.noImage },
    ],
  };
}
