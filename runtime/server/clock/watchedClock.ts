import { readFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import type { Clock, ClockState } from "../context.ts";

/** What is kept, so that a setting between two lives of the server is noticed too. */
export interface KeptClock extends ClockState {
  readonly wall: number;
  readonly up: number; // ms since the machine started
}

export interface TimeSources {
  readonly wall: () => number;
  readonly monotonic: () => number; // ms, never set
  readonly boot: () => string | undefined;
  readonly up: () => number; // ms since the machine started, sleep included
}

/** A time server may move the clock this much in one go without it counting as set. */
const tolerance = 500;
/** The time since the start is given in hundredths of a second, and is read a moment before or after. */
const keptTolerance = 1_500;

/** What the system says of its run; the name and the time since its start are Linux's. */
export const systemTime: TimeSources = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  boot: () => read("/proc/sys/kernel/random/boot_id"),
  up: () => Number(read("/proc/uptime")?.split(" ")[0] ?? Number.NaN) * 1_000,
};

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return undefined; // not Linux: settings are noticed while the server runs
  }
}

/**
 * The wall clock, compared with time that cannot be set at every look. A
 * sleeping machine's clock is right when it wakes: that is told from a
 * setting by the time since the start, which counts sleep.
 */
export class WatchedClock implements Clock {
  readonly #time: TimeSources;
  readonly #boot: string;
  #setMs = 0;
  #base: number; // wall minus monotonic
  #wake: number; // wall minus time since the start

  constructor(time: TimeSources = systemTime, kept?: KeptClock) {
    this.#time = time;
    this.#boot = time.boot() ?? `process-${randomUUID()}`;
    this.#base = time.wall() - time.monotonic();
    this.#wake = time.wall() - time.up();
    if (kept?.boot === this.#boot) this.#setMs = kept.setMs + stepBetween(kept, time);
  }

  now(): number {
    const wall = this.#time.wall();
    const base = wall - this.#time.monotonic();
    const step = base - this.#base;
    this.#base = base;
    if (Math.abs(step) > tolerance) this.#stepped(wall, step);
    return wall;
  }

  state(): ClockState {
    this.now();
    return { boot: this.#boot, setMs: Math.round(this.#setMs) };
  }

  /** What to keep now and then. */
  kept(): KeptClock {
    const state = this.state();
    const wall = this.#time.wall();
    const up = this.#time.up();
    this.#wake = wall - up; // small corrections add up over days; they are no setting
    return { ...state, wall, up };
  }

  #stepped(wall: number, step: number): void {
    const wake = wall - this.#time.up();
    const set = Number.isNaN(wake) ? step : wake - this.#wake;
    this.#wake = wake;
    if (Math.abs(set) > tolerance) this.#setMs += Math.abs(set - step) < keptTolerance ? step : set;
  }
}

function stepBetween(kept: KeptClock, time: TimeSources): number {
  const step = time.wall() - kept.wall - (time.up() - kept.up);
  return Math.abs(step) > keptTolerance ? step : 0;
}
