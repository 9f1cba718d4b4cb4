import type { FlowPlan } from "../plan/plan.ts";

const known = new WeakMap<FlowPlan, Map<string, ReadonlySet<string>>>();

/** True when a token at `from` can still come to `to`. Nothing reaches itself: no drawn edge goes back. */
export function reaches(plan: FlowPlan, from: string, to: string): boolean {
  const memo = known.get(plan) ?? new Map<string, ReadonlySet<string>>();
  known.set(plan, memo);
  const found = memo.get(from) ?? walk(plan, from);
  memo.set(from, found);
  return found.has(to);
}

function walk(plan: FlowPlan, from: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const todo = [from];
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    for (const edge of plan.graph.out.get(at) ?? []) {
      if (seen.has(edge.to)) continue;
      seen.add(edge.to);
      todo.push(edge.to);
    }
  }
  return seen;
}
