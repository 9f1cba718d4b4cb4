import type { Branch, Item } from "./blockTree.ts";

/** Sizes of the vertical tree, in pixels at 100 %. */
export const card = { width: 232, height: 68, gapX: 32, gapY: 56 } as const;

export type PlacedKind = "node" | "split" | "branch" | "join";

/** One thing on the canvas; x is its centre, y its top. */
export interface Placed {
  readonly id: string; // node id, or `branch:<edge id>`
  readonly kind: PlacedKind;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** A line between two placed things, with the flow edge a "+" on it inserts into. */
export interface Wire {
  readonly from: string;
  readonly to: string;
  readonly edgeId: string | undefined;
}

export interface TreeLayout {
  readonly placed: readonly Placed[];
  readonly wires: readonly Wire[];
  readonly width: number;
  readonly height: number;
}

const pillHeight = 36;

function widthOf(items: readonly Item[]): number {
  return Math.max(card.width, ...items.map((item) => (item.kind === "node" ? card.width : blockWidth(item.branches))));
}

function blockWidth(branches: readonly Branch[]): number {
  return branches.reduce((sum, branch) => sum + widthOf(branch.items), 0) + card.gapX * Math.max(0, branches.length - 1);
}

interface Cursor {
  readonly placed: Placed[];
  readonly wires: Wire[];
  readonly heightOf: (id: string) => number;
}

/** Lays a sequence from `y` down around the centre `x`; gives where it ended. */
function layItems(items: readonly Item[], x: number, y: number, into: string | undefined, enter: string | undefined, out: Cursor): { y: number; last: string | undefined; edge: string | undefined } {
  let [top, last, edge] = [y, into, enter];
  for (const item of items) {
    const head = item.kind === "node" ? item.node.id : item.split.id;
    if (last) out.wires.push({ from: last, to: head, edgeId: edge });
    if (item.kind === "node") {
      const height = out.heightOf(head);
      out.placed.push({ id: head, kind: "node", x, y: top, height });
      [top, last] = [top + height + card.gapY, head];
    } else {
      const end = layBlock(item, x, top, out);
      [top, last] = [end, item.join?.id];
    }
    edge = item.after?.id;
  }
  return { y: top, last, edge };
}

function layBlock(item: Extract<Item, { kind: "block" }>, x: number, y: number, out: Cursor): number {
  out.placed.push({ id: item.split.id, kind: "split", x, y, height: pillHeight });
  const top = y + pillHeight + card.gapY;
  let left = x - blockWidth(item.branches) / 2;
  let bottom = top;
  const ends: { last: string; edge: string | undefined }[] = [];
  for (const branch of item.branches) {
    const width = widthOf(branch.items);
    const centre = left + width / 2;
    const id = `branch:${branch.enter.id}`;
    const height = out.heightOf(id);
    out.placed.push({ id, kind: "branch", x: centre, y: top, height });
    out.wires.push({ from: item.split.id, to: id, edgeId: undefined });
    const end = layItems(branch.items, centre, top + height + card.gapY, id, branch.enter.id, out);
    if (!branch.endsHere && end.last) ends.push({ last: end.last, edge: branch.folded === undefined ? end.edge : undefined }); // nothing is put into what is not shown
    bottom = Math.max(bottom, end.y);
    left += width + card.gapX;
  }
  if (!item.join) return bottom;
  const joinId = item.join.id;
  out.placed.push({ id: joinId, kind: "join", x, y: bottom, height: pillHeight });
  out.wires.push(...ends.map((end) => ({ from: end.last, to: joinId, edgeId: end.edge })));
  return bottom + pillHeight + card.gapY;
}

/** Places the whole tree with the start at the top centre. `heightOf`: of cards that have more to say than usual. Pure: the same tree gives the same picture. */
export function layoutTree(items: readonly Item[], heightOf: (id: string) => number = () => card.height): TreeLayout {
  const { placed, wires } = { placed: [], wires: [] } as Pick<Cursor, "placed" | "wires">;
  const width = widthOf(items);
  const { y } = layItems(items, width / 2, 0, undefined, undefined, { placed, wires, heightOf });
  return { placed, wires, width, height: y };
}
