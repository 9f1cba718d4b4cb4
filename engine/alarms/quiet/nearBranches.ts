import type { QuietLog } from "./quietLog.ts";

/** A head of the past: how it stood after so many entries and quiet stretches of a log. */
export interface BranchOf<S> {
  readonly state: S;
  readonly at: number; // entries it has taken in
  readonly runs: number; // and quiet stretches
}

const every = 128; // entries between two
const longFrom = 2 * every; // a log shorter than that is folded again in no time

/**
 * Two heads not long ago, of a log that is long because its point is fast: a
 * reading out of order is judged from one of them, not from a minute back.
 */
export class NearBranches<S extends { readonly t: number }> {
  private older: BranchOf<S> | null = null;
  private newer: BranchOf<S> | null = null;

  /** True when a head that has taken in so many entries should be kept. */
  isDue(at: number): boolean {
    return at >= longFrom && at - (this.newer?.at ?? 0) >= every;
  }

  keep(branch: BranchOf<S>): void {
    this.older = this.newer;
    this.newer = branch;
  }

  /** The newest one before an instant, to be copied; those after it no longer hold. Needs `unfold` before. */
  newestBefore(earliest: number): BranchOf<S> | null {
    if (this.newer !== null && this.newer.state.t < earliest) return this.newer;
    this.newer = this.older !== null && this.older.state.t < earliest ? this.older : null;
    this.older = null;
    return this.newer;
  }

  /** The oldest entries and quiet stretches of the log are gone. */
  drop(entries: number, runs: number): void {
    this.older = dropped(this.older, entries, runs);
    this.newer = dropped(this.newer, entries, runs);
  }

  /** The quiet stretches of the log are about to become entries. */
  unfold(log: Pick<QuietLog<{ readonly ts: number }>, "wholeCount">): void {
    this.older = unfolded(this.older, log);
    this.newer = unfolded(this.newer, log);
  }

  clear(): void {
    this.older = null;
    this.newer = null;
  }
}

/** The one that has taken in more. */
export function newer<S>(a: BranchOf<S> | null, b: BranchOf<S> | null): BranchOf<S> | null {
  return a !== null && (b === null || a.at > b.at) ? a : b;
}

function dropped<S>(branch: BranchOf<S> | null, entries: number, runs: number): BranchOf<S> | null {
  return branch === null || branch.at <= entries || branch.runs < runs ? null : { state: branch.state, at: branch.at - entries, runs: branch.runs - runs };
}

function unfolded<S>(branch: BranchOf<S> | null, log: Pick<QuietLog<{ readonly ts: number }>, "wholeCount">): BranchOf<S> | null {
  return branch && { state: branch.state, at: log.wholeCount(branch.at, branch.runs), runs: 0 };
}
