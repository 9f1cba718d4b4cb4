import type { TreeItem } from "@safeloop/engine";

/** The branch something is in, nearest first, with its siblings. */
function around(items: readonly TreeItem[], id: string, inside: readonly (readonly [readonly string[], number])[] = []): readonly (readonly [readonly string[], number])[] | undefined {
  for (const item of items) {
    if (item.kind === "node") {
      if (item.node.id === id) return inside;
      continue;
    }
    if (item.split.id === id || item.join?.id === id) return inside;
    const heads = item.branches.map((branch) => `branch:${branch.enter.id}`);
    for (const [at, branch] of item.branches.entries()) {
      const here = [[heads, at] as const, ...inside];
      if (heads[at] === id) return here;
      const found = around(branch.items, id, here);
      if (found) return found;
    }
  }
  return undefined;
}

/** Where an arrow leads: up and down along the drawing, left and right to the head of the branch beside. */
export function nextOf(items: readonly TreeItem[], order: readonly string[], id: string | undefined, key: string): string | undefined {
  if (id === undefined || !order.includes(id)) return order[0];
  if (key === "ArrowUp" || key === "ArrowDown") return order[order.indexOf(id) + (key === "ArrowUp" ? -1 : 1)];
  const by = key === "ArrowLeft" ? -1 : 1;
  for (const [heads, at] of around(items, id) ?? []) {
    const beside = heads[at + by];
    if (beside !== undefined) return beside;
  }
  return undefined;
}
