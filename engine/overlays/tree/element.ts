import type { JsonValue } from "../../model/json.ts";

/**
 * Name of an element: `<form|flow|rule|pack>/<definition>#<elementId>`. It never
 * leads through parents, so moving an element breaks nothing.
 */
export type Ref = string;

/** How far a facet is closed to the layers below; a facet without an entry is free. */
export type LockLevel = "tightenOnly" | "fixed";

/** One lock and the layer that set it (`product`, `group`, `company`, `site`, `closure`). It binds every other layer, never its own. */
export interface LockEntry {
  readonly level: LockLevel;
  readonly by: string;
  /** Of a derived lock: the element that reads this one. */
  readonly because?: Ref;
}

/** Locks by facet: a property path, `exist`, `place` or `children.<slot>`. */
export type Locks = { readonly [facet: string]: readonly LockEntry[] };

/** Properties by flattened key path. Expressions, quantities and lists without ids are one value. */
export type Props = { readonly [path: string]: JsonValue };

/** One thing of a pack. `off`: a tombstone; it and all below it leave the projection, but keep id and place. */
export interface Element {
  readonly id: Ref;
  readonly kind: string;
  readonly parent: Ref;
  readonly slot: string;
  readonly props: Props;
  readonly locks?: Locks;
  readonly off?: true;
}

/** A pack as one typed tree. `order` lists the children of a slot under `placeKey`, tombstones included; empty slots are left out. */
export interface Tree {
  readonly elements: ReadonlyMap<Ref, Element>;
  readonly order: ReadonlyMap<string, readonly Ref[]>;
}

/** Key of a slot in `Tree.order`. */
export function placeKey(parent: Ref, slot: string): string {
  return `${parent}\n${slot}`;
}

/** Parent of the root. */
export const noParent: Ref = "";

/** `form/hot-work` of `form/hot-work#wind`. */
export function definitionOf(ref: Ref): string {
  const at = ref.indexOf("#");
  return at < 0 ? ref : ref.slice(0, at);
}

/** `wind` of `form/hot-work#wind`. */
export function elementIdOf(ref: Ref): string {
  return ref.slice(ref.indexOf("#") + 1);
}
