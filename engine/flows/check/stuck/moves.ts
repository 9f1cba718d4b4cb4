import { membersOf, type Bits } from "../bits.ts";
import { type Change, type Space } from "./space.ts";

/** One way on from a node, for the combinations of data in `when` (all, where left out). */
export interface Move {
  readonly from: string;
  readonly to: string;
  readonly change: Change;
  readonly when?: Bits;
}

/** Ways out of a region; no node id has a star. */
export const exits = { ok: "*ok", failed: "*failed", end: "*end" } as const;
/** Out of the region, back to a node around it. */
export const leaving = (to: string): string => `*to ${to}`;
/** Where a return meets: from here to any human step of the region. */
export const goingBack = "~back";
export const isExit = (id: string): boolean => id.startsWith("*");

export type States = ReadonlyMap<string, Bits>;

/** Every state reachable from a node with any data: combinations by node. */
export function reachable(start: string, moves: readonly Move[], space: Space): States {
  return settle(new Map([[start, space.all]]), groupBy(moves, (move) => move.from), (move, bits) => [move.to, space.after(bits & (move.when ?? space.all), move.change)]);
}

/** Every state from which some exit can be reached. */
export function leadingOut(moves: readonly Move[], space: Space): States {
  const out = new Map(moves.filter((move) => isExit(move.to)).map((move) => [move.to, space.all]));
  return settle(out, groupBy(moves, (move) => move.to), (move, bits) => [move.from, space.before(bits, move.change) & (move.when ?? space.all)]);
}

/** Sets only grow, and a node is looked at again only when its own has grown. */
function settle(seed: Map<string, Bits>, by: ReadonlyMap<string, readonly Move[]>, step: (move: Move, bits: Bits) => readonly [string, Bits]): States {
  const found = seed;
  const queue = new Set(found.keys());
  for (const at of queue) {
    queue.delete(at);
    for (const move of by.get(at) ?? []) {
      const [to, bits] = step(move, found.get(at) ?? 0n);
      const before = found.get(to) ?? 0n;
      if ((bits | before) === before) continue;
      found.set(to, bits | before);
      queue.add(to);
    }
  }
  return found;
}

/** How many states: pairs of node and data. */
export function statesIn(states: States): number {
  let count = 0;
  for (const [id, bits] of states) if (!isExit(id) && id !== goingBack) count += membersOf(bits).length;
  return count;
}

function groupBy(moves: readonly Move[], key: (move: Move) => string): Map<string, Move[]> {
  const groups = new Map<string, Move[]>();
  for (const move of moves) groups.set(key(move), [...(groups.get(key(move)) ?? []), move]);
  return groups;
}
