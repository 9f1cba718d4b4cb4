import { refuse } from "./unsupported.ts";

/** Inclusive code point ranges, sorted and apart. */
export type Ranges = readonly (readonly [number, number])[];

const last = 0x10ffff;

export const digits: Ranges = [[0x30, 0x39]];
export const words: Ranges = [[0x30, 0x39], [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]];
/** ECMAScript white space and line ends (ECMA-262 WhiteSpace, LineTerminator). */
export const spaces: Ranges = [
  [0x09, 0x0d], [0x20, 0x20], [0xa0, 0xa0], [0x1680, 0x1680], [0x2000, 0x200a],
  [0x2028, 0x2029], [0x202f, 0x202f], [0x205f, 0x205f], [0x3000, 0x3000], [0xfeff, 0xfeff],
];
const lineEnds: Ranges = [[0x0a, 0x0a], [0x0d, 0x0d], [0x2028, 0x2029]];

/** Everything not in `ranges`. */
export function complement(ranges: Ranges): Ranges {
  const result: [number, number][] = [];
  let next = 0;
  for (const [from, to] of ranges) {
    if (from > next) result.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= last) result.push([next, last]);
  return result;
}

const hex = (code: number): string => `\\x{${code.toString(16)}}`;

/** One code point as RE2 text. */
export function literal(code: number): string {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)
    ? String.fromCharCode(code)
    : hex(code);
}

/** Ranges as the inside of an RE2 class. */
export function inside(ranges: Ranges): string {
  return ranges.map(([from, to]) => (from === to ? literal(from) : `${literal(from)}-${literal(to)}`)).join("");
}

/** `.`: any character but a line end; with flag `s`, any. */
export function dot(matchesAll: boolean): string {
  return matchesAll ? any : `[^${inside(lineEnds)}]`;
}

export const any = `[\\x{0}-\\x{10ffff}]`;
export const none = `[^\\x{0}-\\x{10ffff}]`;

/** The ranges of `\d \D \s \S \w \W`, or undefined for another letter. */
export function classEscape(letter: string): Ranges | undefined {
  const base = { d: digits, s: spaces, w: words }[letter.toLowerCase()];
  return base && (letter === letter.toLowerCase() ? base : complement(base));
}

const categories: { readonly [name: string]: string } = {
  Letter: "L", Cased_Letter: "LC", Uppercase_Letter: "Lu", Lowercase_Letter: "Ll", Titlecase_Letter: "Lt",
  Modifier_Letter: "Lm", Other_Letter: "Lo", Mark: "M", Combining_Mark: "M", Nonspacing_Mark: "Mn", Spacing_Mark: "Mc",
  Enclosing_Mark: "Me", Number: "N", Decimal_Number: "Nd", digit: "Nd", Letter_Number: "Nl", Other_Number: "No",
  Punctuation: "P", punct: "P", Connector_Punctuation: "Pc", Dash_Punctuation: "Pd", Open_Punctuation: "Ps",
  Close_Punctuation: "Pe", Initial_Punctuation: "Pi", Final_Punctuation: "Pf", Other_Punctuation: "Po", Symbol: "S",
  Math_Symbol: "Sm", Currency_Symbol: "Sc", Modifier_Symbol: "Sk", Other_Symbol: "So", Separator: "Z",
  Space_Separator: "Zs", Line_Separator: "Zl", Paragraph_Separator: "Zp", Other: "C", Control: "Cc", cntrl: "Cc",
  Format: "Cf", Surrogate: "Cs", Private_Use: "Co",
};

const shortCategory = /^(?:L[CultmoC]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?|C[cfso]?)$/;

/** `\p{…}` as RE2 writes it; properties RE2 has no table for are refused. */
export function unicodeProperty(name: string, negated: boolean): string {
  const mark = negated ? "\\P" : "\\p";
  const [key, value] = name.includes("=") ? (name.split("=", 2) as [string, string]) : ["", name];
  if (key === "Script" || key === "sc") return `${mark}{${value}}`;
  if (value === "Any" && !negated) return "\\x{0}-\\x{10ffff}";
  if (value === "ASCII") return inside(negated ? [[0x80, last]] : [[0, 0x7f]]);
  const category = categories[value] ?? value;
  if (!["", "gc", "General_Category"].includes(key) || !shortCategory.test(category)) refuse(`\\p{${name.slice(0, 40)}}`);
  if (category === "LC") return negated ? refuse(`\\P{${name.slice(0, 40)}}`) : "\\p{Lu}\\p{Ll}\\p{Lt}";
  return `${mark}{${category}}`;
}
