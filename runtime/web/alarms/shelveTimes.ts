export const longestShelveMs = 8 * 3_600_000;

/** Offered lengths of shelving in minutes; the last is the longest allowed (catalogue 5.1). */
export const shelveMinutes: readonly number[] = [15, 30, 60, 240, 480];

/** Whether a time may be shelved to: in the future, at most 8 h away. */
export function isShelveTime(until: number, now: number): boolean {
  return Number.isFinite(until) && until > now && until - now <= longestShelveMs;
}

/** A shelf has to say why in at least a few words. */
export function isReason(text: string): boolean {
  return text.trim().length >= 2;
}
