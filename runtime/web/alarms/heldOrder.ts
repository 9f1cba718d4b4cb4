/** How long rows keep their place after a change that would move them (screen 7). */
export const holdMs = 2000;

export interface HeldOrder {
  readonly shown: readonly string[];
  /** When the waiting order is taken over; undefined when nothing waits. */
  readonly dueAt: number | undefined;
  /** Ids that wait to appear. */
  readonly waiting: readonly string[];
}

export const noOrder: HeldOrder = { shown: [], dueAt: undefined, waiting: [] };

/**
 * Says which order of rows to show.
 *
 * With the cursor on the list a new order waits `holdMs`, counted from the
 * first change that waits, so that a click hits the row it was aimed at and a
 * moving mouse cannot hold a new alarm back for longer than that.
 */
export function holdOrder(held: HeldOrder, wanted: readonly string[], now: number, cursorOnList: boolean): HeldOrder {
  if (sameOrder(held.shown, wanted)) return { shown: wanted, dueAt: undefined, waiting: [] };
  const dueAt = held.dueAt ?? now + holdMs;
  if (!cursorOnList || held.shown.length === 0 || now >= dueAt) return { shown: wanted, dueAt: undefined, waiting: [] };
  const known = new Set(held.shown);
  return { shown: held.shown, dueAt, waiting: wanted.filter((id) => !known.has(id)) };
}

function sameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}

/** The row to select next by keyboard; stays inside the list and survives a vanished selection. */
export function stepSelection(ids: readonly string[], selected: string | undefined, step: 1 | -1): string | undefined {
  if (ids.length === 0) return undefined;
  const at = selected === undefined ? -1 : ids.indexOf(selected);
  if (at < 0) return step === 1 ? ids[0] : ids[ids.length - 1];
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))];
}
