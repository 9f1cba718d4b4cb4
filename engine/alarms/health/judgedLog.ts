import { sampleFlags, type Sample } from "../../rules/sample.ts";
import { compareSamples, isDuplicate } from "../process/record.ts";
import { NearBranches, newer, type BranchOf } from "../quiet/nearBranches.ts";
import { QuietLog } from "../quiet/quietLog.ts";
import type { QuietSamples } from "../quiet/quietRun.ts";
import { hourMean } from "./drift.ts";
import { foldSound, type SoundRows } from "./foldSound.ts";
import { copyHealth, freshHealth, type HealthState } from "./healthState.ts";
import type { HealthPlan } from "./healthPlan.ts";
import { judgeSample, withFlags } from "./judgeSample.ts";
import { follow, type Movement, type Neighbour, type Neighbours } from "./movement.ts";

/** A sample that was judged anew because another came: `was` is what its readers hold. */
export interface Rejudged {
  readonly was: Sample;
  readonly sample: Sample;
}

type Branch = BranchOf<HealthState>;

/** A sample as it came and as it was judged. */
interface Entry {
  readonly ts: number;
  readonly came: Sample;
  found: Sample;
}

const entryOf = (sample: Sample): Entry => ({ ts: sample.ts, came: sample, found: sample });

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
  private readonly past = new QuietLog<Entry>(entryOf);
  checkpoint: HealthState; // the head itself, while there are no samples between them
  head: HealthState;
  private next: Branch | null = null; // a head of the past that will be the checkpoint once settled
  private readonly near = new NearBranches<HealthState>();

  constructor(public plan: HealthPlan, checkpoint: HealthState = freshHealth()) {
    this.checkpoint = checkpoint;
    this.head = checkpoint;
  }

  /** Every sample since the checkpoint as it came, by time. */
  get raw(): readonly Sample[] {
    return this.whole().map((one) => one.came);
  }

  /** The same as judged. */
  get judged(): readonly Sample[] {
    return this.whole().map((one) => one.found);
  }

  /** Time of the oldest sample; +∞ when there is none. */
  get firstTs(): number {
    return this.past.firstTs;
  }

  /** The newest sample as judged. */
  get newest(): Sample | undefined {
    const { trailing, judged } = this.past;
    return trailing ? trailing.at(trailing.count - 1) : judged[judged.length - 1]?.found;
  }

  /** Where a sample belongs; −1 for a resend. */
  placeOf(sample: Sample): number {
    if (sample.ts <= this.past.quietUntil) this.unfold();
    const entries = this.past.judged;
    let at = entries.length;
    while (at > 0 && entries[at - 1]!.ts >= sample.ts) {
      at -= 1;
      if (isDuplicate(entries[at]!.came, sample)) return -1;
    }
    while (at < entries.length && entries[at]!.ts === sample.ts && compareSamples(entries[at]!.came, sample) < 0) at += 1;
    return at;
  }

  /** True when a sample at the place would be the newest. */
  isNewest(at: number): boolean {
    return at === this.past.judged.length;
  }

  /** Takes in a sample at its place (`placeOf`). */
  insert(sample: Sample, at: number, neighbours: Neighbours): Inserted {
    const entry = entryOf(sample);
    if (this.isNewest(at)) {
      this.past.judged.push(entry);
      const changed = this.plan.judged ? this.judgeNewest(at, neighbours) : nothing;
      return { sample: entry.found, changed };
    }
    const place = this.past.wholeCount(at, this.past.quietRuns); // whatever was quiet is older
    this.whole().splice(place, 0, entry);
    const changed = this.judgeFrom(place, sample.ts, neighbours).filter((one) => one.was !== sample);
    return { sample: entry.found, changed };
  }

  /** Judges everything from the instant `ts` on anew, because a connected tag changed; returns what changed. */
  rejudge(ts: number, neighbours: Neighbours): readonly Rejudged[] {
    const at = this.whole().findIndex((one) => one.ts >= ts);
    return at < 0 ? nothing : this.judgeFrom(at, ts, neighbours);
  }

  /** True when another sample of the instant stands beside the place `at`. */
  hasInstant(ts: number, at: number): boolean {
    return this.past.judged[at]?.ts === ts || this.past.judged[at - 1]?.ts === ts;
  }

  /** Adds to the newest sample, which is no quiet one, what does not come from the order of samples. */
  flagNewest(flag: number): Sample {
    const entry = this.past.judged[this.past.judged.length - 1]!;
    entry.found = { ...entry.found, flags: entry.found.flags | flag };
    return entry.found;
  }

  movementAt(t: number): Movement {
    if (this.head.t <= t) return this.head;
    const entries = this.whole();
    const base = this.next !== null && this.next.state.t <= t ? this.next : { state: this.checkpoint, at: 0 };
    const { anchor, movedAt, restAt } = base.state;
    const state = { anchor, movedAt, restAt };
    for (let at = base.at; at < entries.length && entries[at]!.ts <= t; at += 1) follow(this.plan, state, entries[at]!.came);
    return state;
  }

  hourMean(hour: number): number | undefined {
    return hourMean(this.head.drift, hour);
  }

  /** Forgets what can no longer change: samples up to `bound` and no value in doubt. Called once per batch. */
  settle(bound: number, neighbours: Neighbours): void {
    const { past } = this;
    if (this.next !== null && this.next.state.t <= bound) this.forget(this.next.state, this.next.at, this.next.runs);
    if (past.judged.length > manySamples && past.judged[manySamples]!.ts <= bound) this.foldForward(bound, neighbours);
    if (this.next === null && past.firstTs < Infinity && this.head.jump.suspect === null) this.next = { state: copyHealth(this.head), at: past.judged.length, runs: past.quietRuns };
  }

  /** The same for a tag that has fallen silent: nothing of it needs to be kept. */
  settleSilent(bound: number): void {
    if (this.head.t <= bound && this.head.jump.suspect === null) this.begin(this.head);
  }

  /** Begins anew from a state, with no samples. */
  begin(state: HealthState): void {
    this.checkpoint = state;
    this.head = state;
    this.past.all = [];
    this.forgetBranches();
  }

  /** Takes in samples that were foreseen to be sound; `rows` are the same samples. */
  append(run: QuietSamples, rows: SoundRows): void {
    this.part();
    foldSound(this.plan, this.head, rows);
    this.past.append(run);
  }

  /** The same of samples that nothing can amend any more; what was before them is settled too. */
  settleQuiet(rows: SoundRows): void {
    if (rows.count === 0) return;
    foldSound(this.plan, this.head, rows);
    this.begin(this.head);
  }

  // Quiet stretches become entries: what was counted by entries alone is counted anew.
  private unfold(): void {
    const { past, next } = this;
    if (past.quietRuns === 0) return;
    if (next) this.next = { state: next.state, at: past.wholeCount(next.at, next.runs), runs: 0 };
    this.near.unfold(past);
    past.unfold();
  }

  private forgetBranches(): void {
    this.next = null;
    this.near.clear();
  }

  private whole(): Entry[] {
    this.unfold();
    return this.past.judged;
  }

  /** Takes back the samples after a saved checkpoint, in any order. */
  restore(samples: readonly Sample[], neighbours: Neighbours): void {
    this.forgetBranches();
    this.past.all = [...samples].sort((a, b) => a.ts - b.ts || compareSamples(a, b)).map(entryOf);
    this.judgeFrom(0, -Infinity, neighbours);
  }

  /** The head goes on alone. */
  private part(): void {
    if (this.head === this.checkpoint) this.head = copyHealth(this.checkpoint);
  }

  private judgeNewest(at: number, neighbours: Neighbours): readonly Rejudged[] {
    this.part();
    const entries = this.past.judged;
    const { flags, before } = judgeSample(this.plan, this.head, entries[at]!.came, neighbours);
    if (flags !== 0) this.put(entries[at]!, flags);
    this.keepNear(at + 1);
    if (before === null) return nothing;
    const doubted = this.inDoubtBefore(at);
    const was = doubted.found;
    this.put(doubted, flagOf(before));
    return [{ was, sample: doubted.found }];
  }

  private judgeFrom(at: number, ts: number, neighbours: Neighbours): readonly Rejudged[] {
    if (!this.plan.judged) return nothing;
    const entries = this.past.judged;
    const from = this.rewind(at, ts);
    const before = entries.slice(from).map((one) => one.found);
    for (let i = from; i < entries.length; i += 1) {
      const verdict = judgeSample(this.plan, this.head, entries[i]!.came, neighbours);
      if (verdict.before !== null) this.put(this.inDoubtBefore(i), flagOf(verdict.before));
      this.put(entries[i]!, verdict.flags);
      this.keepNear(i + 1);
    }
    return before.flatMap((was, i) => (isSame(was, entries[from + i]!.found) ? [] : [{ was, sample: entries[from + i]!.found }]));
  }

  private put(entry: Entry, flags: number): void {
    const found = withFlags(this.plan, entry.came, flags | (entry.found.flags & sampleFlags.clock));
    if (!isSame(entry.found, found)) entry.found = found;
  }

  private inDoubtBefore(from: number): Entry {
    const entries = this.past.judged;
    let at = from - 1;
    while ((entries[at]!.found.flags & sampleFlags.suspect) === 0) at -= 1;
    return entries[at]!;
  }

  // A value in doubt is told by what comes after it: no head is kept between the two.
  private keepNear(at: number): void {
    if (this.near.isDue(at) && this.head.jump.suspect === null) this.near.keep({ state: copyHealth(this.head), at, runs: this.past.quietRuns });
  }

  // Back to the newest branch before the instant.
  private rewind(at: number, ts: number): number {
    const isBefore = this.next !== null && this.next.at <= at && this.next.state.t < ts;
    if (!isBefore) this.next = null;
    const base = newer(this.near.newestBefore(ts), this.next);
    this.head = copyHealth(base?.state ?? this.checkpoint);
    return base?.at ?? 0;
  }

  // Where samples always come out of order no branch lives long enough to settle: the checkpoint is brought forward by itself.
  private foldForward(bound: number, neighbours: Neighbours): void {
    const entries = this.whole();
    const state = copyHealth(this.checkpoint);
    let at = 0;
    for (; at < entries.length && entries[at]!.ts <= bound; at += 1) judgeSample(this.plan, state, entries[at]!.came, neighbours);
    if (state.jump.suspect === null) this.forget(state, at, 0);
  }

  private forget(state: HealthState, count: number, runs: number): void {
    this.checkpoint = state;
    this.past.drop(count, runs);
    this.near.drop(count, runs);
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
