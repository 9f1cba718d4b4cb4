import type { PackElements } from "@safeloop/engine";

export type ElementRow = PackElements["items"][number];
export type ElementChange = ElementRow["changes"][number];
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

export interface ElementGroup {
  readonly definition: ElementRow["definition"];
  readonly rows: readonly ElementRow[];
}

/** Rows by the definition they stand in, in the order in which the first of each comes. */
export function groupElements(rows: readonly ElementRow[]): readonly ElementGroup[] {
  const groups = new Map<string, { definition: ElementRow["definition"]; rows: ElementRow[] }>();
  for (const row of rows) {
    const name = `${row.definition.kind}/${row.definition.id}`;
    const group = groups.get(name) ?? { definition: row.definition, rows: [] };
    group.rows.push(row);
    groups.set(name, group);
  }
  return [...groups.values()];
}

/** True for an own change without effect: what it is about is gone above, or the value above is stricter. */
export const isIdle = ({ state }: ElementRow, change: ElementChange): boolean => state === "orphan" || change.chain.at(-1)?.subsumed === true;

export const keysOf = (rows: readonly ElementRow[]): readonly string[] => rows.flatMap((row) => row.changes.map(({ key }) => key));
export const idleKeys = (rows: readonly ElementRow[]): readonly string[] => rows.flatMap((row) => row.changes.filter((one) => isIdle(row, one)).map(({ key }) => key));

/** Where own changes are seen and taken back, with one element chosen. */
export const changesHref = (packId: string, el?: string): string => `/templates/${encodeURIComponent(packId)}/changes${el === undefined ? "" : `?el=${encodeURIComponent(el)}`}`;
