import { kpiTargets } from "./targets.ts";

/** A time in which more alarms came than a person can look at. Epoch ms. */
export interface Flood {
  readonly from: number; // the announcement that was one too many
  readonly to: number; // when fewer than the closing number were left in the window; the end of the period if it goes on
  readonly announced: number; // from the first of its window on
}

const windowMs = 600_000;

/**
 * Floods among announcements (epoch ms, ascending) up to `to`: one opens when
 * more than `opens` lie in (t − 10 min, t], and closes when fewer than `closes`
 * do (alarms.md 9).
 */
export function floodsIn(times: readonly number[], to: number): readonly Flood[] {
  const { opens, closes } = kpiTargets.flood;
  const floods: Flood[] = [];
  let open: { readonly from: number; readonly first: number } | undefined;
  let gone = 0;
  const leaveUntil = (at: number, come: number): void => {
    for (let oldest = times[gone]; gone < come && oldest !== undefined && oldest + windowMs <= at; oldest = times[gone]) {
      gone += 1;
      if (!open || come - gone >= closes) continue;
      floods.push({ from: open.from, to: oldest + windowMs, announced: come - open.first });
      open = undefined;
    }
  };
  times.forEach((at, come) => {
    leaveUntil(at, come);
    if (!open && come + 1 - gone > opens) open = { from: at, first: gone };
  });
  leaveUntil(to, times.length);
  if (open) floods.push({ from: open.from, to, announced: times.length - open.first });
  return floods;
}
