import type { ProcessPlan } from "../../rules/compileRule.ts";
import { applyRecords } from "./applyRecords.ts";
import { dueAt, nextOwnInstant } from "./instants.ts";
import { judge, judgeSuppression } from "./judge.ts";
import type { ProcessRecord } from "./record.ts";
import type { ProcessEdge, ProcessState } from "./state.ts";

/** Told of each instant judged, with the edge it brought. */
export type FoldWatch = (edge: ProcessEdge | undefined) => void;

/**
 * Advances a state over a sorted log up to and including `horizon`, and
 * returns the edges. At one instant: samples, then judge, then timers due.
 * `fold(fold(s, h1), h2)` equals `fold(s, h2)`. Changes `state`.
 */
export function fold(plan: ProcessPlan, state: ProcessState, log: readonly ProcessRecord[], from: number, horizon: number, watch?: FoldWatch): { readonly edges: ProcessEdge[]; readonly next: number } {
  const edges: ProcessEdge[] = [];
  let at = from;
  for (;;) {
    const recordAt = at < log.length ? log[at]!.ts : Number.POSITIVE_INFINITY;
    const t = Math.min(recordAt, nextOwnInstant(plan, state));
    if (t > horizon) return { edges, next: at };
    state.t = t;
    state.ctx.t = t;
    at = applyRecords(plan, state, log, at, t);
    const known = edges.length;
    step(plan, state, edges, recordAt !== t);
    watch?.(edges[known]);
  }
}

function step(plan: ProcessPlan, state: ProcessState, edges: ProcessEdge[], byTimer: boolean): void {
  for (const watcher of plan.watchers) watcher.observe(state.ctx);
  judgeSuppression(plan, state);
  judge(plan, state);
  if (dueAt(plan, state) > state.t) return;
  state.active = !state.active;
  state.runSince = null;
  edges.push({ kind: state.active ? "raise" : "clear", at: state.t, value: ownValue(state), suppressed: state.suppressed, byTimer });
  judge(plan, state); // the other condition is the relevant one now
}

function ownValue(state: ProcessState): ProcessEdge["value"] {
  const value = state.ctx.inputs[0]?.now[0]?.v ?? null;
  return typeof value === "object" ? null : value;
}
