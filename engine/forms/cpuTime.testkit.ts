/**
 * Milliseconds of processor time `body` takes. Only to tell "returns" from
 * "never returns" where a hostile input must not stall the loop; wall time
 * would also count whatever else the machine does.
 */
export function cpuMs(body: () => void): number {
  const before = process.cpuUsage();
  body();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
