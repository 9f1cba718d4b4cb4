import { type Prepared, prepare, type Spelling } from "./prepare.ts";
import { asked, rankOf } from "./rank.ts";

/** The rank of parts with gaps between them: good enough to offer last, not to filter by. */
const apart = 5;

interface Kept<T> {
  readonly value: T;
  readonly texts: readonly Prepared[];
}

/** Things found by name, by reading or by initials, all in memory. */
export class WordIndex<T> {
  readonly #kept: readonly Kept<T>[];

  constructor(values: readonly T[], textsOf: (value: T) => readonly string[], spelling: Spelling) {
    this.#kept = values.map((value) => ({ value, texts: textsOf(value).map((text) => prepare(text, spelling)) }));
  }

  /** The best answers first; of equally good ones the shorter name, then the order given. Nothing for a blank text. */
  find(text: string, most: number): readonly T[] {
    const words = asked(text);
    if (words.length === 0) return [];
    const byRank: Kept<T>[][] = [[], [], [], [], [], []];
    for (const one of this.#kept) {
      const rank = rankOf(one.texts, words);
      if (rank !== undefined) byRank[rank]?.push(one);
    }
    const lengthOf = (one: Kept<T>): number => one.texts[0]?.signs.length ?? 0;
    return byRank.flatMap((group) => group.sort((a, b) => lengthOf(a) - lengthOf(b))).slice(0, most).map((one) => one.value);
  }
}

const remembered = 20_000;
const known = new WeakMap<Spelling, Map<string, Prepared>>();

/** Prepared once for each text: lists are searched again with every letter that is typed. */
function preparedOnce(text: string, spelling: Spelling): Prepared {
  let texts = known.get(spelling);
  if (texts === undefined || texts.size >= remembered) known.set(spelling, (texts = new Map<string, Prepared>()));
  const kept = texts.get(text) ?? prepare(text, spelling);
  texts.set(text, kept);
  return kept;
}

/** True when every typed word is in one of the texts, as written, by reading or by initials, side by side. A blank search finds everything. */
export function isFound(texts: readonly string[], text: string, spelling: Spelling): boolean {
  const words = asked(text);
  if (words.length === 0) return true;
  const rank = rankOf(texts.map((one) => preparedOnce(one, spelling)), words);
  return rank !== undefined && rank < apart;
}
