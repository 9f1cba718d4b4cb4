import { readFileSync } from "node:fs";
import { Refusal } from "@safeloop/engine";
import * as fontkit from "fontkit";
import type { FontChoice, FontSource } from "./findFonts.ts";

/** A stretch of text one font can draw. */
export interface Run {
  readonly text: string;
  readonly face: Face;
}

/** One font, opened when it is first needed. Widths are kept: a page asks for the same thousand characters. */
export class Face {
  readonly #widths = new Map<number, number>();
  #font: fontkit.Font | null | undefined;
  #bytes: Buffer | undefined;

  constructor(readonly id: string, readonly source: FontSource) {}

  /** The file, read once. */
  get bytes(): Buffer {
    return (this.#bytes ??= readFileSync(this.source.file));
  }

  /** Undefined where the file is no font that can be read. */
  get font(): fontkit.Font | undefined {
    if (this.#font === undefined) this.#font = this.#open();
    return this.#font ?? undefined;
  }

  #open(): fontkit.Font | null {
    try {
      const opened = fontkit.create(this.bytes, this.source.name);
      return "fonts" in opened ? null : opened;
    } catch {
      return null; // the next font is tried
    }
  }

  has(codePoint: number): boolean {
    return this.font?.hasGlyphForCodePoint(codePoint) ?? false;
  }

  /** Advance of a character in parts of the font size. */
  advance(codePoint: number): number {
    const known = this.#widths.get(codePoint);
    if (known !== undefined) return known;
    const font = this.font;
    const width = font ? font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm : 1;
    this.#widths.set(codePoint, width);
    return width;
  }
}

const needed = [..."动火票证℃"].map((character) => character.codePointAt(0) ?? 0);

/** The fonts of a document. A character no font has is written as its number, never as an empty box. */
export class Faces {
  readonly #regular: readonly Face[];
  readonly #bold: readonly Face[];
  /** Which font draws a character, by weight: a page asks for the same thousand. */
  readonly #chosen = { regular: new Map<number, Face | undefined>(), bold: new Map<number, Face | undefined>() };

  /** Throws PRINT_NO_FONT where none of them can draw Chinese. */
  constructor(choice: FontChoice) {
    const all = choice.regular.map((source, at) => new Face(`R${at}`, source));
    const first = all.findIndex((face) => needed.every((one) => face.has(one)));
    if (first < 0) throw new Refusal("PRINT_NO_FONT");
    this.#regular = all.slice(first);
    const bold = choice.bold ? new Face("B", choice.bold) : undefined;
    this.#bold = bold !== undefined && needed.every((one) => bold.has(one)) ? [bold, ...this.#regular] : this.#regular;
  }

  /** Stretches by font, with what cannot be drawn made readable. Control characters are dropped. */
  runs(text: string, isBold: boolean): readonly Run[] {
    const runs: { text: string; face: Face }[] = [];
    for (const character of this.drawable(text)) {
      const face = this.#faceOf(character.codePointAt(0) ?? 0, isBold) ?? this.#first(isBold);
      const last = runs.at(-1);
      if (last?.face === face) last.text += character;
      else runs.push({ text: character, face });
    }
    return runs;
  }

  /** The text with every character that no font has written as 〔U+1F600〕. */
  drawable(text: string): string {
    let said = "";
    for (const character of text) {
      const code = character.codePointAt(0) ?? 0;
      if (isControl(code)) continue;
      said += this.#faceOf(code, false) ? character : `〔U+${code.toString(16).toUpperCase().padStart(4, "0")}〕`;
    }
    return said;
  }

  /** Width of drawable text in points. */
  width(text: string, size: number, isBold: boolean): number {
    let width = 0;
    for (const character of text) {
      const code = character.codePointAt(0) ?? 0;
      width += (this.#faceOf(code, isBold) ?? this.#first(isBold)).advance(code);
    }
    return width * size;
  }

  #first(isBold: boolean): Face {
    const [first] = isBold ? this.#bold : this.#regular;
    if (!first) throw new Error("a document without a font");
    return first;
  }

  #faceOf(code: number, isBold: boolean): Face | undefined {
    const chosen = isBold ? this.#chosen.bold : this.#chosen.regular;
    if (!chosen.has(code)) chosen.set(code, (isBold ? this.#bold : this.#regular).find((face) => face.has(code)));
    return chosen.get(code);
  }
}

/** Characters that draw nothing: controls, and marks that turn the direction of writing. */
function isControl(code: number): boolean {
  return code < 32 || (code >= 0x7f && code < 0xa0) || (code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || (code >= 0xd800 && code <= 0xdfff) || code === 0xfeff || (code >= 0xfe00 && code <= 0xfe0f);
}
