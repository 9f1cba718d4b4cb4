import type { FlowDefinition, FlowEdge } from "@safeloop/engine";

/** Where a node stands: column by the longest way from the start, row by branch. */
export interface Place {
  readonly column: number;
  readonly row: number;
}

/**
 * A plain layered layout, by position in `nodes` (ids of a draft may repeat).
 * A node goes on in the row of the one before; further branches take the next
 * free row below. No two nodes share a place.
 */
export function layoutOf(flow: FlowDefinition): readonly Place[] {
  const targets = targetsOf(flow);
  const columns = columnsOf(targets);
  const rows = rowsOf(targets, columns);
  return columns.map((column, i) => ({ column, row: rows[i] ?? 0 }));
}

/** The nodes each node leads to, in the order of its edges. */
function targetsOf(flow: FlowDefinition): readonly (readonly number[])[] {
  const at = new Map<string, number>();
  flow.nodes.forEach((node, i) => { if (!at.has(node.id)) at.set(node.id, i); });
  const targets: number[][] = flow.nodes.map(() => []);
  for (const edge of [...flow.edges].sort(byOrder)) {
    const [from, to] = [at.get(edge.from), at.get(edge.to)];
    if (from !== undefined && to !== undefined) targets[from]?.push(to);
  }
  return targets;
}

function byOrder(a: FlowEdge, b: FlowEdge): number {
  return (a.order ?? 0) - (b.order ?? 0);
}

/** Longest way from a node nothing leads to; edges that close a circle do not count. */
function columnsOf(targets: readonly (readonly number[])[]): readonly number[] {
  const columns = targets.map(() => 0);
  for (const { node, forward } of topological(targets)) for (const to of forward) columns[to] = Math.max(columns[to] ?? 0, (columns[node] ?? 0) + 1);
  return columns;
}

interface Visit {
  readonly node: number;
  readonly forward: number[];
  next: number;
}

/** Nodes in an order in which every forward edge leads ahead. */
function topological(targets: readonly (readonly number[])[]): readonly Visit[] {
  const state = targets.map((): "new" | "open" | "done" => "new");
  const done: Visit[] = [];
  for (const root of [...sources(targets), ...targets.keys()]) {
    if (state[root] !== "new") continue;
    const open: Visit[] = [begin(root, state)];
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const to = targets[top.node]?.[top.next++];
      if (to === undefined) {
        state[top.node] = "done";
        done.push(top);
        open.pop();
      } else if (state[to] !== "open") {
        top.forward.push(to);
        if (state[to] === "new") open.push(begin(to, state));
      }
    }
  }
  return done.reverse();
}

function begin(node: number, state: ("new" | "open" | "done")[]): Visit {
  state[node] = "open";
  return { node, forward: [], next: 0 };
}

function sources(targets: readonly (readonly number[])[]): readonly number[] {
  const led = new Set(targets.flat());
  return [...targets.keys()].filter((node) => !led.has(node));
}

function rowsOf(targets: readonly (readonly number[])[], columns: readonly number[]): readonly number[] {
  const rows: (number | undefined)[] = targets.map(() => undefined);
  const taken = new Set<string>();
  const open: { readonly node: number; readonly row: number }[] = [];
  for (const root of [...sources(targets), ...targets.keys()]) {
    open.push({ node: root, row: 0 });
    for (let at = open.pop(); at; at = open.pop()) {
      if (rows[at.node] !== undefined) continue;
      let row = at.row;
      while (taken.has(`${columns[at.node]}/${row}`)) row += 1;
      taken.add(`${columns[at.node]}/${row}`);
      rows[at.node] = row;
      const children = targets[at.node] ?? [];
      children.toReversed().forEach((node, i) => open.push({ node, row: row + children.length - 1 - i }));
    }
  }
  return rows.map((row) => row ?? 0);
}
