import type { Block, Sequence } from "../plan/block.ts";
import type { FlowCheck } from "./flowCheck.ts";
import { memo } from "./memo.ts";

/** Node ids of a shortest way from the start to a node, both included; empty when nothing leads there. */
export function traceTo(check: FlowCheck, id: string): string[] {
  return walkBack(fromStart(check), id);
}

/** The same by way of another node, where one leads to the other. */
export function traceVia(check: FlowCheck, via: string, id: string): string[] {
  const onwards = walkBack(waysFrom(check, [via]), id);
  return onwards.length === 0 ? traceTo(check, id) : [...traceTo(check, via), ...onwards.slice(1)];
}

const fromStart = memo((check: FlowCheck) => waysFrom(check, check.def.nodes.filter((node) => node.kind === "start").map((node) => node.id)));

/** Each node that can be reached, with the one before it on a shortest way. */
function waysFrom(check: FlowCheck, ids: readonly string[]): ReadonlyMap<string, string | undefined> {
  const previous = new Map<string, string | undefined>(ids.map((id) => [id, undefined]));
  for (const at of previous.keys()) for (const edge of check.graph.out.get(at) ?? []) if (!previous.has(edge.to)) previous.set(edge.to, at);
  return previous;
}

function walkBack(previous: ReadonlyMap<string, string | undefined>, id: string): string[] {
  const path: string[] = [];
  for (let at: string | undefined = id; at !== undefined && previous.has(at); at = previous.get(at)) path.push(at);
  return path.reverse();
}

/**
 * A shortest way from the start to a node which, wherever a split leaves the
 * choice, keeps clear of the nodes named: the counter-example to "every path
 * passes one of them".
 */
export function traceAvoiding(check: FlowCheck, id: string, avoid: (node: string) => boolean): string[] {
  const found = check.tree ? within(check.tree, id, avoid) : undefined;
  return found ?? traceTo(check, id);
}

function within(sequence: Sequence, target: string, avoid: (node: string) => boolean): string[] | undefined {
  const path: string[] = [];
  for (const item of sequence.items) {
    path.push(item.type === "node" ? item.id : item.split);
    if (path[path.length - 1] === target) return path;
    if (item.type === "node") continue;
    for (const branch of item.branches) {
      const inner = within(branch.sequence, target, avoid);
      if (inner) return [...path, ...inner];
    }
    path.push(...through(item, avoid).path);
    if (item.join !== undefined) path.push(item.join);
    if (item.join === target) return path;
  }
  return undefined;
}

interface Way { readonly met: number; readonly path: readonly string[] }

/** The branch from split to join that meets fewest of the avoided nodes, then the shortest. */
function through(block: Block, avoid: (node: string) => boolean): Way {
  const ways = block.branches.filter((one) => one.sequence.stop.kind === "join").map((one) => along(one.sequence, avoid));
  return ways.sort((a, b) => a.met - b.met || a.path.length - b.path.length)[0] ?? { met: 0, path: [] };
}

function along(sequence: Sequence, avoid: (node: string) => boolean): Way {
  let met = 0;
  const path: string[] = [];
  for (const item of sequence.items) {
    path.push(item.type === "node" ? item.id : item.split);
    if (item.type === "node") met += avoid(item.id) ? 1 : 0;
    if (item.type === "node") continue;
    const inner = through(item, avoid);
    met += inner.met;
    path.push(...inner.path, ...(item.join === undefined ? [] : [item.join]));
  }
  return { met, path };
}
