import { fold, lettersOf, type Prepared, type Sign, squeeze } from "./prepare.ts";

/** How well a text answers: 0 is the text itself; the larger, the farther from it. */
export type Rank = 0 | 1 | 2 | 3 | 4 | 5;

/** The longest word that is looked for by readings: its places are the bits of one number. */
const longest = 30;

/** Where one sign leads in the typed word. */
interface Steps {
  /** Pairs: the places at which a piece of the sign stands, one bit each, and its length. */
  readonly moves: readonly number[];
  /** The places from which the rest begins a reading: the last syllable need not be typed to its end. */
  readonly ends: number;
}

/** One word of what was typed. */
export interface AskedWord {
  readonly plain: string;
  readonly typed: string;
  readonly letters: number;
  /** Characters that only stand for themselves. */
  readonly others: readonly string[];
  /** Looked up once for each sign: the same ones come again and again. */
  readonly steps: Map<Sign, Steps>;
}

/** What was typed, word by word: each must be found. */
export function asked(text: string): readonly AskedWord[] {
  return fold(text).split(/\s+/u).filter((word) => word !== "").map((plain) => {
    const typed = squeeze(plain);
    return { plain, typed, letters: lettersOf(typed), others: [...typed].filter((char) => !/[a-z0-9]/.test(char)), steps: new Map() };
  });
}

function placesOf(typed: string, piece: string): number {
  let bits = 0;
  for (let at = typed.indexOf(piece); at >= 0; at = typed.indexOf(piece, at + 1)) bits |= 1 << at;
  return bits;
}

function endsOf(typed: string, readings: readonly string[]): number {
  let bits = 0;
  for (let at = 0; at < typed.length; at += 1) if (readings.some((reading) => reading.startsWith(typed.slice(at)))) bits |= 1 << at;
  return bits;
}

function stepsOf(word: AskedWord, sign: Sign): Steps {
  let steps = word.steps.get(sign);
  if (steps === undefined) {
    const moves = sign.pieces.flatMap((piece) => { const bits = placesOf(word.typed, piece); return bits === 0 ? [] : [bits, piece.length]; });
    word.steps.set(sign, (steps = { moves, ends: endsOf(word.typed, sign.readings) }));
  }
  return steps;
}

function moved(from: number, moves: readonly number[]): number {
  let reached = 0;
  for (let at = 0; at < moves.length; at += 2) reached |= (from & (moves[at] ?? 0)) << (moves[at + 1] ?? 0);
  return reached;
}

/**
 * How the typed word is made of the signs of a text in their order, each as
 * itself, as a reading or as its beginning: from the first sign on (3), side
 * by side anywhere (4), or with gaps where each part begins a word (5).
 */
function rankMade(word: AskedWord, { signs, starts }: Prepared): Rank | undefined {
  const whole = 1 << word.typed.length;
  let [first, near, far, earlier, isApart] = [1, 0, 0, 1, false]; // what was reached: from the first sign, side by side, with gaps, with any sign before
  let isNear = false;
  for (let index = 0; index < signs.length; index += 1) {
    const sign = signs[index];
    if (sign === undefined) break;
    const { moves, ends } = stepsOf(word, sign);
    const fromNear = near | 1;
    const fromFar = far | (starts[index] === true ? earlier : 0);
    const ended = ends & (first | fromNear | fromFar);
    const nextFirst = moved(first, moves);
    near = moved(fromNear, moves);
    far = moved(fromFar, moves);
    if ((ends & first) !== 0 || (nextFirst & whole) !== 0) return 3;
    isNear ||= (ended & fromNear) !== 0 || (near & whole) !== 0;
    isApart ||= (ended & fromFar) !== 0 || (far & whole) !== 0;
    first = nextFirst;
    earlier |= far;
  }
  return isNear ? 4 : isApart ? 5 : undefined;
}

function rankWord(word: AskedWord, text: Prepared): Rank | undefined {
  const at = text.plain.indexOf(word.plain);
  if (at >= 0) return at > 0 ? 2 : text.plain.length === word.plain.length ? 0 : 1;
  if (word.typed === "" || word.typed.length > longest || (word.letters & ~text.letters) !== 0) return undefined;
  return word.others.every((char) => text.plain.includes(char)) ? rankMade(word, text) : undefined;
}

/** How well one of the texts of a thing answers what was typed; undefined when some word is in none of them. */
export function rankOf(texts: readonly Prepared[], words: readonly AskedWord[]): Rank | undefined {
  let worst: Rank = 0;
  for (const word of words) {
    let best: Rank | undefined;
    for (const text of texts) {
      const rank = rankWord(word, text);
      if (rank !== undefined && (best === undefined || rank < best)) best = rank;
    }
    if (best === undefined) return undefined;
    if (best > worst) worst = best;
  }
  return worst;
}
