/** The readings of a Chinese character in plain small letters (`zhong`, `chong`); none of other signs. */
export type Spelling = (char: string) => readonly string[];

/** Nothing has a reading: text is found as it is written only. */
export const noSpelling: Spelling = () => [];

type Make = "letter" | "digit" | "other" | "none";

/** One character, and every way it may be typed; the same object wherever it stands. */
export interface Sign {
  readonly make: Make;
  /** Itself, its readings, and what they begin with. */
  readonly pieces: readonly string[];
  readonly readings: readonly string[];
  readonly letters: number;
}

/** A text made ready to be searched in. */
export interface Prepared {
  readonly plain: string;
  /** Its characters without those between words. */
  readonly signs: readonly Sign[];
  /** Beside each sign: a word begins here, a Chinese character or the first letter or digit of a run. */
  readonly starts: readonly boolean[];
  /** The letters and digits that may be typed for it, as bits. */
  readonly letters: number;
}

/** Both sides of a search are made alike: compatibility forms folded, lower case. */
export function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

const separator = /[\s\p{P}\p{S}]/u;

function makeOf(char: string): Make {
  if (/[a-z]/.test(char)) return "letter";
  if (/[0-9]/.test(char)) return "digit";
  return separator.test(char) ? "none" : "other";
}

/** What is typed without the signs between words: `T-103` and `t103` are the same. */
export function squeeze(folded: string): string {
  return [...folded].filter((char) => !separator.test(char)).join("");
}

/** A bit for each letter, and one for each pair of digits. */
export function lettersOf(text: string): number {
  let bits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 97 && code <= 122) bits |= 1 << (code - 97);
    else if (code >= 48 && code <= 57) bits |= 1 << (26 + ((code - 48) >> 1));
  }
  return bits;
}

/** `zh`, `ch` and `sh` are typed as one letter or as two. */
function beginningsOf(reading: string): readonly string[] {
  return /^[zcs]h/.test(reading) ? [reading.slice(0, 1), reading.slice(0, 2)] : [reading.slice(0, 1)];
}

const known = new WeakMap<Spelling, Map<string, Sign>>();

function makeSign(char: string, spelling: Spelling): Sign {
  const make = makeOf(char);
  const readings = make === "other" ? spelling(char) : [];
  const pieces = [...new Set([char, ...readings, ...readings.flatMap(beginningsOf)])];
  return { make, pieces, readings, letters: lettersOf(pieces.join("")) };
}

function signsOf(spelling: Spelling): Map<string, Sign> {
  const signs = known.get(spelling) ?? new Map<string, Sign>();
  known.set(spelling, signs);
  return signs;
}

/** Makes a text ready; `spelling` gives the readings of its characters. */
export function prepare(text: string, spelling: Spelling): Prepared {
  const plain = fold(text).trim();
  const [made, signs, starts] = [signsOf(spelling), [] as Sign[], [] as boolean[]];
  let last: Make = "none";
  let letters = 0;
  for (const char of plain) {
    let sign = made.get(char);
    if (sign === undefined) made.set(char, (sign = makeSign(char, spelling)));
    if (sign.make !== "none") {
      signs.push(sign);
      starts.push(sign.make === "other" || sign.make !== last);
    }
    letters |= sign.letters;
    last = sign.make;
  }
  return { plain, signs, starts, letters };
}
