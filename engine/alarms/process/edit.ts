import type { ProcessPlan } from "../../rules/compileRule.ts";
import type { JudgeContext } from "../../rules/context.ts";
import { copyInput, type InputState, type Sample } from "../../rules/sample.ts";
import { fold } from "./fold.ts";
import { judge, judgeSuppression } from "./judge.ts";
import { compareRecords, isDuplicate, type ProcessRecord } from "./record.ts";
import { freshState, type ProcessState } from "./state.ts";

/** What is known of a tag when a process begins to read it. */
export interface TagHistory {
  readonly latest: Sample | null;
  readonly recent: readonly Sample[];
  /** Stored readings from before, by time, judged: they fill windows. */
  readonly past: readonly Sample[];
}

type History = (tagId: string) => TagHistory | undefined;

/**
 * The state of an edited process at instant `at` (alarms.md 10): `active` and
 * what is known of the inputs are carried; the run only where the texts are
 * unchanged, else windows are filled anew. One judgement is made with the new
 * texts.
 */
export function editedState(old: ProcessState, plan: ProcessPlan, sameTexts: boolean, at: number, history: History): ProcessState {
  const carried = { ...old, calmSince: null, t: at };
  if (sameTexts && old.ctx.slots.length === plan.slots) {
    const inputs = old.ctx.inputs.map((input) => ({ ...copyInput(input), fresh: false }));
    return judged({ ...carried, ctx: { ...old.ctx, plans: plan.plans, raiseOnly: plan.raiseOnly, inputs } }, plan, at);
  }
  const before = (tagId: string): InputState | undefined => old.ctx.inputs[old.ctx.plans.findIndex((one) => one.tag.id === tagId)];
  return judged({ ...carried, runSince: null, ctx: { ...filled(plan, at, history, before), gapAt: old.ctx.gapAt } }, plan, at);
}

/** The state of a new process at instant `at`: it knows what came in of each input, as far back as its windows reach and history is given. */
export function newState(plan: ProcessPlan, at: number, history: History): ProcessState {
  return judged({ ...freshState(plan), t: at, ctx: filled(plan, at, history, () => undefined) }, plan, at);
}

function judged(state: ProcessState, plan: ProcessPlan, at: number): ProcessState {
  if (!Number.isFinite(at)) return state;
  state.ctx.t = at;
  for (const watcher of plan.watchers) watcher.observe(state.ctx);
  judgeSuppression(plan, state);
  judge(plan, state);
  return state;
}

/** The context of a process that had been there all the time: its very fold over what is known. Between readings nothing is judged: that leaves no trace in what is kept. */
function filled(plan: ProcessPlan, at: number, history: History, before: (tagId: string) => InputState | undefined): JudgeContext {
  const state = freshState(plan);
  if (!Number.isFinite(at)) return state.ctx;
  const records = plan.plans.flatMap(({ tag }, input) => known(history(tag.id), before(tag.id)).filter((sample) => sample.ts <= at).map((sample): ProcessRecord => ({ ts: sample.ts, input, sample })));
  fold({ ...plan, gridMs: 0, long: [], calendars: [] }, state, records.sort(compareRecords).filter((record, i, all) => i === 0 || !isSame(all[i - 1]!, record)), 0, at);
  for (const input of state.ctx.inputs) input.fresh = false;
  return state.ctx;
}

/** Stored readings, then what the tag's log still has. What the process itself held is older, or is the same. */
function known(history: TagHistory | undefined, held: InputState | undefined): readonly Sample[] {
  const live = history ? [...history.recent, ...(history.latest ? [history.latest] : [])] : [];
  const isLive = (sample: Sample): boolean => (byInstant.get(sample.ts) ?? []).some((one) => one.v === sample.v); // of these the live verdict stands: it knew what came before
  const byInstant = groupByInstant(live);
  const own = held ? [...(held.earlier ? [held.earlier] : []), ...held.ring, ...held.now] : [];
  const stored = (history?.past ?? []).filter((sample) => !isLive(sample));
  const from = [...stored, ...live].reduce((least, sample) => Math.min(least, sample.ts), Number.POSITIVE_INFINITY);
  const other = held ? held.now.filter((sample) => sample.ts === history?.latest?.ts && !isLive(sample)) : []; // a second value of the newest instant, which the log has settled
  return [...own.filter((sample) => sample.ts < from), ...stored, ...other, ...live];
}

function groupByInstant(samples: readonly Sample[]): ReadonlyMap<number, readonly Sample[]> {
  const found = new Map<number, Sample[]>();
  for (const sample of samples) found.set(sample.ts, [...(found.get(sample.ts) ?? []), sample]);
  return found;
}

function isSame(a: ProcessRecord, b: ProcessRecord): boolean {
  return a.input === b.input && a.sample !== null && b.sample !== null && isDuplicate(a.sample, b.sample);
}
