/** Edges from each node; nodes without any may be left out. */
export type Arrows = ReadonlyMap<string, readonly string[]>;

interface Frame { readonly id: string; at: number }

/**
 * The strongly connected components of a graph (Tarjan, without recursion), in
 * O(nodes + edges); a component comes after those its arrows lead to.
 */
export function componentsOf(nodes: Iterable<string>, arrows: Arrows): string[][] {
  const found: string[][] = [];
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const enter = (id: string): Frame => {
    order.set(id, order.size);
    low.set(id, order.size - 1);
    open.push(id);
    isOpen.add(id);
    return { id, at: 0 };
  };
  const lower = (id: string, to: number): void => void low.set(id, Math.min(low.get(id) ?? 0, to));
  const close = (id: string): void => {
    if (low.get(id) !== order.get(id)) return;
    const part = open.splice(open.lastIndexOf(id));
    for (const one of part) isOpen.delete(one);
    found.push(part);
  };
  for (const root of nodes) {
    if (order.has(root)) continue;
    const frames = [enter(root)];
    for (let top = frames[frames.length - 1]; top; top = frames[frames.length - 1]) {
      const next = arrows.get(top.id)?.[top.at++];
      if (next === undefined) {
        frames.pop();
        const above = frames[frames.length - 1];
        if (above) lower(above.id, low.get(top.id) ?? 0);
        close(top.id);
      } else if (!order.has(next)) frames.push(enter(next));
      else if (isOpen.has(next)) lower(top.id, order.get(next) ?? 0);
    }
  }
  return found;
}

/** A shortest cycle inside a component, its first node repeated at the end; undefined when it has none. */
export function cycleIn(part: readonly string[], arrows: Arrows): string[] | undefined {
  const inside = new Set(part);
  const from = part[0] ?? "";
  const previous = new Map<string, string>();
  const queue = [from];
  for (const at of queue) {
    for (const next of arrows.get(at) ?? []) {
      if (!inside.has(next)) continue;
      if (next === from) return [...walkBack(previous, at), from];
      if (!previous.has(next)) queue.push((previous.set(next, at), next));
    }
  }
  return undefined;
}

function walkBack(previous: ReadonlyMap<string, string>, id: string): string[] {
  const path: string[] = [];
  for (let at: string | undefined = id; at !== undefined; at = previous.get(at)) path.push(at);
  return path.reverse();
}
