/**
 * The heaviest rising subsequence of `ranks`, as indexes into it: what may stay
 * where it is, so that all else has to be placed. O(n log n).
 */
export function heaviestRising(ranks: readonly number[], weights: readonly number[]): readonly number[] {
  const sorted = [...new Set(ranks)].sort((a, b) => a - b);
  const slot = new Map(sorted.map((rank, at) => [rank, at + 1]));
  const best = new Array<{ weight: number; at: number } | undefined>(sorted.length + 1); // Fenwick tree of prefix maxima
  const before = new Array<number>(ranks.length).fill(-1);
  const total = new Array<number>(ranks.length).fill(0);
  ranks.forEach((rank, at) => {
    const own = slot.get(rank) ?? 0;
    const under = highest(best, own - 1);
    before[at] = under?.at ?? -1;
    total[at] = (under?.weight ?? 0) + (weights[at] ?? 1);
    raise(best, own, { weight: total[at] ?? 0, at });
  });
  return walkBack(before, highest(best, sorted.length)?.at ?? -1);
}

type Best = ({ weight: number; at: number } | undefined)[];

function highest(best: Best, upTo: number): { weight: number; at: number } | undefined {
  let found: { weight: number; at: number } | undefined;
  for (let at = upTo; at > 0; at -= at & -at) if ((best[at]?.weight ?? 0) > (found?.weight ?? 0)) found = best[at];
  return found;
}

function raise(best: Best, from: number, value: { weight: number; at: number }): void {
  for (let at = from; at < best.length; at += at & -at) if (value.weight > (best[at]?.weight ?? 0)) best[at] = value;
}

function walkBack(before: readonly number[], last: number): number[] {
  const path: number[] = [];
  for (let at = last; at >= 0; at = before[at] ?? -1) path.push(at);
  return path.reverse();
}
