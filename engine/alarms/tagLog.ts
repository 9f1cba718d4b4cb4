import { sampleFlags, type Sample } from "../rules/sample.ts";
import type { Tag } from "../model/tag.ts";
import { healthPlan } from "./health/healthPlan.ts";
import { freshHealth } from "./health/healthState.ts";
import { JudgedLog, type Rejudged } from "./health/judgedLog.ts";
import type { Neighbours } from "./health/movement.ts";
import { eventTime, freshClock, noteReading, type EventClock } from "./process/clock.ts";
import { isResend } from "./process/record.ts";
import type { QuietRun } from "./quiet/quietRun.ts";

/** What one reading turned out to be. `sample` is the reading as judged; `changed` are earlier ones that it puts in another light. */
export type Arrival = { readonly is: "new" | "conflict"; readonly sample: Sample; readonly changed: readonly Rejudged[] } | { readonly is: "duplicate" | "late" };

/** A device clock is judged by this many arrivals, and off by more than this (alarms.md 6). */
export const clockSamples = 20;
export const clockOffMs = 5000;

/** The newest arrival, and since how many arrivals no newer time has come. */
export interface Arrivals {
  readonly last: number; // receivedAt, epoch ms
  rx: number;
  newest: number;
  before: number;
  times: number;
}

/** The recent readings of one tag: finds resends and late ones, knows the latest, and judges the health of the sensor. */
export class TagLog {
  readonly clock: EventClock = freshClock();
  readonly health: JudgedLog;
  latest: Sample | null = null;
  delays: number[] = []; // receivedAt − ts of the last arrivals, one per arrival
  private lastArrival = -1;
  private standing: Omit<Arrivals, "last"> = { rx: -1, newest: -Infinity, before: -Infinity, times: 0 };
  lastHeard: number; // wall time of the newest arrival, on time or not

  /** What tells a device clock that stands still, beside `delays`: saved with it. */
  get arrivals(): Arrivals {
    return { ...this.standing, last: this.lastArrival };
  }

  set arrivals({ last, ...standing }: Arrivals) {
    this.lastArrival = last;
    this.standing = standing;
  }

  constructor(private present: Tag, startedAt: number) {
    this.health = new JudgedLog(healthPlan(present));
    this.lastHeard = startedAt;
  }

  get tag(): Tag {
    return this.present;
  }

  /** Another edition of the tag. Where its values no longer mean the same, what was learned of them is dropped. */
  set tag(tag: Tag) {
    const isSame = meaning(tag) === meaning(this.present);
    this.present = tag;
    this.health.plan = healthPlan(tag);
    if (!isSame) this.health.begin(freshHealth());
  }

  /** Judged samples since the settled ones, by time. */
  get recent(): readonly Sample[] {
    return this.health.judged;
  }

  /** A device clock that stands still: the newest time of 20 arrivals in a row was no later than that of the one before. A backlog in one piece counts once. */
  get clockStands(): boolean {
    return this.standing.times >= clockSamples;
  }

  take(sample: Sample, lateMs: number, now: number, neighbours: Neighbours): Arrival {
    this.followTimes(sample);
    if (sample.ts <= this.bound(lateMs, now)) return { is: this.latest && isResend(this.latest, sample) ? "duplicate" : "late" };
    const at = this.health.placeOf(sample);
    if (at < 0) return { is: "duplicate" };
    const is = this.health.hasInstant(sample.ts, at) ? "conflict" : "new"; // another value for the same instant is known already
    noteReading(this.clock, sample.ts, sample.rx);
    const isNewest = this.health.isNewest(at);
    const inserted = this.health.insert(sample, at, neighbours);
    const judged = isNewest && this.isClockOff(sample) ? this.health.flagNewest(sampleFlags.clock) : inserted.sample;
    this.latest = isNewest ? judged : this.health.newest!;
    return { is, sample: judged, changed: inserted.changed };
  }

  /** Takes in what came while the point was quiet: in order, sound, its clock on time. */
  catchUp({ samples, rows, newest, reached, delays, heardAt }: QuietRun, lateMs: number, neighbours: Neighbours): void {
    if (samples) this.health.append(samples, rows);
    this.latest = newest;
    this.delays = [...this.delays, ...delays].slice(-clockSamples);
    this.lastArrival = newest.rx;
    this.standing = { rx: newest.rx, newest: newest.ts, before: -Infinity, times: 0 };
    this.lastHeard = Math.max(this.lastHeard, heardAt);
    noteReading(this.clock, newest.ts, newest.rx);
    this.clock.reached = Math.max(this.clock.reached, reached, newest.ts);
    this.health.settle(this.clock.reached - lateMs, neighbours);
  }

  /** True when no more than a few of the last arrivals were out of time, so that one on time cannot make the clock look off. */
  isSound(): boolean {
    return this.delays.filter((delay) => Math.abs(delay) > clockOffMs).length < clockSamples / 2;
  }

  /** Judges anew from an instant on, because a connected tag changed. */
  rejudge(ts: number, neighbours: Neighbours): readonly Rejudged[] {
    const changed = this.health.rejudge(ts, neighbours);
    if (changed.length > 0) this.latest = this.health.newest!;
    return changed;
  }

  /** Readings from this instant or before are late. */
  bound(lateMs: number, now: number): number {
    return eventTime(this.clock, now) - lateMs;
  }

  /** Forgets what is older than the bound; called once per batch. */
  settle(lateMs: number, now: number, neighbours: Neighbours): void {
    const reached = eventTime(this.clock, now);
    this.clock.reached = reached;
    this.health.settle(reached - lateMs, neighbours);
  }

  private followTimes({ ts, rx }: Sample): void {
    const { standing } = this;
    if (rx !== standing.rx) {
      standing.rx = rx;
      standing.before = standing.newest;
      standing.newest = -Infinity;
      standing.times += 1;
    }
    standing.newest = Math.max(standing.newest, ts);
    if (standing.newest > standing.before) standing.times = 0;
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

/** What gives a tag's values their meaning for the judge of its health. */
function meaning({ measurement, unit, range, signal, peers }: Tag): string {
  return JSON.stringify([measurement, unit, range?.min, range?.max, signal, peers]);
}
