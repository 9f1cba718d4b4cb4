import { jsonEqual } from "../../../logic/index.ts";
import type { JsonValue } from "../../../model/json.ts";
import { keyOf, type Op, slotStart } from "../../overlay/overlay.ts";
import type { Element, Ref, Tree } from "../../tree/element.ts";

/** An upgrade as four plain trees: both uppers, and the overlay on each. */
export interface FourTrees {
  readonly v1: Tree;
  readonly v2: Tree;
  readonly r1: Tree;
  readonly r2: Tree;
}

/**
 * What a person must decide, read off the four trees by the table of
 * overlays.md 6, one operation after the other and by walking every element:
 * no part of the planner is used. Covers the edits of `edits.testkit.ts`.
 */
export function bruteConflicts(four: FourTrees, ops: readonly Op[]): readonly string[] {
  return [...new Set([...ops.flatMap((op) => ofOperation(four, op)), ...hiddenNews(four, ops)])].sort();
}

function ofOperation(four: FourTrees, op: Op): string[] {
  switch (op.op) {
    case "set": return ofSet(four, op.el, op.prop, "value" in op ? op.value : undefined).map((code) => `${code} ${keyOf(op)}`);
    case "add": return buried(four, op.el) ? [`CONTAINER_GONE ${keyOf(op)}`] : lostInSequence(four, op) ? [`ANCHOR_LOST_FLOW ${keyOf(op)}`] : [];
    case "move": return ofMove(four, op).map((code) => `${code} ${keyOf(op)}`);
    case "remove": return isLockedNow(four, op.el, "exist") && four.v2.elements.has(op.el) ? [`LOCK_NEW ${keyOf(op)}`] : [];
    default: throw new Error(`no reading for ${op.op}`);
  }
}

function ofSet({ v1, v2 }: FourTrees, el: Ref, prop: string, mine: JsonValue | undefined): string[] {
  const [was, now] = [v1.elements.get(el), v2.elements.get(el)];
  if (!now) return [];
  const [before, after] = [was?.props[prop], now.props[prop]];
  const [lockedBefore, locked] = [levelOf(was, prop), levelOf(now, prop)];
  if (jsonEqual(after, mine)) return [];
  if (was && jsonEqual(before, after) && lockedBefore === locked) return [];
  if (locked === "fixed") return ["LOCK_NEW"];
  if (locked === "tightenOnly") return [];
  return [was ? "BOTH_CHANGED" : "ORPHAN_REVIVED"];
}

function ofMove(four: FourTrees, op: Extract<Op, { op: "move" }>): string[] {
  const { v1, v2 } = four;
  const [was, now] = [v1.elements.get(op.el), v2.elements.get(op.el)];
  if (!now) return [];
  const goal = four.r2.elements.get(op.at.parent);
  if (!goal) return was && four.r1.elements.has(op.at.parent) ? ["CONTAINER_GONE"] : [];
  if (levelOf(now, "place") !== "free") return levelOf(was, "place") === "free" ? ["LOCK_NEW"] : [];
  const moved = !was || was.parent !== now.parent || was.slot !== now.slot;
  const there = now.parent === op.at.parent && now.slot === op.at.slot;
  const sunk = isShown(four.r1, op.el) && inTree(four.r2, op.el) && !isShown(four.r2, op.el) && four.r2.elements.get(op.el)?.off !== true;
  return [...(moved && !there ? [was ? "BOTH_MOVED" : "ORPHAN_REVIVED"] : []), ...(sunk && !(moved && !there) ? ["CONTAINER_GONE"] : [])];
}

/** An own element that was seen and is no longer, not by a tombstone of its own. */
function buried({ r1, r2 }: FourTrees, el: Ref): boolean {
  return isShown(r1, el) && !isShown(r2, el) && r2.elements.get(el)?.off !== true;
}

/** An own step all whose neighbours left the sequence. */
function lostInSequence({ r1, r2 }: FourTrees, op: Extract<Op, { op: "add" }>): boolean {
  if (op.at.slot !== "body" || op.at.after.includes(slotStart)) return false;
  const isThere = (tree: Tree): boolean => op.at.after.some((id) => tree.elements.get(id)?.parent === op.at.parent && tree.elements.get(id)?.slot === op.at.slot);
  return isThere(r1) && !isThere(r2);
}

/** News of the group that a local tombstone, or a local place under one, keeps from being seen. */
function hiddenNews({ v1, v2, r1, r2 }: FourTrees, ops: readonly Op[]): string[] {
  return [...v2.elements.values()].flatMap((now) => {
    if (!isShown(v2, now.id) || isShown(r2, now.id)) return [];
    const was = v1.elements.get(now.id);
    const asBefore = was !== undefined && isShown(v1, now.id) && !isShown(r1, now.id) && was.parent === now.parent && was.slot === now.slot && sameProps(was, now);
    const key = asBefore ? undefined : hider(r2, ops, now.id);
    return key === undefined ? [] : [`REMOVED_HERE_CHANGED_THERE ${key}`];
  });
}

/** The nearest local removal over it; when what is removed over it is the group's, the local move that brought it there. */
function hider(tree: Tree, ops: readonly Op[], el: Ref): string | undefined {
  let moved: string | undefined;
  for (let one = tree.elements.get(el); one; one = tree.elements.get(one.parent)) {
    const id = one.id;
    if (one.off) return ops.some((op) => op.op === "remove" && op.el === id) ? `exist|${id}` : moved;
    moved ??= ops.filter((op) => op.op === "move" && op.el === id).map(keyOf)[0];
  }
  return moved;
}

const sameProps = (a: Element, b: Element): boolean => Object.keys({ ...a.props, ...b.props }).every((prop) => jsonEqual(a.props[prop], b.props[prop]));
const inTree = (tree: Tree, el: Ref): boolean => tree.elements.has(el);

function isShown(tree: Tree, el: Ref): boolean {
  const seen = new Set<Ref>();
  for (let id = el; id !== ""; id = tree.elements.get(id)?.parent ?? "") {
    const one = tree.elements.get(id);
    if (!one || one.off || seen.has(id)) return false;
    seen.add(id);
  }
  return true;
}

function levelOf(one: Element | undefined, facet: string): "free" | "tightenOnly" | "fixed" {
  const levels = (one?.locks?.[facet] ?? []).map((entry) => entry.level);
  return levels.includes("fixed") ? "fixed" : levels.includes("tightenOnly") ? "tightenOnly" : "free";
}

function isLockedNow({ v1, v2 }: FourTrees, el: Ref, facet: string): boolean {
  return levelOf(v2.elements.get(el), facet) !== "free" && levelOf(v1.elements.get(el), facet) === "free";
}
