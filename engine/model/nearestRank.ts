/** The smallest of ascending figures that `percent` of them do not exceed: always one that occurred; null of none. */
export function nearestRank(ascending: readonly number[], percent: number): number | null {
  return ascending[Math.ceil((ascending.length * percent) / 100) - 1] ?? null;
}
