import type { FlowNode } from "@safeloop/engine";
import type { DrawnNode, Drawing } from "./drawing.ts";

const splits = new Set(["exclusive", "parallel", "inclusive"]);

/**
 * Finds the split each join belongs to: the node every way from a start to the
 * join leads over last, its immediate dominator. Where that is no split the
 * drawing is not nested; the join then names it all the same, and `checkFlow`
 * says that it closes no split.
 */
export function pairJoins(drawing: Drawing): void {
  const dominators = dominatorsOf(drawing);
  const byKey = new Map(drawing.nodes.map((one) => [one.key, one]));
  for (const drawn of drawing.nodes.filter((one) => one.node.kind === "join" && !one.own)) {
    const split = byKey.get(drawn.of ?? dominators.get(drawn.key) ?? "") ?? drawn;
    drawn.node = { ...drawn.node, of: split.node.id, mode: modeOf(drawn, split.node) } as FlowNode;
  }
}

/** A gateway waits as it says; a bare meeting of lines as its split demands. */
function modeOf({ meets }: DrawnNode, split: FlowNode): "all" | "any" {
  if (meets !== undefined && splits.has(split.kind)) return meets;
  return split.kind === "exclusive" ? "any" : "all";
}

/** Immediate dominators by node key (Cooper, Harvey, Kennedy); nodes no start leads to have none. */
export function dominatorsOf(drawing: Drawing): ReadonlyMap<string, string> {
  const order = reversePostorder(drawing);
  const number = new Map(order.map((key, i) => [key, i]));
  const ins = drawing.ins();
  const starts = new Set(drawing.nodes.filter((one) => one.node.kind === "start").map((one) => one.key));
  const found: number[] = [0]; // 0 is a root above all starts
  const meet = (a: number, b: number): number => {
    let [left, right] = [a, b];
    while (left !== right) {
      if (left > right) left = found[left] ?? 0;
      else right = found[right] ?? 0;
    }
    return left;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = 1; i < order.length; i += 1) {
      const before = (ins.get(order[i] ?? "") ?? []).map((flow) => number.get(flow.from) ?? -1).filter((one) => found[one] !== undefined);
      const now = before.length === 0 || starts.has(order[i] ?? "") ? 0 : before.reduce(meet);
      if (found[i] !== now) [found[i], changed] = [now, true];
    }
  }
  return new Map(order.slice(1).map((key, i) => [key, order[found[i + 1] ?? 0] ?? ""]));
}

function reversePostorder(drawing: Drawing): string[] {
  const outs = drawing.outs();
  const seen = new Set<string>();
  const done: string[] = [];
  const open: { readonly key: string; next: number }[] = [];
  const enter = (key: string): void => {
    if (seen.has(key)) return;
    seen.add(key);
    open.push({ key, next: 0 });
  };
  for (const start of drawing.nodes.filter((one) => one.node.kind === "start")) {
    enter(start.key);
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const flow = outs.get(top.key)?.[top.next++];
      if (flow) enter(flow.to);
      else done.push((open.pop() ?? top).key);
    }
  }
  return ["", ...done.reverse()]; // the root above all starts comes first
}
