import type { ProcessPlan } from "../../rules/compileRule.ts";
import type { Sample } from "../../rules/sample.ts";
import { AlarmBook } from "../life/alarmBook.ts";
import type { AlarmFacts } from "../life/facts.ts";
import { followSuppression } from "../life/followSuppression.ts";
import { StepLog } from "../life/stepLog.ts";
import { movesClock } from "../process/conditionProcess.ts";
import { fold } from "../process/fold.ts";
import { compareRecords, type ProcessRecord } from "../process/record.ts";
import { freshState, type ProcessEdge } from "../process/state.ts";

/** What one process would have done: its edges, and the event times of its announcements. */
export interface Folded {
  readonly edges: readonly ProcessEdge[];
  readonly announcedAt: readonly number[];
}

const stepRecords = 4000;

/**
 * Folds readings sorted by time through one process and its alarm, by the live
 * reducer and the live book; nobody acknowledges. This is what stays of the
 * live judgement once every reading has come (alarms.md 4.8), so no arrival is
 * played. `inputs`: the readings of each input, by time, without resends.
 */
export function* foldPlan(plan: ProcessPlan, facts: AlarmFacts, inputs: readonly (readonly Sample[])[], to: number): Generator<undefined, Folded> {
  const records = recordsOf(inputs);
  const state = freshState(plan);
  const edges: ProcessEdge[] = [];
  if (!inputs.some((samples, input) => samples.length > 0 && movesClock(plan, input))) return { edges, announcedAt: [] }; // its time never began
  const alarm = new ReplayedAlarm(facts);
  const watch = plan.suppress ? (edge: ProcessEdge | undefined) => alarm.take(edge, state.suppressed, state.t) : undefined;
  for (let at = 0; ;) {
    const last = records[at + stepRecords];
    const step = fold(plan, state, records, at, Math.min(last?.ts ?? to, to), watch);
    edges.push(...step.edges);
    at = step.next;
    if (!last || last.ts > to) break;
    yield undefined;
  }
  if (!watch) for (const edge of edges) alarm.take(edge, false, edge.at);
  return { edges, announcedAt: alarm.announcedAt };
}

function recordsOf(inputs: readonly (readonly Sample[])[]): readonly ProcessRecord[] {
  const records: ProcessRecord[] = [];
  inputs.forEach((samples, input) => {
    for (const sample of samples) records.push({ ts: sample.ts, input, sample });
  });
  return isSorted(records) ? records : records.sort(compareRecords);
}

function isSorted(records: readonly ProcessRecord[]): boolean {
  for (let at = 1; at < records.length; at += 1) if (records[at - 1]!.ts >= records[at]!.ts) return false;
  return true;
}

/** The alarm of a replayed process. */
class ReplayedAlarm {
  readonly announcedAt: number[] = [];
  private readonly book = new AlarmBook(() => false);

  constructor(private readonly facts: AlarmFacts) {}

  /** Takes an edge, if there was one, then what lies over the alarm at the instant `t`. */
  take(edge: ProcessEdge | undefined, suppressed: boolean, t: number): void {
    const log = new StepLog();
    if (edge?.kind === "raise") this.book.raise({ facts: this.facts, at: t, edge, why: "CONDITION", stillActive: true, masked: false }, t, log);
    else if (edge) this.book.clear(this.facts, t, "CONDITION", false, t, log);
    followSuppression(this.book, this.facts, suppressed, t, t, log);
    for (const { at } of log.announcements) this.announcedAt.push(at);
  }
}
