import type { EdgeChange } from "./conditionProcess.ts";
import type { ProcessEdge } from "./state.ts";

/** What a change of edges means for the alarm (alarms.md 4.7). */
export type AlarmStep =
  | { readonly do: "raise"; readonly at: number; readonly edge: ProcessEdge | null; readonly why: EdgeWhy }
  | { readonly do: "clear"; readonly at: number; readonly edge: ProcessEdge | null; readonly why: EdgeWhy; readonly unconfirmed?: boolean }
  | { readonly do: "moveRaise"; readonly at: number }
  | { readonly do: "moveClear"; readonly at: number }
  | { readonly do: "unconfirm"; readonly at: number };

export type EdgeWhy = "CONDITION" | "TIMER" | "AMENDED" | "RULE_REMOVED" | "RULE_EDITED" | "SHELF_END" | "UNMASKED" | "PRIORITY_RAISED" | "OVERLAY_END" | "COMMAND" | "RECOVERY";

/** Turns a change of edges into steps of the alarm. `head` is the event time of the judgement, at which an amendment takes effect. */
export function amend(change: EdgeChange, head: number): readonly AlarmStep[] {
  const { before, after } = change;
  if (before.length === 0) return after.map(plainStep);
  const wasActive = before[before.length - 1]!.kind === "raise";
  const isActive = after.length > 0 ? after[after.length - 1]!.kind === "raise" : change.keptActive;
  if (wasActive) return isActive ? bothActive(before, after) : nowCalm(after, head);
  return isActive ? nowActive(after, head) : bothCalm(before, after, head);
}

function whyOf(edge: ProcessEdge): EdgeWhy {
  return edge.byTimer ? "TIMER" : "CONDITION";
}

function plainStep(edge: ProcessEdge): AlarmStep {
  return edge.kind === "raise" ? { do: "raise", at: edge.at, edge, why: whyOf(edge) } : { do: "clear", at: edge.at, edge, why: whyOf(edge) };
}

// Active before and after: the same alarm, begun at another time. (If all that fell away was a whole calm in between, it goes on from the earlier raise.)
function bothActive(before: readonly ProcessEdge[], after: readonly ProcessEdge[]): readonly AlarmStep[] {
  const raise = lastOf(after, "raise");
  return raise && raise.at !== lastOf(before, "raise")?.at ? [{ do: "moveRaise", at: raise.at }] : [];
}

// Active before, calm now: cleared in the ordinary way if a raise is still there, else the raise is no longer supported.
function nowCalm(after: readonly ProcessEdge[], head: number): readonly AlarmStep[] {
  const raise = lastOf(after, "raise");
  const clear = lastOf(after, "clear");
  if (!raise || !clear) return [{ do: "clear", at: head, edge: null, why: "AMENDED", unconfirmed: true }];
  return [{ do: "moveRaise", at: raise.at }, { do: "clear", at: clear.at, edge: clear, why: whyOf(clear) }];
}

// Calm before, active now: the clear is no longer supported, or a raise appeared.
function nowActive(after: readonly ProcessEdge[], head: number): readonly AlarmStep[] {
  const raise = lastOf(after, "raise");
  return [{ do: "raise", at: raise?.at ?? head, edge: raise ?? null, why: "AMENDED" }];
}

function bothCalm(before: readonly ProcessEdge[], after: readonly ProcessEdge[], head: number): readonly AlarmStep[] {
  const hadRaise = lastOf(before, "raise");
  const raise = lastOf(after, "raise");
  const clear = lastOf(after, "clear");
  if (hadRaise && !raise) return [{ do: "unconfirm", at: head }];
  if (!hadRaise && raise && clear) return [{ do: "raise", at: raise.at, edge: raise, why: "AMENDED" }, { do: "clear", at: clear.at, edge: clear, why: "AMENDED" }];
  const steps: AlarmStep[] = [];
  if (raise && hadRaise && raise.at !== hadRaise.at) steps.push({ do: "moveRaise", at: raise.at });
  if (clear && clear.at !== lastOf(before, "clear")?.at) steps.push({ do: "moveClear", at: clear.at }); // also of a raise that stands
  return steps;
}

function lastOf(edges: readonly ProcessEdge[], kind: ProcessEdge["kind"]): ProcessEdge | undefined {
  for (let at = edges.length - 1; at >= 0; at -= 1) if (edges[at]!.kind === kind) return edges[at];
  return undefined;
}
