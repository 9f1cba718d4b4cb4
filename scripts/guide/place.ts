import type { TreeItem as Item } from "@safeloop/engine";
import type { Size } from "./card.ts";

/** A card or pill where it is drawn; `line` is the height at which wires meet it. */
export interface Placed { readonly id: string; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly line: number }
export interface Wire { readonly from: string; readonly to: string }

export const gap = { x: 32, y: 40 } as const;

type SizeOf = (id: string) => Size;

/** How much room things need: to the right, and above and below the line that runs through them. */
interface Extent { readonly width: number; readonly above: number; readonly below: number }

export interface FlowLayout { readonly placed: readonly Placed[]; readonly wires: readonly Wire[]; readonly width: number; readonly height: number }

/** Lays a flow from left to right, branches one below the other; the same flow gives the same places. */
export function placeFlow(items: readonly Item[], size: SizeOf): FlowLayout {
  const placed: Placed[] = [];
  const wires: Wire[] = [];
  const { width, above, below } = extentOf(items, size);
  placeItems(items, 0, above, [], { size, placed, wires });
  return { placed, wires, width, height: above + below };
}

function extentOf(items: readonly Item[], size: SizeOf): Extent {
  const all = items.map((item) => (item.kind === "node" ? ofCard(size(item.node.id)) : ofBlock(item, size)));
  return { width: all.reduce((sum, one) => sum + one.width, gap.x * Math.max(0, all.length - 1)), above: Math.max(0, ...all.map((one) => one.above)), below: Math.max(0, ...all.map((one) => one.below)) };
}

const ofCard = ({ width, height, anchor }: Size): Extent => ({ width, above: anchor, below: height - anchor });

type Block = Extract<Item, { kind: "block" }>;

/** The line through a block runs half way between its first and its last branch. */
function ofBlock(block: Block, size: SizeOf): Extent {
  const { extents, lines, height } = stackOf(block, size);
  const middle = middleOf(lines);
  const pills = [block.split.id, ...(block.join ? [block.join.id] : [])].reduce((sum, id) => sum + size(id).width + gap.x, 0);
  return { width: pills + Math.max(...extents.map((one) => one.width)), above: middle, below: height - middle };
}

const middleOf = (lines: readonly number[]): number => Math.round(((lines[0] ?? 0) + (lines[lines.length - 1] ?? 0)) / 2);

/** The branches of a block, one below the other, and how far down the line of each runs. */
function stackOf({ branches }: Block, size: SizeOf): { readonly extents: readonly Extent[]; readonly lines: readonly number[]; readonly height: number } {
  const extents = branches.map((branch) => extentOf(branch.items, size));
  let top = 0;
  const lines = extents.map(({ above, below }) => {
    const at = top + above;
    top = at + below + gap.y;
    return at;
  });
  return { extents, lines, height: top - gap.y };
}

interface Out { readonly size: SizeOf; readonly placed: Placed[]; readonly wires: Wire[] }

/** Places items behind each other from `x` on along `line`; the ends they leave loose are given back. */
function placeItems(items: readonly Item[], x: number, line: number, from: readonly string[], out: Out): readonly string[] {
  let [at, loose] = [x, from];
  for (const item of items) {
    loose = item.kind === "node" ? placeOne(item.node.id, at, line, loose, out) : placeBlock(item, at, line, loose, out);
    at += (item.kind === "node" ? out.size(item.node.id).width : ofBlock(item, out.size).width) + gap.x;
  }
  return loose;
}

function placeOne(id: string, x: number, line: number, from: readonly string[], { size, placed, wires }: Out): readonly string[] {
  const { width, height, anchor } = size(id);
  placed.push({ id, x, y: line - anchor, width, height, line });
  wires.push(...from.map((one) => ({ from: one, to: id })));
  return [id];
}

function placeBlock(block: Block, x: number, line: number, from: readonly string[], out: Out): readonly string[] {
  const { lines } = stackOf(block, out.size);
  const first = placeOne(block.split.id, x, line, from, out);
  const left = x + out.size(block.split.id).width + gap.x;
  const ends = block.branches.flatMap((branch, i) => placeItems(branch.items, left, line - middleOf(lines) + (lines[i] ?? 0), first, out));
  if (!block.join) return ends;
  return placeOne(block.join.id, x + ofBlock(block, out.size).width - out.size(block.join.id).width, line, ends, out);
}
