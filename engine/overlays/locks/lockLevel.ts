import type { Element, LockEntry, LockLevel, Locks } from "../tree/element.ts";

const ranks = { free: 0, tightenOnly: 1, fixed: 2 } as const;
export type EffectiveLock = keyof typeof ranks;

/** The lock of a facet: the maximum over all layers but `except`, whose own locks do not bind it. */
export function lockLevel(element: Element | undefined, facet: string, except?: string): EffectiveLock {
  return highest(entriesOf(element, facet).filter((one) => one.by !== except));
}

/** The locks on a facet, of every layer. */
export function entriesOf(element: Element | undefined, facet: string): readonly LockEntry[] {
  const locks = element?.locks;
  return locks && Object.hasOwn(locks, facet) ? (locks[facet] ?? []) : [];
}

export function isHigher(a: EffectiveLock, b: EffectiveLock): boolean {
  return ranks[a] > ranks[b];
}

/** Raises one layer's lock. Entries stay sorted by layer, so that the same locks give the same text. */
export function withLock(locks: Locks | undefined, facet: string, level: LockLevel, by: string, because?: string): Locks {
  const there = locks && Object.hasOwn(locks, facet) ? (locks[facet] ?? []) : [];
  const own = there.find((one) => one.by === by && one.because === because);
  if (own && !isHigher(level, own.level)) return locks ?? {};
  const raised: LockEntry = { level, by, ...(because === undefined ? {} : { because }) };
  const sortKey = (one: LockEntry): string => `${one.by} ${one.because ?? ""}`;
  const list = [...there.filter((one) => one !== own), raised].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  return { ...locks, [facet]: list };
}

function highest(entries: readonly LockEntry[]): EffectiveLock {
  return entries.reduce<EffectiveLock>((most, one) => (isHigher(one.level, most) ? one.level : most), "free");
}
