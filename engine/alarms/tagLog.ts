import { mayRest, stuckAfterS } from "../rules/measurement.ts";
import { sampleFlags, type Sample } from "../rules/sample.ts";
import type { Tag } from "../model/tag.ts";
import { eventTime, freshClock, noteReading, type EventClock } from "./process/clock.ts";
import { isDuplicate } from "./process/record.ts";
import { QuietLog } from "./quiet/quietLog.ts";
import type { QuietRun } from "./quiet/quietRun.ts";

/** What one reading turned out to be. `sample` carries the stuck flag for the device alarm. */
export type Arrival = { readonly is: "new" | "conflict"; readonly sample: Sample } | { readonly is: "duplicate" | "late" };

/** A device clock is judged by this many arrivals, and off by more than this (alarms.md 6). */
export const clockSamples = 20;
export const clockOffMs = 5000;

/** The recent readings of one tag: finds resends and late ones, knows the latest and whether the value moves. */
export class TagLog {
  readonly clock: EventClock = freshClock();
  readonly #past = new QuietLog<Sample>((sample) => sample); // within the bound
  latest: Sample | null = null;
  sameSince = 0;
  delays: number[] = []; // receivedAt − ts of the last arrivals, one per arrival
  private lastArrival = -1;
  lastHeard: number; // wall time of the newest arrival, on time or not

  constructor(public tag: Tag, startedAt: number) {
    this.lastHeard = startedAt;
  }

  /** The readings within the bound, by time. */
  get recent(): Sample[] {
    return this.#past.all;
  }

  set recent(samples: Sample[]) {
    this.#past.all = samples;
  }

  take(sample: Sample, lateMs: number, now: number): Arrival {
    if (sample.ts <= this.bound(lateMs, now)) return { is: this.latest && isDuplicate(this.latest, sample) ? "duplicate" : "late" };
    const recent = sample.ts > this.#past.quietUntil ? this.#past.judged : this.recent;
    const at = place(recent, sample);
    if (at < 0) return { is: "duplicate" };
    const is = recent[at]?.ts === sample.ts ? "conflict" : "new"; // another value for the same instant is known already
    recent.splice(at, 0, sample);
    noteReading(this.clock, sample.ts, sample.rx);
    if (!this.latest || sample.ts >= this.latest.ts) return { is, sample: this.newest(sample) };
    return { is, sample };
  }

  /** Readings from this instant or before are late. */
  bound(lateMs: number, now: number): number {
    return eventTime(this.clock, now) - lateMs;
  }

  /** Forgets what is older than the bound; called once per batch. */
  settle(lateMs: number, now: number): void {
    const reached = eventTime(this.clock, now);
    this.clock.reached = reached;
    this.#past.forget(reached - lateMs);
  }

  /** Takes in what came while the point was quiet: in order, good, moving, its clock on time. */
  catchUp({ samples, settled, movedAt, newest, reached, delays, heardAt }: QuietRun, lateMs: number): void {
    if (settled) this.recent = [];
    if (samples) this.#past.append(samples);
    if (movedAt > -Infinity) this.sameSince = movedAt;
    this.latest = newest;
    this.delays = [...this.delays, ...delays].slice(-clockSamples);
    this.lastArrival = newest.rx;
    this.lastHeard = Math.max(this.lastHeard, heardAt);
    this.clock.reached = Math.max(this.clock.reached, reached);
    noteReading(this.clock, newest.ts, newest.rx);
    this.settle(lateMs, newest.rx);
  }

  /** True when no more than a few of the last arrivals were out of time, so that one on time cannot make the clock look off. */
  isSound(): boolean {
    return this.delays.filter((delay) => Math.abs(delay) > clockOffMs).length < clockSamples / 2;
  }

  private newest(sample: Sample): Sample {
    const moved = !this.latest || this.latest.v !== sample.v;
    if (moved) this.sameSince = sample.ts;
    this.latest = sample;
    const stuckMs = stuckAfterS(this.tag) * 1000;
    const still = !moved && stuckMs > 0 && typeof sample.v === "number" && !mayRest(this.tag, sample.v) && sample.ts - this.sameSince >= stuckMs;
    const flags = sample.flags | (still ? sampleFlags.stuck : 0) | (this.isClockOff(sample) ? sampleFlags.clock : 0);
    return flags === sample.flags ? sample : { ...sample, flags };
  }

  /** The median of 20 arrivals is over 5 s off. A backlog that comes in one piece counts as one arrival. */
  private isClockOff(sample: Sample): boolean {
    if (sample.rx !== this.lastArrival) {
      this.lastArrival = sample.rx;
      this.delays.push(sample.rx - sample.ts);
      if (this.delays.length > clockSamples) this.delays.shift();
    }
    if (this.delays.length < clockSamples) return false;
    if (this.delays.filter((delay) => Math.abs(delay) > clockOffMs).length < clockSamples / 2) return false; // the median cannot be off
    const sorted = [...this.delays].sort((a, b) => a - b);
    return Math.abs((sorted[clockSamples / 2 - 1]! + sorted[clockSamples / 2]!) / 2) > clockOffMs;
  }
}

/** Where a sample belongs; -1 when it is there already. */
function place(recent: readonly Sample[], sample: Sample): number {
  let at = recent.length;
  while (at > 0 && recent[at - 1]!.ts >= sample.ts) {
    at -= 1;
    if (isDuplicate(recent[at]!, sample)) return -1;
  }
  return at;
}
