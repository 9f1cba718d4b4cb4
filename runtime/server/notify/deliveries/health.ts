/** How a channel is doing. Times are epoch ms. */
export interface Health {
  readonly failures: readonly number[]; // of tries since the last success
  readonly downSince: number | null;
  readonly probeAt: number | null; // while down: when one message is tried again
}

export const healthy: Health = { failures: [], downSince: null, probeAt: null };

/** Three failures within a minute: the next channel takes over (alarms.md 8 [P]). */
const failuresToFall = 3;
const windowMs = 60_000;
/** A channel that is back is found within this time, so that what waited is out within a minute (robustness F24). */
const probeEveryMs = 15_000;

export function afterFailure(health: Health, now: number): Health {
  const failures = [...health.failures.filter((at) => at > now - windowMs), now].slice(-failuresToFall);
  const isDown = health.downSince !== null || failures.length >= failuresToFall;
  return { failures, downSince: isDown ? (health.downSince ?? now) : null, probeAt: isDown ? now + probeEveryMs : null };
}

const waitsS = [2, 5, 10, 20, 30];
const longestWaitS = 45; // with the ten seconds of a try still within a minute

/** How long one delivery waits after this many tries while its channel works. */
export function waitMs(tries: number): number {
  return (waitsS[tries - 1] ?? longestWaitS) * 1000;
}

/** After a day the news is old: it becomes a dead letter, which a person can send again. */
export const giveUpMs = 24 * 3600_000;
