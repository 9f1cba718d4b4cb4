import type { JsonObject } from "../../model/json.ts";
import { type Element, placeKey, type Props, type Ref, type Tree } from "../tree/element.ts";

/** Collects the elements of a pack. */
export class TreeBuilder {
  private readonly elements = new Map<Ref, Element>();
  private readonly order = new Map<string, Ref[]>();

  add(id: Ref, kind: string, parent: Ref, slot: string, props: Props): Ref {
    this.elements.set(id, { id, kind, parent, slot, props });
    const key = placeKey(parent, slot);
    const list = this.order.get(key);
    if (list) list.push(id);
    else this.order.set(key, [id]);
    return id;
  }

  /** Puts the children of a slot in order. */
  sort(parent: Ref, slot: string, compare: (a: Ref, b: Ref) => number): void {
    this.order.get(placeKey(parent, slot))?.sort(compare);
  }

  /** Adds an element at an index of its slot. */
  insert(id: Ref, kind: string, parent: Ref, slot: string, at: number, props: Props): Ref {
    this.add(id, kind, parent, slot, props);
    const list = this.order.get(placeKey(parent, slot)) ?? [];
    list.splice(at, 0, ...list.splice(-1));
    return id;
  }

  /** Gives an element its properties, once what lies below it is there. */
  settle(id: Ref, props: Props): void {
    const one = this.elements.get(id);
    if (one) this.elements.set(id, { ...one, props });
  }

  has(id: Ref): boolean {
    return this.elements.has(id);
  }

  done(): Tree {
    return { elements: this.elements, order: this.order };
  }
}

/** One definition of it. Ids that a valid definition holds twice get `~2`, `~3` in document order. */
export class DefinitionBuilder {
  constructor(private readonly tree: TreeBuilder, readonly name: string) {}

  ref(id: string): Ref {
    return `${this.name}#${id}`;
  }

  add(id: string, kind: string, parent: Ref, slot: string, props: Props): Ref {
    return this.tree.add(this.free(id), kind, parent, slot, props);
  }

  insert(id: string, kind: string, parent: Ref, slot: string, at: number, props: Props): Ref {
    return this.tree.insert(this.free(id), kind, parent, slot, at, props);
  }

  sort(parent: Ref, slot: string, compare: (a: Ref, b: Ref) => number): void {
    this.tree.sort(parent, slot, compare);
  }

  private free(id: string): Ref {
    let free = this.ref(id);
    for (let n = 2; this.tree.has(free); n++) free = this.ref(`${id}~${n}`);
    return free;
  }

  isTaken(id: string): boolean {
    return this.tree.has(this.ref(id));
  }

  settle(id: Ref, props: Props): void {
    this.tree.settle(id, props);
  }
}

/** Reads a tree as the projection sees it: without tombstones and what lies below them. */
export class TreeReader {
  constructor(readonly tree: Tree) {}

  children(parent: Ref, slot: string): readonly Element[] {
    return this.ids(parent, slot).flatMap((id) => this.tree.elements.get(id) ?? []).filter((one) => !one.off);
  }

  /** True when the slot holds anything, be it a tombstone. */
  hasSlot(parent: Ref, slot: string): boolean {
    return this.ids(parent, slot).length > 0;
  }

  private ids(parent: Ref, slot: string): readonly Ref[] {
    return this.tree.order.get(placeKey(parent, slot)) ?? [];
  }
}

/** The object without some of its keys. */
export function omit(object: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

/** Any model type as plain JSON: definitions are nothing else. */
export function jsonOf(value: object): JsonObject {
  return value as JsonObject;
}
