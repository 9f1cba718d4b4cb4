import fc from "fast-check";
import { applyOverlay } from "../apply/apply.ts";
import { withLock } from "../locks/lockLevel.ts";
import { type At, keyOf, type Op, slotStart } from "../overlay/overlay.ts";
import { type Element, type Locks, placeKey, type Ref, type Tree } from "../tree/element.ts";
import { childIndex, subtreeOf } from "../tree/reading.ts";
import { type Drawn, ref, rootRef, smaller, treeOf } from "./boxes.testkit.ts";

/** How often each law is tried: the usual lane keeps it short, the long lane sets 10,000. */
export const lawRuns = Number(process.env["SAFELOOP_LAW_RUNS"] ?? 400);

/** Ids come from a fixed pool, so that two sides meet on the same one. Capitals are boxes. */
const pool = ["A", "B", "C", "D", "e", "f", "g", "h"];
const ownPool = ["L1", "L2", "M3"];
const isBox = (name: string): boolean => name < "a" && name !== "L1";
const kindNamed = (name: string): "box" | "leaf" => (isBox(name) ? "box" : "leaf");
const facets = ["p", "n", "exist", "place", "children.items"] as const;
const props = ["p", "q", "n", "m"] as const;

/** One thing that happens, as numbers: what, to which, where, by how much. */
type Step = readonly [what: number, which: number, where: number, value: number];
const step: fc.Arbitrary<Step> = fc.tuple(fc.nat(11), fc.nat(20), fc.nat(40), fc.nat(4));
const steps = (most: number): fc.Arbitrary<readonly Step[]> => fc.array(step, { minLength: 1, maxLength: most });

/** Edits to be recorded on whatever tree there is then. */
export const stepLists = steps(4);

function pick<T>(list: readonly T[], at: number): T | undefined {
  return list.length === 0 ? undefined : list[at % list.length];
}

const lockOf = (n: number): { readonly facet: string; readonly level: "fixed" | "tightenOnly" } => {
  const facet = facets[n % facets.length] ?? "p";
  return { facet, level: facet === "n" ? "tightenOnly" : "fixed" };
};

const drawnElement = fc.record({ where: fc.nat(20), slot: fc.nat(3), p: fc.nat(4), n: fc.nat(4), lock: fc.nat(14), off: fc.nat(11) });

/** Trees of 2 to 8 elements, a third of them locked in some facet by the product. */
export const trees: fc.Arbitrary<Tree> = fc.tuple(fc.shuffledSubarray(pool, { minLength: 2, maxLength: 8 }), fc.array(drawnElement, { minLength: 8, maxLength: 8 })).map(([names, drawn]) => {
  const boxes: string[] = [];
  return treeOf(...names.map((name, at): Drawn => {
    const one = drawn[at] ?? { where: 0, slot: 0, p: 0, n: 0, lock: 0, off: 0 };
    const box = pick(["", ...boxes], one.where);
    if (isBox(name)) boxes.push(name);
    const locks: Locks | undefined = one.lock > 9 ? withLock(undefined, lockOf(one.lock).facet, lockOf(one.lock).level, "product") : undefined;
    return { name, kind: kindNamed(name), ...(box ? { in: box, slot: one.slot === 3 ? "steps" : "items" } : {}), props: { p: one.p, n: one.n }, ...(locks ? { locks } : {}), ...(one.off === 11 ? { off: true } : {}) };
  }));
});

export interface TwoSides {
  readonly base: Tree;
  readonly ops: readonly Op[];
}

/** A tree, and 1 to 5 edits of it as a designer records them. */
export const edited: fc.Arbitrary<TwoSides> = fc.tuple(trees, steps(5)).map(([base, list]) => ({ base, ops: recordEdits(base, list) }));

/** A tree, two drafts over it. */
export const editedTwice = fc.tuple(trees, steps(4), steps(4)).map(([base, a, b]) => ({ base, first: recordEdits(base, a), second: recordEdits(base, b) }));

/** Two or three versions of a base, and edits of the first. The next version knows no locks; the last revives what was deleted, with other values. */
export const upgraded = fc.tuple(trees, steps(5), steps(4), steps(4)).map(([v1, local, second, third]) => {
  const v2 = nextVersion(v1, second);
  return { v1, v2, v3: nextVersion(v2, third), ops: recordEdits(v1, local) };
});

/** Edits one after the other, each seen on the result of those before; one key holds the last. */
export function recordEdits(base: Tree, list: readonly Step[], layer: "group" | "company" | "site" = "company"): readonly Op[] {
  const ops = new Map<string, Op>();
  for (const one of list) {
    const now = applyOverlay(base, { layer, ops: [...ops.values()] }, smaller).tree;
    const op = editOf(now, one);
    if (op) ops.set(keyOf(op), op);
  }
  return [...ops.values()];
}

function editOf(now: Tree, [what, which, where, value]: Step): Op | undefined {
  const one = pick(things(now), which);
  if (what === 0 || !one) return additionOf(now, which, where, value);
  const el = one.id;
  if (what <= 3) return { op: "set", el, prop: props[where % 4] ?? "p", value };
  if (what <= 6) return placeOf(now, one, where) && { op: "move", el, at: placeOf(now, one, where) as At };
  if (what <= 8) return { op: "remove", el };
  if (what === 9) return { op: "restore", el };
  if (what === 10) return { op: "lock", el, ...lockOf(where) };
  return { op: "set", el, prop: props[where % 4] ?? "p", absent: true };
}

function additionOf(now: Tree, which: number, where: number, value: number): Op | undefined {
  const name = pick([...ownPool, ...pool].filter((one) => !now.elements.has(ref(one))), which);
  const at = name === undefined ? undefined : placeOf(now, undefined, where);
  return name === undefined || !at ? undefined : { op: "add", el: ref(name), kind: kindNamed(name), at, props: { p: value, n: value } };
}

const things = (tree: Tree): Element[] => [...tree.elements.values()].filter((one) => one.id !== rootRef);

/** Somewhere lawful: not into itself. Anchors are the three before it, nearest first. */
function placeOf(tree: Tree, one: Element | undefined, where: number): At | undefined {
  const below = one ? new Set(subtreeOf(childIndex(tree), one.id)) : new Set<Ref>();
  const boxes = [...tree.elements.values()].filter((each) => each.kind !== "leaf" && !below.has(each.id));
  const box = pick(boxes, where);
  if (!box) return undefined;
  const slot = box.kind === "box" && where % 3 === 0 ? "steps" : "items";
  const list = (tree.order.get(placeKey(box.id, slot)) ?? []).filter((id) => id !== one?.id);
  const at = (where >> 2) % (list.length + 1);
  const before = list.slice(Math.max(0, at - 3), at).reverse();
  return { parent: box.id, slot, after: before.length === 0 ? [slotStart] : before };
}

/** What the owner of the base does next: nobody locks him. */
export function nextVersion(tree: Tree, list: readonly Step[]): Tree {
  return list.reduce(changeBase, tree);
}

function changeBase(tree: Tree, [what, which, where, value]: Step): Tree {
  const one = pick(things(tree), which);
  if (what <= 1 || !one) return revive(tree, which, where, value);
  if (what <= 4) return withElement(tree, { ...one, props: { ...one.props, [props[where % 4] ?? "p"]: value } });
  if (what <= 6) return moveTo(tree, one, placeOf(tree, one, where));
  if (what <= 8) return tree.order.has(placeKey(one.id, "items")) || tree.order.has(placeKey(one.id, "steps")) ? flip(tree, one) : without(tree, one);
  if (what === 9) return flip(tree, one);
  const { facet, level } = lockOf(where);
  if (what === 10) return withElement(tree, { ...one, locks: withLock(one.locks, facet, level, "product") });
  const { locks: _, ...unlocked } = one;
  return withElement(tree, unlocked);
}

const withElement = (tree: Tree, one: Element): Tree => ({ ...tree, elements: new Map(tree.elements).set(one.id, one) });

function flip(tree: Tree, one: Element): Tree {
  const { off, ...rest } = one;
  return withElement(tree, off ? rest : { ...one, off: true });
}

function revive(tree: Tree, which: number, where: number, value: number): Tree {
  const name = pick([...pool, "L2"].filter((each) => !tree.elements.has(ref(each))), which);
  const at = placeOf(tree, undefined, where);
  if (name === undefined || !at) return tree;
  const made: Element = { id: ref(name), kind: kindNamed(name), parent: at.parent, slot: at.slot, props: { p: value, n: value, q: 1 } };
  return moveTo(withElement(tree, made), made, at);
}

function moveTo(tree: Tree, one: Element, at: At | undefined): Tree {
  if (!at) return tree;
  const order = new Map(unlisted(tree, one).order);
  const list = [...(order.get(placeKey(at.parent, at.slot)) ?? [])];
  list.splice(at.after[0] === slotStart ? 0 : list.indexOf(at.after[0] ?? "") + 1, 0, one.id);
  order.set(placeKey(at.parent, at.slot), list);
  return { elements: new Map(tree.elements).set(one.id, { ...one, parent: at.parent, slot: at.slot }), order };
}

function unlisted(tree: Tree, one: Element): Tree {
  const key = placeKey(one.parent, one.slot);
  const list = (tree.order.get(key) ?? []).filter((id) => id !== one.id);
  const order = new Map(tree.order).set(key, list);
  if (list.length === 0) order.delete(key);
  return { ...tree, order };
}

function without(tree: Tree, one: Element): Tree {
  const elements = new Map(tree.elements);
  elements.delete(one.id);
  return { ...unlisted(tree, one), elements };
}
