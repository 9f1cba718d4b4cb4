import type { I18nText } from "../../model/text.ts";

/** A condition, or a part of it, in words, with what it was judged to be; `null` is unknown. */
export interface Explained {
  readonly words: I18nText;
  readonly verdict: boolean | null;
  /** What it is made of, where that decides: the arms of and, or; the points of k of n. */
  readonly parts: readonly Explained[];
  readonly joins?: "and" | "or";
  /** The point it was judged for, as one of several. */
  readonly point?: string;
}

/** The parts a verdict rests on: of "and" that fails, what fails; of one that holds, everything. */
export function decisive(explained: Explained): readonly Explained[] {
  const { joins, parts, verdict } = explained;
  if (joins === undefined || parts.length === 0) return [explained];
  return parts.filter((part) => part.verdict === verdict).flatMap(decisive);
}
