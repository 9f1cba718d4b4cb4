import { sampleFlags, type Sample } from "../../rules/sample.ts";
import { compareSamples, isDuplicate } from "../process/record.ts";
import type { QuietSamples } from "../quiet/quietRun.ts";
import { hourMean } from "./drift.ts";
import { copyHealth, freshHealth, type HealthState } from "./healthState.ts";
import type { HealthPlan } from "./healthPlan.ts";
import { judgeSample, withFlags } from "./judgeSample.ts";
import { follow, type Movement, type Neighbour, type Neighbours } from "./movement.ts";

/** A sample that was judged anew because another came: `was` is what its readers hold. */
export interface Rejudged {
  readonly was: Sample;
  readonly sample: Sample;
}

interface Branch {
  readonly state: HealthState;
  readonly at: number; // samples of the log it has taken in
  readonly runs: number; // and quiet stretches
}

/** What became of a sample: as it was judged, and the others whose verdict changed. */
export interface Inserted {
  readonly sample: Sample;
  readonly changed: readonly Rejudged[];
}

/**
 * The samples of one tag since a settled checkpoint, by time, each as it came
 * and as it was judged. One that comes out of order is inserted and what
 * follows is judged anew from the newest branch before it, so that the
 * verdicts do not depend on the order of arrival (alarms.md 4.2).
 */
export class JudgedLog implements Neighbour {
  private came: Sample[] = []; // without the quiet stretches, as they came
  private found: Sample[] = []; // beside them, as judged
  private quiet: { readonly at: number; readonly run: QuietSamples }[] = []; // each before the sample at its place
  checkpoint: HealthState;
  head: HealthState;
  private next: Branch | null = null; // a head of the past that will be the checkpoint once settled

  constructor(public plan: HealthPlan, checkpoint: HealthState = freshHealth()) {
    this.checkpoint = checkpoint;
    this.head = copyHealth(checkpoint);
  }

  /** Every sample since the checkpoint as it came, by time. */
  get raw(): readonly Sample[] {
    this.unfold();
    return this.came;
  }

  /** The same as judged. */
  get judged(): readonly Sample[] {
    this.unfold();
    return this.found;
  }

  /** Time of the oldest sample; +∞ when there is none. */
  get firstTs(): number {
    return Math.min(this.came[0]?.ts ?? Infinity, this.quiet[0]?.run.firstTs ?? Infinity);
  }

  /** The newest sample as judged. */
  get newest(): Sample | undefined {
    const last = this.quiet[this.quiet.length - 1];
    return last && last.at === this.came.length ? last.run.at(last.run.count - 1) : this.found[this.found.length - 1];
  }

  /** Where a sample belongs; −1 for a resend. */
  placeOf(sample: Sample): number {
    const lastRun = this.quiet[this.quiet.length - 1]?.run;
    if (lastRun && sample.ts <= lastRun.newestTs) this.unfold();
    let at = this.came.length;
    while (at > 0 && this.came[at - 1]!.ts >= sample.ts) {
      at -= 1;
      if (isDuplicate(this.came[at]!, sample)) return -1;
    }
    while (at < this.came.length && this.came[at]!.ts === sample.ts && compareSamples(this.came[at]!, sample) < 0) at += 1;
    return at;
  }

  /** True when a sample at the place would be the newest. */
  isNewest(at: number): boolean {
    return at === this.came.length;
  }

  /** Takes in a sample at its place (`placeOf`). */
  insert(sample: Sample, at: number, neighbours: Neighbours): Inserted {
    if (this.isNewest(at)) {
      this.came.push(sample);
      this.found.push(sample);
      const changed = this.plan.judged ? this.judgeNewest(at, neighbours) : nothing;
      return { sample: this.found[at]!, changed };
    }
    const place = at + this.unfold(); // whatever was quiet is older
    this.came.splice(place, 0, sample);
    this.found.splice(place, 0, sample);
    const changed = this.judgeFrom(place, sample.ts, neighbours).filter((one) => one.was !== sample);
    return { sample: this.found[place]!, changed };
  }

  /** Judges everything from the instant `ts` on anew, because a connected tag changed; returns what changed. */
  rejudge(ts: number, neighbours: Neighbours): readonly Rejudged[] {
    this.unfold();
    const at = this.came.findIndex((sample) => sample.ts >= ts);
    return at < 0 ? nothing : this.judgeFrom(at, ts, neighbours);
  }

  /** True when another sample of the instant stands beside the place `at`. */
  hasInstant(ts: number, at: number): boolean {
    return this.came[at]?.ts === ts || this.came[at - 1]?.ts === ts;
  }

  /** Adds to the newest sample what does not come from the order of samples. */
  flagNewest(flag: number): Sample {
    const at = this.found.length - 1;
    this.found[at] = { ...this.found[at]!, flags: this.found[at]!.flags | flag };
    return this.found[at];
  }

  movementAt(t: number): Movement {
    if (this.head.t <= t) return this.head;
    this.unfold();
    const base = this.next !== null && this.next.state.t <= t ? this.next : { state: this.checkpoint, at: 0 };
    const { anchor, movedAt, restAt } = base.state;
    const state = { anchor, movedAt, restAt };
    for (let at = base.at; at < this.came.length && this.came[at]!.ts <= t; at += 1) follow(this.plan, state, this.came[at]!);
    return state;
  }

  hourMean(hour: number): number | undefined {
    return hourMean(this.head.drift, hour);
  }

  /** Forgets what can no longer change: samples up to `bound` and no value in doubt. Called once per batch. */
  settle(bound: number, neighbours: Neighbours): void {
    if (this.next !== null && this.next.state.t <= bound) this.forget(this.next.state, this.next.at, this.next.runs);
    if (this.came.length > manySamples && this.came[manySamples]!.ts <= bound) this.foldForward(bound, neighbours);
    if (this.next === null && this.firstTs < Infinity && this.head.jump.suspect === null) this.next = { state: copyHealth(this.head), at: this.came.length, runs: this.quiet.length };
  }

  /** The same for a tag that has fallen silent: nothing of it needs to be kept. */
  settleSilent(bound: number): void {
    if (this.head.t <= bound && this.head.jump.suspect === null) this.begin(this.head);
  }

  /** Begins anew from a state, with no samples. */
  begin(state: HealthState): void {
    this.checkpoint = copyHealth(state);
    this.head = state;
    this.came = [];
    this.found = [];
    this.quiet = [];
    this.next = null;
  }

  /** Takes in samples that were foreseen to be sound. */
  append(run: QuietSamples, neighbours: Neighbours): void {
    const take = this.follower(neighbours);
    for (let at = 0; at < run.count; at += 1) take(run.ts[at]!, run.v[at]!);
    this.quiet.push({ at: this.came.length, run });
  }

  /** The same of samples that nothing can amend any more, as `each` shows them and counts them; what was before them is settled too. */
  settleQuiet(each: (take: (ts: number, v: number) => void) => number, neighbours: Neighbours): void {
    if (each(this.follower(neighbours)) > 0) this.begin(this.head);
  }

  private follower(neighbours: Neighbours): (ts: number, v: number) => void {
    const sample: { -readonly [K in keyof Sample]: Sample[K] } = { ts: 0, v: 0, q: 0, rx: 0, flags: 0 };
    return (ts, v) => {
      sample.ts = ts;
      sample.v = v;
      judgeSample(this.plan, this.head, sample, neighbours);
    };
  }

  /** Makes samples of the quiet stretches; how many there were. */
  private unfold(): number {
    if (this.quiet.length === 0) return 0;
    const [came, found]: [Sample[], Sample[]] = [[], []];
    let from = 0;
    const upTo = (end: number): void => {
      for (; from < end; from += 1) {
        came.push(this.came[from]!);
        found.push(this.found[from]!);
      }
    };
    let [count, before] = [0, 0];
    this.quiet.forEach(({ at, run }, index) => {
      upTo(at);
      for (const sample of run.samples) {
        came.push(sample);
        found.push(sample);
      }
      count += run.count;
      if (this.next && index < this.next.runs) before += run.count;
    });
    upTo(this.came.length);
    if (this.next) this.next = { state: this.next.state, at: this.next.at + before, runs: 0 };
    [this.came, this.found, this.quiet] = [came, found, []];
    return count;
  }

  /** Takes back the samples after a saved checkpoint, in any order. */
  restore(samples: readonly Sample[], neighbours: Neighbours): void {
    this.came = [...samples].sort((a, b) => a.ts - b.ts || compareSamples(a, b));
    this.found = this.came.slice();
    this.quiet = [];
    this.judgeFrom(0, -Infinity, neighbours);
  }

  private judgeNewest(at: number, neighbours: Neighbours): readonly Rejudged[] {
    const { flags, before } = judgeSample(this.plan, this.head, this.came[at]!, neighbours);
    if (flags !== 0) this.put(at, flags);
    if (before === null) return nothing;
    const doubted = this.indexInDoubt(at);
    const was = this.found[doubted]!;
    this.put(doubted, flagOf(before));
    return [{ was, sample: this.found[doubted]! }];
  }

  private judgeFrom(at: number, ts: number, neighbours: Neighbours): readonly Rejudged[] {
    if (!this.plan.judged) return nothing;
    const from = this.rewind(at, ts);
    const before = this.found.slice(from);
    for (let i = from; i < this.came.length; i += 1) {
      const verdict = judgeSample(this.plan, this.head, this.came[i]!, neighbours);
      if (verdict.before !== null) this.put(this.indexInDoubt(i), flagOf(verdict.before));
      this.put(i, verdict.flags);
    }
    return before.flatMap((was, i) => (isSame(was, this.found[from + i]!) ? [] : [{ was, sample: this.found[from + i]! }]));
  }

  private put(at: number, flags: number): void {
    const known = this.found[at]!;
    const found = withFlags(this.plan, this.came[at]!, flags | (known.flags & sampleFlags.clock));
    if (!isSame(known, found)) this.found[at] = found;
  }

  private indexInDoubt(from: number): number {
    let at = from - 1;
    while ((this.found[at]!.flags & sampleFlags.suspect) === 0) at -= 1;
    return at;
  }

  // Back to the newest branch before the instant.
  private rewind(at: number, ts: number): number {
    const isBefore = this.next !== null && this.next.at <= at && this.next.state.t < ts;
    if (!isBefore) this.next = null;
    this.head = copyHealth(this.next?.state ?? this.checkpoint);
    return this.next?.at ?? 0;
  }

  // Where samples always come out of order no branch lives long enough to settle: the checkpoint is brought forward by itself.
  private foldForward(bound: number, neighbours: Neighbours): void {
    this.unfold();
    const state = copyHealth(this.checkpoint);
    let at = 0;
    for (; at < this.came.length && this.came[at]!.ts <= bound; at += 1) judgeSample(this.plan, state, this.came[at]!, neighbours);
    if (state.jump.suspect === null) this.forget(state, at, 0);
  }

  private forget(state: HealthState, count: number, runs: number): void {
    this.checkpoint = state;
    this.came.splice(0, count);
    this.found.splice(0, count);
    if (this.quiet.length > 0) this.quiet = this.quiet.slice(runs).map(({ at, run }) => ({ at: at - count, run }));
    this.next = null;
  }
}

const nothing: readonly Rejudged[] = [];
const manySamples = 256;

function flagOf(verdict: "believed" | "spike"): number {
  return verdict === "spike" ? sampleFlags.spike : 0;
}

function isSame(a: Sample, b: Sample): boolean {
  return a.q === b.q && a.flags === b.flags;
}
