/** Measures drawable text in points. */
export type Width = (text: string) => number;

const noStart = new Set([..."，。、；：？！）》】〕”’…·％℃,.;:?!)]}%°"]);
const noEnd = new Set([..."（《【〔“‘([{"]);

function isWide(character: string): boolean {
  return (character.codePointAt(0) ?? 0) >= 0x2e80;
}

/** A date or a number such as T-103 stays whole. */
function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[A-Za-z]/.test(character);
}

/** Parts a line may be broken between: a Chinese character each, a word with the space behind it otherwise. */
function pieces(text: string): readonly string[] {
  const found: string[] = [];
  let word = "";
  const close = (): void => {
    if (word !== "") found.push(word);
    word = "";
  };
  const characters = [...text];
  characters.forEach((character, at) => {
    if (isWide(character)) {
      close();
      found.push(character);
    } else {
      word += character;
      if (character === " " || (character === "-" && isLetter(characters[at - 1]) && isLetter(characters[at + 1]))) close();
    }
  });
  close();
  return joined(found);
}

const unit = /^(?:%LEL|vol%|%|℃|°C|mg\/m³|ppm|[mck]?m|min|[hsdt]|k?g|[kM]Pa|k?[VAW]|Bft)(?![A-Za-z])/;

/** A number and its unit are one thing. */
function isUnitOf(before: string, part: string): boolean {
  return /\d $/.test(before) && unit.test(part);
}

/** A closing mark hangs on what is before it, an opening one on what follows. */
function joined(found: readonly string[]): readonly string[] {
  const parts: string[] = [];
  for (const one of found) {
    const last = parts.at(-1);
    const [first = ""] = one;
    if (last !== undefined && (isUnitOf(last, one) || noStart.has(first) || noEnd.has(last.at(-1) ?? ""))) parts[parts.length - 1] = last + one;
    else parts.push(one);
  }
  return parts;
}

/** A word wider than the line, cut where it must be. */
function cut(word: string, room: number, width: Width): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const character of word) {
    if (line !== "" && width(line + character) > room) {
      lines.push(line);
      line = "";
    }
    line += character;
  }
  return [...lines, line];
}

function wrapLine(text: string, room: number, width: Width): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces(text)) {
    if (width((line + piece).trimEnd()) <= room) {
      line += piece;
      continue;
    }
    if (line !== "") lines.push(line.trimEnd());
    const parts = width(piece.trimEnd()) <= room ? [piece] : cut(piece, room, width);
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1) ?? "";
  }
  return [...lines, line.trimEnd()];
}

/** Width of the widest part that should not be broken. */
export function widestPart(text: string, width: Width): number {
  return Math.max(0, ...text.split("\n").flatMap((line) => pieces(line).map((piece) => width(piece.trimEnd()))));
}

/** Lines no wider than `room` points, where Chinese and Latin text may be broken. At least one line. */
export function wrap(text: string, room: number, width: Width): readonly string[] {
  return text.split("\n").flatMap((line) => wrapLine(line, Math.max(room, 1), width));
}
