/** Seconds that a jittery link may lag behind before silence counts (alarms.md 4.3). */
export const graceMs = 1000;

/** Event clock of a process: newest reading, when it came, and how far the clock has gone. */
export interface EventClock {
  ts: number;
  rx: number;
  reached: number; // e never goes back
}

export function freshClock(): EventClock {
  return { ts: -Infinity, rx: 0, reached: -Infinity };
}

/** e(now) = ts* + max(0, now − receivedAt* − grace); −∞ before the first reading. */
export function eventTime(clock: EventClock, now: number): number {
  if (clock.ts === -Infinity) return -Infinity;
  return Math.max(clock.reached, clock.ts + Math.max(0, now - clock.rx - graceMs));
}

/** Takes a reading into account if it is the newest; returns nothing, moves nothing back. */
export function noteReading(clock: EventClock, ts: number, rx: number): void {
  if (ts <= clock.ts) return;
  clock.ts = ts;
  clock.rx = rx;
}

/** Wall time at which the event clock reaches `at`. */
export function wakeTime(clock: EventClock, at: number): number {
  return clock.rx + graceMs + Math.max(0, at - clock.ts);
}
