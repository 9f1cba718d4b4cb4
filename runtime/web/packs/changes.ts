import type { PackElements } from "@safeloop/engine";

export type ElementRow = PackElements["items"][number];
export type ElementFilter = "own" | "locked" | "all";

/** Own means: the tenant's overlay has something on it, also what no longer counts. */
export const isOwn = ({ state }: ElementRow): boolean => state !== "inherited";
const isLocked = ({ lock }: ElementRow): boolean => lock !== "free";

export function elementCounts(items: readonly ElementRow[]): { readonly [filter in ElementFilter]: number } {
  return { own: items.filter(isOwn).length, locked: items.filter(isLocked).length, all: items.length };
}

/** Own ones first; words are looked for in titles, the place and the id. */
export function filterElements(items: readonly ElementRow[], filter: ElementFilter, q: string): readonly ElementRow[] {
  const words = q.trim().toLowerCase();
  const heap = ({ title, definition, el }: ElementRow): string => `${title.zh} ${title.en} ${definition.title.zh} ${definition.title.en} ${el}`.toLowerCase();
  return items
    .filter((one) => (filter === "all" || (filter === "own" ? isOwn(one) : isLocked(one))) && (words === "" || heap(one).includes(words)))
    .sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)));
}
