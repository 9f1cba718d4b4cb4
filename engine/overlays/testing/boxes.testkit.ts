import type { Strictness } from "../../strictness/strictness.ts";
import type { Overlay, Op } from "../overlay/overlay.ts";
import { type Element, type Locks, noParent, placeKey, type Props, type Ref, type Tree } from "../tree/element.ts";
import type { KindTable } from "../tree/kinds.ts";

/** A small typed tree: boxes hold boxes and leaves; `p` and `q` are free, `n` and `m` may be tightened (smaller is stricter). */
const test = (value: unknown): boolean => typeof value === "number";
const prop = (path: string) => (["p", "q", "n", "m"].includes(path) ? test : undefined);
export const boxKinds: KindTable = {
  root: { slots: { items: { kinds: ["box", "leaf"] } }, prop },
  box: { slots: { items: { kinds: ["box", "leaf"] }, steps: { kinds: ["box", "leaf"], sequence: true } }, prop },
  leaf: { slots: {}, prop },
};

/** Smaller is stricter; a value and none, and what are no numbers, have no order. */
export const smaller: Strictness = {
  compare: (_, upper, local) => (typeof upper !== "number" || typeof local !== "number" ? { is: "incomparable" } : { is: local === upper ? "equal" : local < upper ? "tighter" : "looser" }),
  meet: (_, upper, local) => {
    if (typeof upper !== "number" || typeof local !== "number") return { ok: false, code: "INCOMPARABLE" };
    return { ok: true, value: Math.min(upper, local), by: local < upper ? "local" : "upper" };
  },
};

export const ref = (name: string): Ref => `form/t#${name}`;
export const rootRef = ref("root");

export interface Drawn {
  readonly name: string;
  readonly kind: "box" | "leaf";
  readonly in?: string;
  readonly slot?: string;
  readonly props?: Props;
  readonly locks?: Locks;
  readonly off?: true;
}

/** A tree of boxes and leaves, in the order given. */
export function treeOf(...drawn: readonly Drawn[]): Tree {
  const root: Element = { id: rootRef, kind: "root", parent: noParent, slot: "", props: {} };
  const elements = new Map<Ref, Element>([[rootRef, root]]);
  const order = new Map<string, Ref[]>([[placeKey(noParent, ""), [rootRef]]]);
  for (const { name, kind, in: box, slot = "items", props = {}, ...rest } of drawn) {
    const parent = box === undefined ? rootRef : ref(box);
    elements.set(ref(name), { id: ref(name), kind, parent, slot, props, ...rest });
    order.set(placeKey(parent, slot), [...(order.get(placeKey(parent, slot)) ?? []), ref(name)]);
  }
  return { elements, order };
}

export function overlayOf(...ops: readonly Op[]): Overlay {
  return { format: 1, layer: "company", org: "c1", on: { pack: "t", version: "1.0.0", hash: "" }, ops };
}

/** Names of a slot's children, tombstones in brackets. */
export function namesIn(tree: Tree, box = "root", slot = "items"): string {
  const ids = tree.order.get(placeKey(ref(box), slot)) ?? [];
  return ids.map((id) => (tree.elements.get(id)?.off ? `(${id.slice(7)})` : id.slice(7))).join(" ");
}
