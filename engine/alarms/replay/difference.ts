import type { Episode } from "./episodes.ts";
import { pairsOf } from "./matching.ts";

/** One episode under both rules, at other times. */
export interface MovedEpisode {
  readonly key: string;
  readonly was: { readonly raisedAt: number; readonly clearedAt: number | null };
  readonly raisedAt: number;
  readonly clearedAt: number | null;
}

/** What a draft changes of what the present rule raises (alarms.md 10). */
export interface EpisodeDifference {
  readonly same: number; // episodes at the very same times
  readonly onlyOld: readonly Episode[];
  readonly onlyNew: readonly Episode[];
  readonly moved: readonly MovedEpisode[];
}

/** Episodes belong together when they overlap, each with at most one other. */
export function differenceOf(draft: readonly Episode[], present: readonly Episode[]): EpisodeDifference {
  const pairs = pairsOf(draft, present);
  const [news, olds] = [new Set(pairs.map(([one]) => one)), new Set(pairs.map(([, one]) => one))];
  const moved = pairs.filter(([now, was]) => now.raisedAt !== was.raisedAt || now.clearedAt !== was.clearedAt);
  return {
    same: pairs.length - moved.length,
    onlyOld: present.filter((one) => !olds.has(one)), onlyNew: draft.filter((one) => !news.has(one)),
    moved: moved.map(([now, was]) => ({ key: now.key, was: { raisedAt: was.raisedAt, clearedAt: was.clearedAt }, raisedAt: now.raisedAt, clearedAt: now.clearedAt })).sort((a, b) => a.raisedAt - b.raisedAt),
  };
}
