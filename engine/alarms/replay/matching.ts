import { overlaps, sharedMs, type Episode } from "./episodes.ts";

/** Pairs of episodes of one key that overlap, each at most once: the longest time together first, then the earlier raise. */
export function pairsOf<A extends Episode, B extends Episode>(left: readonly A[], right: readonly B[]): readonly (readonly [A, B])[] {
  const pairs: (readonly [A, B])[] = [];
  const taken = new Set<Episode>();
  for (const { a, b } of candidatesOf(left, right)) {
    if (taken.has(a) || taken.has(b)) continue;
    taken.add(a).add(b);
    pairs.push([a, b]);
  }
  return pairs;
}

function candidatesOf<A extends Episode, B extends Episode>(left: readonly A[], right: readonly B[]): readonly { readonly a: A; readonly b: B; readonly ms: number }[] {
  return overlapping(left, right).sort((x, y) => y.ms - x.ms || x.a.raisedAt - y.a.raisedAt || x.b.raisedAt - y.b.raisedAt);
}

/** Every pair that overlaps. Both lists are walked by time, so that many short episodes are not each held against all. */
export function overlapping<A extends Episode, B extends Episode>(left: readonly A[], right: readonly B[]): { readonly a: A; readonly b: B; readonly ms: number }[] {
  const others = byKey(right);
  return [...byKey(left)].flatMap(([key, list]) => {
    const found: { a: A; b: B; ms: number }[] = [];
    let open: readonly B[] = [];
    let next = 0;
    const all = others.get(key) ?? [];
    for (const a of list) {
      const fresh: B[] = [];
      for (; next < all.length && all[next]!.raisedAt <= (a.clearedAt ?? Number.POSITIVE_INFINITY); next += 1) fresh.push(all[next]!);
      open = [...open, ...fresh].filter((b) => b.clearedAt === null || b.clearedAt >= a.raisedAt);
      for (const b of open) if (overlaps(a, b)) found.push({ a, b, ms: sharedMs(a, b) });
    }
    return found;
  });
}

function byKey<E extends Episode>(episodes: readonly E[]): ReadonlyMap<string, readonly E[]> {
  const found = new Map<string, E[]>();
  for (const one of [...episodes].sort((a, b) => a.raisedAt - b.raisedAt)) {
    const list = found.get(one.key);
    if (list) list.push(one);
    else found.set(one.key, [one]);
  }
  return found;
}
