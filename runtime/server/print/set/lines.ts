import type { Faces } from "./faces.ts";
import type { Op } from "./ops.ts";
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
export const lineOf = ({ size, leading = comfortable }: Style): number => size * leading;

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

export const heightOf = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + line.height, 0);

/** Lines one under the other, from the upper edge of the first. */
export function stacked(lines: readonly Line[], x: number, y: number): readonly Op[] {
  let at = y;
  return lines.flatMap((line) => {
    const ops = line.draw(x, at);
    at += line.height;
    return ops;
  });
}
