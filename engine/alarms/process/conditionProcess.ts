import type { ProcessPlan } from "../../rules/compileRule.ts";
import { isReport } from "../../rules/measurement.ts";
import { maxLongS } from "../../rules/operators/longWindow.ts";
import { sampleFlags, type Sample } from "../../rules/sample.ts";
import { doubtMs } from "../health/spike.ts";
import { eventTime, freshClock, noteReading, wakeTime, type EventClock } from "./clock.ts";
import { fold } from "./fold.ts";
import { nextOwnInstant } from "./instants.ts";
import { insertRecord, replaceRecord, type ProcessRecord } from "./record.ts";
import { NearBranches, newer, type BranchOf } from "../quiet/nearBranches.ts";
import { QuietLog } from "../quiet/quietLog.ts";
import type { QuietRun } from "../quiet/quietRun.ts";
import { copyState, freshState, type ProcessEdge, type ProcessState } from "./state.ts";

/** How the edges since the checkpoint changed: `kept` of them stand, `before` fell away, `after` came. */
export interface EdgeChange {
  readonly keptActive: boolean;
  readonly before: readonly ProcessEdge[];
  readonly after: readonly ProcessEdge[];
}

/** A sample of an input; with `was`, another verdict on one that it has already. */
export type Arrived = readonly [input: number, sample: Sample, was?: Sample];

type Branch = BranchOf<ProcessState>;

/**
 * The condition process of one rule and key: judges on arrival, and re-folds
 * from its settled checkpoint when a reading comes out of order but within
 * the bound L (alarms.md 4.2). Deterministic; the wall clock comes in as `now`.
 */
export class ConditionProcess {
  plan: ProcessPlan;
  readonly clock: EventClock;
  checkpoint: ProcessState;
  readonly past = new QuietLog<ProcessRecord>((sample) => ({ ts: sample.ts, input: 0, sample })); // since the checkpoint
  head: ProcessState;
  taken = 0; // records that `head` has taken in; quiet stretches it always has
  edges: ProcessEdge[] = []; // since the checkpoint
  foldedTo = -Infinity; // the event time up to which `head` was judged
  floor = -Infinity; // a cut: what is older than this is late
  /** Told of edges that can no longer be amended. */
  /** Readings after the checkpoint that came too late for this process, while their points may have had them in time: a restore must not give them back. */
  refused: (readonly [input: number, sample: Sample])[] = [];
  onSettled: ((edges: readonly ProcessEdge[]) => void) | null = null;
  private unreported = 0; // the newest edges, found by `turn`
  private next: Branch | null = null; // a head of the past that will be the checkpoint once settled
  private readonly near = new NearBranches<ProcessState>();
  private boundOf: ProcessPlan | null = null; // the plan that `bound` is the bound L of
  private bound = 0;

  constructor(plan: ProcessPlan, private readonly readingLateMs: number) {
    this.plan = plan;
    this.clock = freshClock();
    this.checkpoint = freshState(plan);
    this.head = freshState(plan);
  }

  /** The bound L: of rules about forms alone the longest window there is, as a report may wait for a network for days. */
  get lateMs(): number {
    if (this.plan !== this.boundOf) {
      this.boundOf = this.plan;
      this.bound = readsFormsOnly(this.plan) ? reportLateMs : this.readingLateMs;
    }
    return this.bound;
  }

  eventTime(now: number): number {
    return eventTime(this.clock, now);
  }

  /** Everything since the checkpoint, by time. */
  get log(): ProcessRecord[] {
    this.unfold();
    return this.past.all;
  }

  set log(records: ProcessRecord[]) {
    this.past.all = records;
  }

  /** Takes in samples of one batch; returns what it meant. Late readings are counted and left out; a late report enters the windows it still lies in from the first instant that is open. */
  accept(batch: readonly Arrived[], now: number): { readonly change: EdgeChange; readonly late: number } {
    // The clock is moved by arrivals only: when somebody merely looked must leave no trace.
    this.clock.reached = this.eventTime(now);
    const bound = Math.max(this.clock.reached - this.lateMs, this.floor);
    let earliest = Number.POSITIVE_INFINITY;
    let late = 0;
    for (const [input, sample, was] of batch) {
      if (was !== undefined) {
        if (replaceRecord(this.log, input, was, sample) >= 0 && sample.ts < earliest) earliest = sample.ts;
        continue;
      }
      const ofForm = isReport(this.plan.plans[input]!.tag);
      if (sample.ts <= bound && !ofForm) {
        late += 1;
        this.refuse(input, sample);
        continue;
      }
      const ts = sample.ts <= bound ? Math.floor(bound) + 1 : sample.ts;
      this.insert({ ts, input, sample });
      if (movesClock(this.plan, input)) noteReading(this.clock, ofForm ? Math.max(sample.ts, sample.rx) : sample.ts, sample.rx);
      if (ts < earliest) earliest = ts;
    }
    return { change: this.run(earliest, now), late };
  }

  /** Advances to e(now): ends of holds, runs due, grid. */
  advance(now: number): EdgeChange {
    return this.run(Number.POSITIVE_INFINITY, now);
  }

  /** Marks that nothing was heard after the wall time `lastSeen`: what is held from before it is no evidence of calm. */
  markGap(lastSeen: number, now: number): EdgeChange {
    const reached = this.eventTime(lastSeen);
    if (reached === -Infinity) return this.run(Number.POSITIVE_INFINITY, now);
    const ts = Math.floor(reached) + 1;
    this.insert({ ts, input: -1, sample: null });
    return this.run(ts, now);
  }

  /** Takes in readings of its one point that changed nothing but what it stands on. */
  catchUp({ samples, settled, beforeSettled, newest, beforeNewest, reached }: QuietRun): void {
    const { head } = this;
    if (settled) {
      if (settled.ts > head.t) standOn(head, settled, beforeSettled);
      if (this.onSettled && this.edges.length > 0) this.onSettled(this.edges);
      this.checkpoint = copyState(head);
      this.past.all = [];
      this.taken = 0;
      this.edges = [];
      this.forgetBranches();
    }
    if (samples) {
      this.past.append(samples);
      if (newest.ts > head.t) standOn(head, newest, beforeNewest);
    }
    this.clock.reached = Math.max(this.clock.reached, reached);
    noteReading(this.clock, newest.ts, newest.rx);
    this.foldedTo = Math.max(this.foldedTo, this.eventTime(newest.rx));
    this.settle(this.foldedTo);
  }

  /**
   * Judges the next reading of its one point, in order and within the hold of
   * the one before (`newest`, null when it stands on it already). The reading
   * comes into the log with `catchUp`; edges are reported by `report` or with
   * whatever the process judges next. False: no edge.
   */
  turn(sample: Sample, newest: Sample | null, beforeNewest: Sample | null, reached: number, now: number): boolean {
    const { clock, head } = this;
    if (newest !== null && newest.ts > head.t) standOn(head, newest, beforeNewest);
    clock.reached = Math.max(clock.reached, reached);
    if (newest !== null) noteReading(clock, newest.ts, newest.rx);
    clock.reached = this.eventTime(now);
    noteReading(clock, sample.ts, sample.rx);
    this.foldedTo = this.eventTime(now);
    const { edges } = fold(this.plan, head, [{ ts: sample.ts, input: 0, sample }], 0, this.foldedTo);
    if (edges.length === 0) return false;
    this.edges = [...this.edges, ...edges];
    this.unreported += edges.length;
    return true;
  }

  /** The edges of `turn` that nobody was told of yet. */
  report(): EdgeChange {
    const after = this.unreported === 0 ? nothing : this.edges.slice(-this.unreported);
    this.unreported = 0;
    return { keptActive: this.checkpoint.active, before: nothing, after };
  }

  /** Wall time at which something may happen by itself; +∞ for never. */
  wakeAt(): number {
    const at = Math.min(nextOwnInstant(this.plan, this.head), this.past.judged[this.taken]?.ts ?? Number.POSITIVE_INFINITY);
    return at === Number.POSITIVE_INFINITY ? at : wakeTime(this.clock, at);
  }

  /** Ends amendment of the past at e(now) (a published edit). The edges so far stand. */
  cut(now: number): void {
    this.advance(now);
    const e = this.eventTime(now);
    this.floor = Math.max(this.floor, e);
    this.past.all = this.past.judged.slice(this.taken);
    this.taken = 0;
    this.edges = [];
    this.forgetBranches();
    this.checkpoint = copyState(this.head);
  }

  /** Puts a state in place of the present one, at a cut. */
  replace(plan: ProcessPlan, state: ProcessState): void {
    this.plan = plan;
    this.checkpoint = state;
    this.head = copyState(state);
    this.forgetBranches();
  }

  /** Makes the head the checkpoint when nothing that may still come in time can change it: a silent process needs no history. */
  settleSilent(now: number): void {
    const bound = this.eventTime(now) - this.lateMs;
    if (this.taken < this.past.judged.length || this.head.t >= bound || this.isInDoubt(this.head.t, bound)) return;
    if (this.onSettled && this.edges.length > 0) this.onSettled(this.edges);
    this.checkpoint = copyState(this.head);
    this.past.all = [];
    this.taken = 0;
    this.edges = [];
    this.forgetBranches();
  }

  /** Sets `active` to what the stored record says, from e(now) on; an unfinished run is dropped. */
  believe(active: boolean, now: number): void {
    this.cut(now);
    this.replace(this.plan, { ...this.head, active, runSince: null });
  }

  private run(earliest: number, now: number): EdgeChange {
    const old = this.unreported === 0 ? this.edges : this.edges.slice(0, -this.unreported);
    this.unreported = 0;
    if (earliest <= this.head.t) this.rewind(earliest);
    const horizon = this.eventTime(now);
    this.foldedTo = horizon;
    const { edges, next } = fold(this.plan, this.head, this.past.judged, this.taken, horizon);
    this.taken = next;
    if (this.near.isDue(next)) this.near.keep(this.branch());
    if (edges.length > 0) this.edges = [...this.edges, ...edges];
    const change = compareEdges(this.checkpoint.active, old, this.edges);
    this.settle(horizon);
    return change;
  }

  // A record at or before the head's instant: go back to the newest branch before it.
  private rewind(earliest: number): void {
    this.unfold();
    if (this.next !== null && this.next.state.t >= earliest) this.next = null;
    const base: Branch = newer(this.near.newestBefore(earliest), this.next) ?? { state: this.checkpoint, at: 0, runs: 0 };
    this.head = copyState(base.state);
    this.taken = base.at;
    this.edges = this.edges.filter((edge) => edge.at <= base.state.t);
  }

  private forgetBranches(): void {
    this.next = null;
    this.near.clear();
  }

  /** Nearly always at the end; only what comes before the end of a quiet stretch needs the whole log. */
  private insert(record: ProcessRecord): void {
    if (record.ts <= this.past.quietUntil) this.unfold();
    insertRecord(this.past.judged, record);
  }

  // Quiet stretches become records: what was counted by records alone is counted anew.
  private unfold(): void {
    const { past, next } = this;
    if (past.quietRuns === 0) return;
    this.taken = past.wholeCount(this.taken, past.quietRuns);
    if (next) this.next = { state: next.state, at: past.wholeCount(next.at, next.runs), runs: 0 };
    this.near.unfold(past);
    past.unfold();
  }

  private refuse(input: number, sample: Sample): void {
    this.refused = this.refused.filter(([, one]) => one.ts > this.checkpoint.t);
    if (sample.ts > this.checkpoint.t) this.refused.push([input, sample]);
  }

  private branch(): Branch {
    return { state: copyState(this.head), at: this.taken, runs: this.past.quietRuns };
  }

  /** True while the next sample of a tag may still tell what one up to `t` is worth: it must not be settled. */
  private isInDoubt(t: number, bound: number): boolean {
    for (const { ts, sample } of this.past.judged) {
      if (ts > t) return false;
      if (sample !== null && (sample.flags & sampleFlags.suspect) !== 0 && bound < ts + doubtMs) return true;
    }
    return false;
  }

  private settle(horizon: number): void {
    if (this.next === null) {
      if (this.head.t > this.checkpoint.t) this.next = this.branch();
      return;
    }
    if (this.next.state.t > horizon - this.lateMs || this.isInDoubt(this.next.state.t, horizon - this.lateMs)) return;
    const { state, at, runs } = this.next;
    this.checkpoint = state;
    this.past.drop(at, runs);
    this.near.drop(at, runs);
    this.taken -= at;
    const open = this.edges.filter((edge) => edge.at > state.t);
    if (this.onSettled && open.length < this.edges.length) this.onSettled(this.edges.slice(0, this.edges.length - open.length));
    this.edges = open;
    this.next = this.branch();
  }
}

/** The quiet step of the fold: the judgement stays as it is, only the sample it rests on is another one. */
function standOn(state: ProcessState, sample: Sample, before: Sample | null): void {
  const input = state.ctx.inputs[0]!;
  input.earlier = before ?? input.now[0] ?? null;
  input.now = [sample];
  input.fresh = true;
  state.ctx.conflict = false;
  state.t = sample.ts;
  state.ctx.t = sample.ts;
}

/** The bound of rules about forms, ms. */
const reportLateMs = maxLongS * 1000;

/** True for a process that reads forms and nothing else: the platform's own clock is its clock. */
export function readsFormsOnly(plan: ProcessPlan): boolean {
  return plan.plans.length > 0 && plan.plans.every((input) => isReport(input.tag));
}

/**
 * What the platform counts itself comes at once, while devices lag and their
 * clocks are off; a count must not make their readings late. It stands for the
 * time only where nothing else does.
 */
export function movesClock(plan: ProcessPlan, input: number): boolean {
  return plan.plans[input]?.tag.computed !== true || plan.plans.every((one) => one.tag.computed === true);
}

const nothing: readonly ProcessEdge[] = [];

function compareEdges(active: boolean, old: readonly ProcessEdge[], present: readonly ProcessEdge[]): EdgeChange {
  if (old === present) return { keptActive: active, before: nothing, after: nothing };
  let same = 0;
  while (same < old.length && same < present.length && old[same]!.kind === present[same]!.kind && old[same]!.at === present[same]!.at) same += 1;
  const last = present[same - 1];
  return { keptActive: last ? last.kind === "raise" : active, before: old.slice(same), after: present.slice(same) };
}
