import { any, classEscape, dot, inside, literal, none, unicodeProperty } from "./characterClass.ts";
import { maxPatternSize } from "./limits.ts";
import { lookAheadHint, refuse } from "./unsupported.ts";

export interface TranslateOptions {
  readonly dotAll?: boolean;
}

/** Rewrites one ECMAScript pattern (the `u` reading, Annex B where it is unambiguous) for RE2, or refuses it. */
export function translate(source: string, options: TranslateOptions = {}): string {
  return new Translator(source, options).whole();
}

/** RE2 text with the number of nodes it stands for once counted repeats are written out. */
interface Piece {
  readonly text: string;
  readonly size: number;
  readonly repeatable: boolean;
}

const controls: { readonly [letter: string]: number } = { t: 9, n: 10, v: 11, f: 12, r: 13 };

class Translator {
  private at = 0;
  private depth = 0;
  private readonly groups: number;

  constructor(private readonly source: string, private readonly options: TranslateOptions) {
    this.groups = countGroups(source);
  }

  whole(): string {
    const piece = this.alternatives();
    if (this.at < this.source.length) refuse("an unmatched )");
    return piece.text;
  }

  private alternatives(): Piece {
    if (++this.depth > 200) refuse("groups nested too deeply");
    const texts: string[] = [];
    let size = 0;
    do {
      const one = this.sequence();
      texts.push(one.text);
      size += one.size;
    } while (this.take("|"));
    this.depth -= 1;
    return { text: texts.join("|"), size, repeatable: true };
  }

  private sequence(): Piece {
    let text = "";
    let size = 1;
    while (this.at < this.source.length && !"|)".includes(this.source[this.at] ?? "")) {
      const piece = this.repeated(this.atom());
      text += piece.text;
      size += piece.size;
      if (size > maxPatternSize) refuse("counted repeats that multiply too far", "Use smaller counts. 请减小重复次数。");
    }
    return { text, size, repeatable: false };
  }

  /** An atom with its quantifier, if one follows. */
  private repeated(atom: Piece): Piece {
    const count = this.quantifier();
    if (!count) return atom;
    if (!atom.repeatable) refuse("a repeat with nothing to repeat");
    return { text: atom.text + count.text, size: atom.size * Math.max(count.most, 1), repeatable: true };
  }

  private quantifier(): { text: string; most: number } | undefined {
    const found = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/.exec(this.source.slice(this.at, this.at + 40));
    if (!found) return undefined;
    this.at += found[0].length;
    if (/^[*+?]/.test(this.source.slice(this.at, this.at + 1))) refuse("two repeats in a row");
    if (found[1] === undefined) return { text: found[0], most: 1 };
    const least = Number(found[1]);
    const most = found[2] === undefined ? least : found[3] === "" ? least : Number(found[3]);
    if (most < least) refuse("a repeat whose upper count is below its lower");
    if (most > 1000) refuse(`a repeat of more than 1000 (${found[0].slice(0, 20)})`, "Check lengths with minLength and maxLength. 长度请用 minLength、maxLength 限制。");
    return { text: found[0], most };
  }

  private atom(): Piece {
    const char = this.source[this.at] ?? "";
    if (char === "(") return this.group();
    if (char === "[") return one(this.characterClass());
    if (char === "\\") return this.escape();
    this.at += 1;
    if (char === ".") return one(dot(this.options.dotAll === true));
    if (char === "^") return assertion("\\A");
    if (char === "$") return assertion("\\z");
    if ("*+?".includes(char)) refuse("a repeat with nothing to repeat");
    this.at -= 1;
    return one(literal(this.codePoint()));
  }

  private group(): Piece {
    const open = /^\((?:\?(?::|[=!]|<[=!]|<([A-Za-z_$][\w$]*)>))?/.exec(this.source.slice(this.at, this.at + 200))?.[0] ?? "(";
    if (/^\(\?[=!]/.test(open)) refuse("look-ahead", lookAheadHint);
    if (/^\(\?<[=!]/.test(open)) refuse("look-behind", "Write what must come before as part of the pattern. 请把前面的内容写进模式本身。");
    if (open === "(" && this.source[this.at + 1] === "?") refuse(`the group ${this.source.slice(this.at, this.at + 4)}`);
    this.at += open.length;
    const inner = this.alternatives();
    if (!this.take(")")) refuse("an unclosed group");
    return { text: `(?:${inner.text})`, size: inner.size, repeatable: true };
  }

  private escape(): Piece {
    const letter = this.source[this.at + 1];
    if (letter === undefined) refuse("a lone backslash at the end");
    if (letter === "b" || letter === "B") return this.skip(2, assertion(`\\${letter}`));
    const ranges = classEscape(letter);
    if (ranges) return this.skip(2, one(`[${inside(ranges)}]`));
    if (letter === "p" || letter === "P") return one(`[${this.property()}]`);
    if (letter === "k" && this.source[this.at + 2] === "<") refuse("a back-reference");
    if (/[1-9]/.test(letter)) this.refuseBackReference();
    return one(literal(this.escapedCode()));
  }

  private refuseBackReference(): void {
    const number = Number(/^\d+/.exec(this.source.slice(this.at + 1, this.at + 4))?.[0]);
    if (number <= this.groups) refuse("a back-reference");
  }

  private property(): string {
    const found = /^\\([pP])\{([\w=]{1,80})\}/.exec(this.source.slice(this.at, this.at + 90));
    if (!found) refuse("\\p without {Name}");
    this.at += found[0].length;
    return unicodeProperty(found[2] ?? "", found[1] === "P");
  }

  /** The code point an escape in front stands for. */
  private escapedCode(): number {
    const rest = this.source.slice(this.at + 1, this.at + 12);
    const numeric = /^(?:u\{([0-9a-fA-F]{1,6})\}|u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))/.exec(rest);
    if (numeric) {
      this.at += 1 + numeric[0].length;
      return numericCode(numeric);
    }
    const control = /^c([A-Za-z])/.exec(rest);
    if (control) return this.skip(3, (control[1] ?? "").charCodeAt(0) % 32);
    const octal = /^(?:[0-3][0-7]{0,2}|[4-7][0-7]?)/.exec(rest);
    if (octal) return this.skip(1 + octal[0].length, Number.parseInt(octal[0], 8));
    const letter = rest[0] ?? "";
    this.at += 1;
    const known = Object.prototype.hasOwnProperty.call(controls, letter) ? controls[letter] : undefined;
    return known === undefined ? this.codePoint() : this.skip(1, known);
  }

  private characterClass(): string {
    this.at += 1;
    const negated = this.take("^");
    let text = "";
    while (this.source[this.at] !== "]") {
      if (this.at >= this.source.length) refuse("an unclosed [");
      text += this.classItem();
    }
    this.at += 1;
    if (text === "") return negated ? any : none;
    return `[${negated ? "^" : ""}${text}]`;
  }

  private classItem(): string {
    const from = this.classAtom();
    const isRange = this.source[this.at] === "-" && this.source[this.at + 1] !== "]" && this.at + 1 < this.source.length;
    if (!isRange) return typeof from === "number" ? literal(from) : from;
    this.at += 1;
    const to = this.classAtom();
    // Annex B: a range with a class at one end is the two ends and a dash.
    if (typeof from !== "number" || typeof to !== "number") return [from, 0x2d, to].map((end) => (typeof end === "number" ? literal(end) : end)).join("");
    if (to < from) refuse("a range whose end is before its start");
    return inside([[from, to]]);
  }

  private classAtom(): number | string {
    if (this.source[this.at] !== "\\") return this.codePoint();
    const letter = this.source[this.at + 1];
    if (letter === undefined) refuse("a lone backslash at the end");
    if (letter === "b") return this.skip(2, 8);
    const ranges = classEscape(letter);
    if (ranges) return this.skip(2, inside(ranges));
    return letter === "p" || letter === "P" ? this.property() : this.escapedCode();
  }

  private codePoint(): number {
    const code = this.source.codePointAt(this.at) ?? refuse("an unexpected end");
    this.at += code > 0xffff ? 2 : 1;
    return code;
  }

  private take(char: string): boolean {
    if (this.source[this.at] !== char) return false;
    this.at += 1;
    return true;
  }

  private skip<Value>(count: number, value: Value): Value {
    this.at += count;
    return value;
  }
}

const one = (text: string): Piece => ({ text, size: 1, repeatable: true });
const assertion = (text: string): Piece => ({ text, size: 1, repeatable: false });

function numericCode([, braced, high, low, unit, byte]: RegExpExecArray): number {
  if (high !== undefined && low !== undefined) {
    return 0x10000 + (Number.parseInt(high, 16) - 0xd800) * 0x400 + (Number.parseInt(low, 16) - 0xdc00);
  }
  const code = Number.parseInt(braced ?? unit ?? byte ?? "", 16);
  return code > 0x10ffff ? refuse("a code point above 10FFFF") : code;
}

/** Capturing groups of a pattern, classes and escapes skipped. */
function countGroups(source: string): number {
  const plain = source.replace(/\\[^]/g, "").replace(/\[[^\]]*\]/g, "");
  return (plain.match(/\((?!\?)|\(\?<(?![=!])/g) ?? []).length;
}
