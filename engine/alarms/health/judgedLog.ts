import { sampleFlags, type Sample } from "../../rules/sample.ts";
import { compareSamples, isDuplicate } from "../process/record.ts";
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
}

/**
 * The samples of one tag since a settled checkpoint, by time, each as it came
 * and as it was judged. One that comes out of order is inserted and what
 * follows is judged anew from the newest branch before it, so that the
 * verdicts do not depend on the order of arrival (alarms.md 4.2).
 */
export class JudgedLog implements Neighbour {
  raw: Sample[] = [];
  judged: Sample[] = []; // beside `raw`
  checkpoint: HealthState;
  head: HealthState;
  private next: Branch | null = null; // a head of the past that will be the checkpoint once settled

  constructor(public plan: HealthPlan, checkpoint: HealthState = freshHealth()) {
    this.checkpoint = checkpoint;
    this.head = copyHealth(checkpoint);
  }

  /** Where a sample belongs; −1 for a resend. */
  placeOf(sample: Sample): number {
    let at = this.raw.length;
    while (at > 0 && this.raw[at - 1]!.ts >= sample.ts) {
      at -= 1;
      if (isDuplicate(this.raw[at]!, sample)) return -1;
    }
    while (at < this.raw.length && this.raw[at]!.ts === sample.ts && compareSamples(this.raw[at]!, sample) < 0) at += 1;
    return at;
  }

  /** Takes in a sample at its place; returns the others whose verdict changed. Its own is `judged[at]`. */
  insert(sample: Sample, at: number, neighbours: Neighbours): readonly Rejudged[] {
    const inOrder = at === this.raw.length;
    if (inOrder) {
      this.raw.push(sample);
      this.judged.push(sample);
      return this.plan.judged ? this.judgeNewest(at, neighbours) : nothing;
    }
    this.raw.splice(at, 0, sample);
    this.judged.splice(at, 0, sample);
    return this.judgeFrom(at, sample.ts, neighbours).filter((one) => one.was !== sample);
  }

  /** Judges everything from the instant `ts` on anew, because a connected tag changed; returns what changed. */
  rejudge(ts: number, neighbours: Neighbours): readonly Rejudged[] {
    const at = this.raw.findIndex((sample) => sample.ts >= ts);
    return at < 0 ? nothing : this.judgeFrom(at, ts, neighbours);
  }

  /** True when another sample of the instant stands beside the place `at`. */
  hasInstant(ts: number, at: number): boolean {
    return this.raw[at]?.ts === ts || this.raw[at - 1]?.ts === ts;
  }

  /** Adds what does not come from the order of samples. */
  addFlag(at: number, flag: number): void {
    this.judged[at] = { ...this.judged[at]!, flags: this.judged[at]!.flags | flag };
  }

  movementAt(t: number): Movement {
    if (this.head.t <= t) return this.head;
    const base = this.next !== null && this.next.state.t <= t ? this.next : { state: this.checkpoint, at: 0 };
    const { anchor, movedAt, restAt } = base.state;
    const state = { anchor, movedAt, restAt };
    for (let at = base.at; at < this.raw.length && this.raw[at]!.ts <= t; at += 1) follow(this.plan, state, this.raw[at]!);
    return state;
  }

  hourMean(hour: number): number | undefined {
    return hourMean(this.head.drift, hour);
  }

  /** Forgets what can no longer change: samples up to `bound` and no value in doubt. Called once per batch. */
  settle(bound: number, neighbours: Neighbours): void {
    if (this.next !== null && this.next.state.t <= bound) this.forget(this.next.state, this.next.at);
    if (this.raw.length > manySamples && this.raw[manySamples]!.ts <= bound) this.foldForward(bound, neighbours);
    if (this.next === null && this.raw.length > 0 && this.head.jump.suspect === null) this.next = { state: copyHealth(this.head), at: this.raw.length };
  }

  /** The same for a tag that has fallen silent: nothing of it needs to be kept. */
  settleSilent(bound: number): void {
    if (this.head.t <= bound && this.head.jump.suspect === null) this.begin(this.head);
  }

  /** Begins anew from a state, with no samples. */
  begin(state: HealthState): void {
    this.checkpoint = copyHealth(state);
    this.head = state;
    this.raw = [];
    this.judged = [];
    this.next = null;
  }

  /** Takes in samples that were foreseen to be sound and that nothing can amend any more; what was before them is settled too. */
  pass(samples: readonly Sample[], neighbours: Neighbours): void {
    for (const sample of samples) judgeSample(this.plan, this.head, sample, neighbours);
    this.begin(this.head);
  }

  /** Takes back the samples after a saved checkpoint, in any order. */
  restore(samples: readonly Sample[], neighbours: Neighbours): void {
    this.raw = [...samples].sort((a, b) => a.ts - b.ts || compareSamples(a, b));
    this.judged = this.raw.slice();
    this.judgeFrom(0, -Infinity, neighbours);
  }

  private judgeNewest(at: number, neighbours: Neighbours): readonly Rejudged[] {
    const { flags, before } = judgeSample(this.plan, this.head, this.raw[at]!, neighbours);
    if (flags !== 0) this.put(at, flags);
    if (before === null) return nothing;
    const doubted = this.indexInDoubt(at);
    const was = this.judged[doubted]!;
    this.put(doubted, flagOf(before));
    return [{ was, sample: this.judged[doubted]! }];
  }

  private judgeFrom(at: number, ts: number, neighbours: Neighbours): readonly Rejudged[] {
    if (!this.plan.judged) return nothing;
    const from = this.rewind(at, ts);
    const before = this.judged.slice(from);
    for (let i = from; i < this.raw.length; i += 1) {
      const verdict = judgeSample(this.plan, this.head, this.raw[i]!, neighbours);
      if (verdict.before !== null) this.put(this.indexInDoubt(i), flagOf(verdict.before));
      this.put(i, verdict.flags);
    }
    return before.flatMap((was, i) => (isSame(was, this.judged[from + i]!) ? [] : [{ was, sample: this.judged[from + i]! }]));
  }

  private put(at: number, flags: number): void {
    const known = this.judged[at]!;
    const found = withFlags(this.plan, this.raw[at]!, flags | (known.flags & sampleFlags.clock));
    if (!isSame(known, found)) this.judged[at] = found;
  }

  private indexInDoubt(from: number): number {
    let at = from - 1;
    while ((this.judged[at]!.flags & sampleFlags.suspect) === 0) at -= 1;
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
    const state = copyHealth(this.checkpoint);
    let at = 0;
    for (; at < this.raw.length && this.raw[at]!.ts <= bound; at += 1) judgeSample(this.plan, state, this.raw[at]!, neighbours);
    if (state.jump.suspect === null) this.forget(state, at);
  }

  private forget(state: HealthState, count: number): void {
    this.checkpoint = state;
    this.raw.splice(0, count);
    this.judged.splice(0, count);
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
