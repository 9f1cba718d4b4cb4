import { jsonEqual } from "../../logic/index.ts";
import type { JsonValue } from "../../model/json.ts";
import { isHigher, lockLevel } from "../locks/lockLevel.ts";
import type { Element, Ref, Tree } from "../tree/element.ts";
import { type Item, notice } from "./items.ts";

/** What the owner of the upper changed of one element. */
export interface Change {
  readonly el: Ref;
  readonly what: readonly ("added" | "removed" | "restored" | "edited" | "moved" | "retyped")[];
  readonly props: { readonly [prop: string]: { readonly was?: JsonValue; readonly now?: JsonValue } };
}

/** From one version of the upper to the next, element by element. */
export function changesBetween(old: Tree, next: Tree): readonly Change[] {
  const found: Change[] = [];
  for (const now of next.elements.values()) {
    const was = old.elements.get(now.id);
    const change = was === now ? undefined : changeOf(was, now);
    if (change) found.push(change);
  }
  for (const was of old.elements.values()) if (!next.elements.has(was.id)) found.push({ el: was.id, what: ["removed"], props: {} });
  return found;
}

function changeOf(was: Element | undefined, now: Element): Change | undefined {
  if (!was) return { el: now.id, what: ["added"], props: {} };
  const props = was.props === now.props ? {} : propChanges(was, now);
  const what = [
    ...(was.kind === now.kind ? [] : ["retyped" as const]),
    ...(Boolean(was.off) === Boolean(now.off) ? [] : [now.off ? ("removed" as const) : ("restored" as const)]),
    ...(was.parent === now.parent && was.slot === now.slot ? [] : ["moved" as const]),
    ...(Object.keys(props).length === 0 ? [] : ["edited" as const]),
  ];
  return what.length === 0 ? undefined : { el: now.id, what, props };
}

function propChanges(was: Element, now: Element): Change["props"] {
  const changed: Record<string, { was?: JsonValue; now?: JsonValue }> = {};
  for (const [prop, value] of Object.entries(now.props)) {
    const before = Object.hasOwn(was.props, prop) ? was.props[prop] : undefined;
    if (!jsonEqual(before, value)) changed[prop] = { ...(before === undefined ? {} : { was: before }), now: value };
  }
  for (const [prop, value] of Object.entries(was.props)) if (!Object.hasOwn(now.props, prop)) changed[prop] = { was: value };
  return changed;
}

/** Locks that the new upper raises, lowers or lifts. */
export function lockChangesBetween(old: Tree, next: Tree): readonly Item[] {
  return [...next.elements.values()].flatMap((now) => {
    const was = old.elements.get(now.id);
    if (was === now || (!was?.locks && !now.locks)) return [];
    const facets = [...new Set([...Object.keys(was?.locks ?? {}), ...Object.keys(now.locks ?? {})])].sort();
    return facets.flatMap((facet) => lockChange(was, now, facet));
  });
}

function lockChange(was: Element | undefined, now: Element, facet: string): Item[] {
  const [before, after] = [lockLevel(was, facet), lockLevel(now, facet)];
  return isHigher(after, before) ? [notice("LOCK_RAISED", { key: `lock|${now.id}|${facet}`, el: now.id, prop: facet, was: before, theirs: after })] : [];
}
