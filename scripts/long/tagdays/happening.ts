/**
 * One thing that happens to one point in a stretch of seconds of the day.
 *  truth: what is really there: gas of a leak, a process out of its bounds. It
 *    passes the sensor's lag. The only kind that makes an alarm a true one.
 *  puff: harmless gas of sampling and draining, below what anybody calls a leak.
 *  test: calibration gas held to the sensor by a person.
 *  fault: added behind the sensor: spikes, interference, warming up, rain.
 *  silent, bad, frozen: no reading, a reading of bad quality, the last value again.
 */
export interface Happening {
  readonly point: number;
  readonly kind: "truth" | "puff" | "test" | "fault" | "silent" | "bad" | "frozen";
  readonly from: number;
  readonly to: number;
  /** What it adds at second `t` of the day, in the point's unit. */
  readonly at: (t: number) => number;
}

/** A leak, or a process excursion, with the points it reaches. */
export interface Trouble {
  readonly kind: "slow" | "fast" | "process";
  readonly primary: number;
  readonly reached: readonly Happening[];
}

export const nothing = (): number => 0;
