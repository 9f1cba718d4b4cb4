import { canonicalJson, hashText } from "../../model/canonical.ts";
import { type Element, noParent, placeKey, type Ref, type Tree } from "./element.ts";

/** Children of a slot in order, tombstones included. */
export function childrenOf(tree: Tree, parent: Ref, slot: string): readonly Ref[] {
  return tree.order.get(placeKey(parent, slot)) ?? [];
}

/** The element and what it lies in, nearest first. Ends at the root, at a parent that is not there, and at a ring. */
export function* upwards(tree: Tree, id: Ref): Generator<Element> {
  const seen = new Set<Ref>();
  for (let one = tree.elements.get(id); one && !seen.has(one.id); one = tree.elements.get(one.parent)) {
    seen.add(one.id);
    yield one;
  }
}

/** Ids of every element that is in the projection: neither it nor anything around it is a tombstone. */
export function visibleIn(tree: Tree): ReadonlySet<Ref> {
  const known = new Map<Ref, boolean>();
  const isVisible = (id: Ref): boolean => {
    const found = known.get(id);
    if (found !== undefined) return found;
    known.set(id, false); // a ring is never visible
    const one = tree.elements.get(id);
    const answer = one !== undefined && !one.off && (one.parent === noParent || isVisible(one.parent));
    known.set(id, answer);
    return answer;
  };
  return new Set([...tree.elements.keys()].filter(isVisible));
}

/** Children of every element, over all its slots. */
export function childIndex(tree: Tree): ReadonlyMap<Ref, readonly Ref[]> {
  const index = new Map<Ref, Ref[]>();
  for (const one of tree.elements.values()) {
    const list = index.get(one.parent);
    if (list) list.push(one.id);
    else index.set(one.parent, [one.id]);
  }
  return index;
}

/** The element and everything below it. */
export function subtreeOf(index: ReadonlyMap<Ref, readonly Ref[]>, id: Ref): Ref[] {
  const found: Ref[] = [];
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    found.push(next);
    open.push(...(index.get(next) ?? []));
  }
  return found;
}

/** The whole tree as canonical JSON. Two trees are the same exactly when their texts are equal. */
export function treeText(tree: Tree): string {
  const elements = [...tree.elements.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return canonicalJson({ elements, order: Object.fromEntries(tree.order) });
}

const hashes = new WeakMap<Tree, string>();

/** `sha256:<hex>` of the tree: what an overlay names as the upper it was accepted on. Worked out once a tree; trees never change. */
export function treeHash(tree: Tree): string {
  const known = hashes.get(tree);
  if (known !== undefined) return known;
  const hash = `sha256:${hashText(treeText(tree))}`;
  hashes.set(tree, hash);
  return hash;
}
