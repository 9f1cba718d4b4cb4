import type { Strictness } from "../../strictness/strictness.ts";
import { lockLevel } from "../locks/lockLevel.ts";
import { type At, keyOf, type Op, type Overlay } from "../overlay/overlay.ts";
import type { Element, Ref, Tree } from "../tree/element.ts";
import type { Note } from "./notes.ts";

/** An overlay as `apply` reads it. */
export type Layered = Pick<Overlay, "layer" | "ops">;

/** A place an operation asks for. `undoable`: without it the element stands where the upper has it. */
export interface Placement {
  readonly el: Ref;
  readonly at: At;
  readonly key: string;
  readonly undoable: boolean;
}

/** State of one `apply`. Nothing of `upper` is changed; what is edited is copied first. */
export interface Work {
  readonly upper: Tree;
  readonly layer: string;
  readonly strictness: Strictness;
  readonly ops: readonly Op[];
  readonly elements: Map<Ref, Element>;
  readonly created: Set<Ref>;
  readonly placements: Map<Ref, Placement>;
  readonly notes: Note[];
}

export function begin(upper: Tree, overlay: Layered, strictness: Strictness): Work {
  const ops = [...overlay.ops].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return { upper, layer: overlay.layer, strictness, ops, elements: new Map(upper.elements), created: new Set(), placements: new Map(), notes: [] };
}

export function opsOf<K extends Op["op"]>(work: Work, kind: K): Extract<Op, { op: K }>[] {
  return work.ops.filter((op): op is Extract<Op, { op: K }> => op.op === kind);
}

export function note(work: Work, code: Note["code"], op: Op, more: { readonly prop?: string; readonly by?: Ref } = {}): void {
  work.notes.push({ code, key: keyOf(op), el: op.el, ...more });
}

/** The lock of the upper layers on a facet: what this overlay has to respect. */
export function bound(work: Work, id: Ref, facet: string): ReturnType<typeof lockLevel> {
  return lockLevel(work.upper.elements.get(id), facet, work.layer);
}

/** Where an element will stand: where it is placed, else where it is. */
export function finalPlace(work: Work, id: Ref): { readonly parent: Ref; readonly slot: string } | undefined {
  return work.placements.get(id)?.at ?? work.elements.get(id);
}

/** The element and what it will lie in, nearest first; a ring ends it. */
export function* finalPath(work: Work, id: Ref): Generator<Ref> {
  const seen = new Set<Ref>();
  for (let at: Ref | undefined = id; at !== undefined && work.elements.has(at) && !seen.has(at); at = finalPlace(work, at)?.parent) {
    seen.add(at);
    yield at;
  }
}
