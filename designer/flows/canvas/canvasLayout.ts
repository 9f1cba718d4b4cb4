import { type TreeItem, type TreeKind, type TreeLayout, treeCard, type TreeWire } from "@safeloop/engine";

/** One thing on the canvas; x and y are its upper left. */
export interface Box {
  readonly id: string;
  readonly kind: TreeKind;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A drawing of a flow, whichever way it runs. */
export interface Drawing {
  readonly boxes: readonly Box[];
  readonly wires: readonly TreeWire[];
  readonly runs: "down" | "right";
}

/** Sizes of the free canvas, in pixels at 100 %. */
const sizes: { readonly [kind in TreeKind]: { readonly width: number; readonly height: number } } = {
  node: { width: treeCard.width, height: treeCard.height }, branch: { width: 184, height: 52 }, split: { width: 56, height: 56 }, join: { width: 56, height: 56 },
};
const gap = { x: 56, y: 28 } as const;

/** The vertical tree as boxes. */
export function treeDrawing({ placed, wires }: TreeLayout): Drawing {
  const widthOf = (kind: TreeKind): number => (kind === "node" || kind === "branch" ? treeCard.width : 180);
  return { runs: "down", wires, boxes: placed.map(({ id, kind, x, y, height }) => ({ id, kind, x: x - widthOf(kind) / 2, y, width: widthOf(kind), height })) };
}

function heightOf(items: readonly TreeItem[]): number {
  return Math.max(treeCard.height, ...items.map((item) => (item.kind === "node" ? treeCard.height : item.branches.reduce((sum, branch) => sum + heightOf(branch.items), 0) + gap.y * Math.max(0, item.branches.length - 1))));
}

interface End {
  readonly x: number;
  readonly last: string | undefined;
  readonly edge: string | undefined;
}

/** Lays the blocks from left to right: a branch a row, so that no line crosses another. */
class Layer {
  readonly boxes: Box[] = [];
  readonly wires: TreeWire[] = [];

  /** Lays a sequence from `x` to the right around the middle line `y`; gives where it ended. */
  sequence(items: readonly TreeItem[], x: number, y: number, into: string | undefined, enter: string | undefined): End {
    let end: End = { x, last: into, edge: enter };
    for (const item of items) {
      const head = item.kind === "node" ? item.node.id : item.split.id;
      if (end.last !== undefined) this.wires.push({ from: end.last, to: head, edgeId: end.edge });
      const next = item.kind === "node" ? this.put(head, "node", end.x, y) : this.block(item, end.x, y);
      end = { x: next + gap.x, last: item.kind === "node" ? head : item.join?.id, edge: item.after?.id };
    }
    return end;
  }

  private put(id: string, kind: TreeKind, x: number, middle: number): number {
    const { width, height } = sizes[kind];
    this.boxes.push({ id, kind, x, y: middle - height / 2, width, height });
    return x + width;
  }

  private block(item: Extract<TreeItem, { kind: "block" }>, x: number, y: number): number {
    const inside = this.put(item.split.id, "split", x, y) + gap.x;
    const heights = item.branches.map((branch) => heightOf(branch.items));
    let top = y - (heights.reduce((sum, one) => sum + one, 0) + gap.y * Math.max(0, heights.length - 1)) / 2;
    const ends = item.branches.map((branch, at) => {
      const middle = top + (heights[at] ?? 0) / 2;
      top += (heights[at] ?? 0) + gap.y;
      const id = `branch:${branch.enter.id}`;
      this.wires.push({ from: item.split.id, to: id, edgeId: undefined });
      const end = this.sequence(branch.items, this.put(id, "branch", inside, middle) + gap.x, middle, id, branch.enter.id);
      return { ...end, isOpen: !branch.endsHere, edge: branch.folded === undefined ? end.edge : undefined };
    });
    const right = Math.max(inside, ...ends.map((end) => end.x));
    if (!item.join) return right - gap.x;
    const join = item.join.id;
    for (const end of ends) if (end.isOpen && end.last !== undefined) this.wires.push({ from: end.last, to: join, edgeId: end.edge });
    return this.put(join, "join", right, y);
  }
}

/** Where dragging has put things; the rest stand where the tidy drawing has them. */
export type Places = { readonly [id: string]: { readonly x: number; readonly y: number } };

/** The free canvas: left to right, with what was dragged where it was put. Positions are no part of the flow. */
export function canvasDrawing(items: readonly TreeItem[], places: Places = {}): Drawing {
  const layer = new Layer();
  layer.sequence(items, 0, heightOf(items) / 2, undefined, undefined);
  return { runs: "right", wires: layer.wires, boxes: layer.boxes.map((box) => (Object.hasOwn(places, box.id) ? { ...box, ...places[box.id] } : box)) };
}
