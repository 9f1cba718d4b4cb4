import { referencesOf, type ReferenceGraph } from "../references/graph.ts";
import { jsonEqual } from "../../logic/index.ts";
import type { Element, LockLevel, Locks, Ref, Tree } from "../tree/element.ts";
import { visibleIn } from "../tree/reading.ts";
import { entriesOf, lockLevel, withLock } from "./lockLevel.ts";

/** Who sets derived locks. They bind every layer. */
export const closureLayer = "closure";

const ofField: { readonly [facet: string]: LockLevel } = {
  exist: "fixed", compute: "fixed", default: "fixed", readonly: "fixed", unit: "fixed", key: "fixed", visible: "tightenOnly", "children.options": "tightenOnly",
};
const ofLimit: { readonly [facet: string]: LockLevel } = { exist: "fixed", value: "tightenOnly" };

/**
 * What a locked expression reads is locked too, through every computed field
 * (overlays.md 5.1): a lock on a check is worth nothing if its field can be
 * forged, or its limit moved. Derived anew each time; the former are taken out.
 */
export function withClosure(tree: Tree): Tree {
  const bare = withoutClosure(tree);
  const graph = referencesOf(bare);
  const elements = new Map(bare.elements);
  const shown = visibleIn(bare);
  for (const one of bare.elements.values()) {
    if (!one.locks || !shown.has(one.id)) continue;
    for (const id of readBy(bare, graph, one)) lockRead(elements, id, one.id);
  }
  return { ...bare, elements };
}

function lockRead(elements: Map<Ref, Element>, id: Ref, because: Ref): void {
  const one = elements.get(id);
  const facets = one?.kind === "field" ? ofField : one?.kind === "limit" ? ofLimit : undefined;
  if (!one || !facets) return;
  const locks = Object.entries(facets).reduce<Locks | undefined>((all, [facet, level]) => withLock(all, facet, level, closureLayer, because), one.locks);
  elements.set(id, { ...one, ...(locks ? { locks } : {}) });
}

/** Everything the locked expressions of an element read, through computed fields. A check whose existence is locked has all of its expressions locked. */
function readBy(tree: Tree, graph: ReferenceGraph, one: Element): ReadonlySet<Ref> {
  const whole = (one.kind === "check" || one.kind === "effect") && lockLevel(one, "exist") !== "free";
  const found = new Set<Ref>();
  const open = (graph.out.get(one.id) ?? []).filter((edge) => edge.kind === "reads" && (whole || lockLevel(one, edge.prop) !== "free")).map((edge) => edge.to);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next) || !tree.elements.has(next)) continue;
    found.add(next);
    open.push(...(graph.out.get(next) ?? []).filter((edge) => edge.kind === "reads" && edge.prop === "compute").map((edge) => edge.to));
  }
  found.delete(one.id);
  return found;
}

function withoutClosure(tree: Tree): Tree {
  const elements = new Map(tree.elements);
  for (const one of tree.elements.values()) {
    if (!one.locks) continue;
    const kept = Object.entries(one.locks).map(([facet, entries]) => [facet, entries.filter((each) => each.by !== closureLayer)] as const).filter(([, entries]) => entries.length > 0);
    const { locks: _, ...bare } = one;
    elements.set(one.id, kept.length > 0 ? { ...bare, locks: Object.fromEntries(kept) } : bare);
  }
  return { ...tree, elements };
}

/** A local act, effect or default that writes what a locked check reads. */
export interface ForgedField {
  readonly writer: Ref;
  readonly field: Ref;
  /** The check that reads it. */
  readonly because: Ref;
}

/** Writers that the layer added or changed, of fields that a lock of the upper reads. `upper` carries its closure. */
export function forgedFields(upper: Tree, result: Tree): readonly ForgedField[] {
  const shown = visibleIn(result);
  return [...referencesOf(result).out.values()].flat().flatMap((edge): ForgedField[] => {
    const because = entriesOf(upper.elements.get(edge.to), "compute").find((one) => one.by === closureLayer)?.because;
    if (edge.kind !== "writes" || because === undefined || !shown.has(edge.from) || isUpper(upper, result, edge.from)) return [];
    return [{ writer: edge.from, field: edge.to, because }];
  });
}

function isUpper(upper: Tree, result: Tree, el: Ref): boolean {
  const [was, now] = [upper.elements.get(el), result.elements.get(el)];
  return was !== undefined && (was === now || jsonEqual(was.props, now?.props));
}
