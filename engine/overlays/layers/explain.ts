import { jsonEqual } from "../../logic/index.ts";
import type { JsonValue } from "../../model/json.ts";
import { propOf } from "../apply/edits.ts";
import { productLayer } from "../locks/defaultLocks.ts";
import { lockLevel } from "../locks/lockLevel.ts";
import { keyOf, type Op } from "../overlay/overlay.ts";
import type { Element, Ref, Tree } from "../tree/element.ts";
import type { Fold } from "./foldLayers.ts";

/** Who put an operation there, when and why; kept beside the overlay, outside its hash. */
export interface Mark {
  readonly by: string;
  readonly at: string;
  readonly why?: string;
}

/** What one layer says of a facet, and what is in force after it. */
export interface Provenance {
  readonly layer: string;
  readonly org?: string;
  /** In force at this layer; undefined: not there. */
  readonly value?: JsonValue;
  /** What this layer itself asks for. */
  readonly op?: Op;
  /** Its own value is not in force: the upper one is stricter, or locked. */
  readonly subsumed?: true;
  /** The layer whose value is in force at the end. */
  readonly decides?: true;
  readonly mark?: Mark;
}

/** The chain of layers from the product down for one facet of one element: a property path, `exist`, `place` or `lock.<facet>`. The first layer that gave the final value decides. */
export function explain(folds: readonly Fold[], el: Ref, facet: string, marks: { readonly [layerAndKey: string]: Mark } = {}): readonly Provenance[] {
  const [first] = folds;
  if (!first) return [];
  const chain: Provenance[] = [{ layer: productLayer, ...valued(valueAt(first.upper, el, facet)) }, ...folds.map((fold) => stepOf(fold, el, facet, marks))];
  const final = chain.at(-1)?.value;
  const others = chain.map((one) => !jsonEqual(one.value, final));
  const from = others.lastIndexOf(true) + 1;
  return chain.map((one, at) => (at === from ? { ...one, decides: true } : one));
}

function stepOf({ overlay, result, notes }: Fold, el: Ref, facet: string, marks: { readonly [layerAndKey: string]: Mark }): Provenance {
  const op = overlay.ops.find((one) => one.el === el && concerns(one, facet));
  const key = op && keyOf(op);
  const dead = notes.some((one) => one.key === key && (one.prop === undefined || one.prop === facet) && ["SUBSUMED", "LOCKED", "INCOMPARABLE"].includes(one.code));
  const mark = key === undefined ? undefined : marks[`${overlay.layer} ${key}`];
  return { layer: overlay.layer, org: overlay.org, ...valued(valueAt(result, el, facet)), ...(op ? { op } : {}), ...(dead ? { subsumed: true } : {}), ...(mark ? { mark } : {}) };
}

function concerns(op: Op, facet: string): boolean {
  switch (op.op) {
    case "add": return facet === "exist" || facet === "place" || Object.hasOwn(op.props, facet);
    case "set": return op.prop === facet;
    case "move": return facet === "place";
    case "lock": return facet === `lock.${op.facet}`;
    default: return facet === "exist";
  }
}

function valueAt(tree: Tree, el: Ref, facet: string): JsonValue | undefined {
  const one = tree.elements.get(el);
  if (!one) return undefined;
  if (facet === "exist") return !one.off;
  if (facet === "place") return placeOf(one);
  return facet.startsWith("lock.") ? lockLevel(one, facet.slice("lock.".length)) : propOf(one.props, facet);
}

const placeOf = (one: Element): string => `${one.parent} ${one.slot}`;
const valued = (value: JsonValue | undefined): { readonly value?: JsonValue } => (value === undefined ? {} : { value });
