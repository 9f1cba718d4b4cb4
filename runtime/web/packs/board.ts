import type { I18nText, PackBoard } from "@safeloop/engine";

export type BoardRow = PackBoard["items"][number];
export type BoardCell = BoardRow["packs"][number];

/** Packs any subsidiary has, in the order of their first appearance: the columns of the board. */
export function boardPacks(items: readonly BoardRow[]): readonly { readonly id: string; readonly title: I18nText }[] {
  return [...new Map(items.flatMap((row) => row.packs).map(({ id, title }) => [id, { id, title }] as const)).values()];
}

export function boardCounts(items: readonly BoardRow[]): { readonly tenants: number; readonly pending: number; readonly overdue: number; readonly drift: number } {
  const cells = items.flatMap((row) => row.packs);
  return { tenants: items.length, pending: cells.filter((one) => one.pending).length, overdue: cells.filter((one) => one.overdue).length, drift: cells.reduce((sum, one) => sum + driftOf(one).reduce((of, [, count]) => of + count, 0), 0) };
}

/** Elements by how they differ from above, those that do. */
export function driftOf({ drift }: BoardCell): readonly (readonly [state: string, count: number])[] {
  return Object.entries(drift).filter(([state, count]) => state !== "inherited" && count > 0);
}
