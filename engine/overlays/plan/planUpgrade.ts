import { hashOf } from "../../model/canonical.ts";
import type { Strictness } from "../../strictness/strictness.ts";
import { applyOverlay } from "../apply/apply.ts";
import { keyOf, type Op, type Overlay, overlayHash } from "../overlay/overlay.ts";
import type { Tree } from "../tree/element.ts";
import type { KindTable } from "../tree/kinds.ts";
import { treeHash } from "../tree/reading.ts";
import { type Change, changesBetween, lockChangesBetween } from "./changes.ts";
import { compareLock, compareRemove, compareRestore } from "./compareExist.ts";
import { compareAdd, compareMove } from "./comparePlace.ts";
import { compareSet, type Seen } from "./compareSet.ts";
import { decided, isSettled } from "./decide.ts";
import { compareContainers, compareSunk, compareVisibility } from "./hidden.ts";
import { type Decision, isConflict, type Item, notice } from "./items.ts";
import { newFaults, type TreeJudge } from "./judged.ts";
import { sideOf, type Sides } from "./sides.ts";
import type { PlanCases } from "./withCases.ts";

/** What an upgrade is judged by. `judge`: definitions, references and cases; without it only the merge itself is judged. */
export interface PlanRules {
  readonly strictness: Strictness;
  readonly kinds: KindTable;
  readonly judge?: TreeJudge;
  /** How overlays are applied; tests plant a fault here. */
  readonly apply?: typeof applyOverlay;
}

/** What is known beside the overlay: decisions taken so far, and what operations were decided against. */
export interface PlanGiven {
  readonly decisions?: readonly Decision[];
  readonly seen?: Seen;
}

export interface Plan {
  /** Hash of the upper the overlay was accepted on, and of the new one. */
  readonly from: string;
  readonly to: string;
  /** The overlay after the decisions, and the new upper under it. */
  readonly overlay: Overlay;
  readonly result: Tree;
  readonly changes: readonly Change[];
  /** Each blocks until a person decides it. */
  readonly conflicts: readonly Item[];
  readonly notices: readonly Item[];
  readonly lockChanges: readonly Item[];
  readonly decisions: readonly Decision[];
  /** Absent: none were played. */
  readonly cases?: PlanCases;
  /** Names exactly this plan: an acceptance that names another is stale. */
  readonly planHash: string;
}

/**
 * What putting an overlay on a new upper means (overlays.md 6). The overlay is
 * never rewritten but by a person's decision; so an upgrade in steps gives what
 * one in one go gives.
 */
export function planUpgrade(old: Tree, next: Tree, overlay: Overlay, rules: PlanRules, given: PlanGiven = {}): Plan {
  const decisions = given.decisions ?? [];
  const local = decided(overlay, decisions);
  const { items, result, changes } = compared(old, next, local, rules, given.seen ?? {});
  const conflicts = items.filter((one) => isConflict(one) && !isSettled(one, decisions));
  const notices = [...items.filter((one) => !isConflict(one)), ...changes.filter((one) => one.what.includes("added")).map((one) => notice("NEW_IN_BASE", { key: "", el: one.el }))];
  const named = { from: treeHash(old), to: treeHash(next), overlay: overlayHash(local), conflicts, notices, decisions };
  return { from: named.from, to: named.to, overlay: local, result, changes, conflicts, notices, lockChanges: lockChangesBetween(old, next), decisions, planHash: `sha256:${hashOf(named)}` };
}

interface Compared {
  readonly items: readonly Item[];
  readonly result: Tree;
  readonly changes: readonly Change[];
}

function compared(old: Tree, next: Tree, overlay: Overlay, rules: PlanRules, seen: Seen): Compared {
  const apply = rules.apply ?? applyOverlay;
  const sides: Sides = { old: sideOf(old, overlay, rules.strictness, apply), next: sideOf(next, overlay, rules.strictness, apply) };
  const changes = changesBetween(old, next);
  const ops = new Map(overlay.ops.map((op) => [keyOf(op), op]));
  const single = overlay.ops.flatMap((op) => compareOp(sides, op, rules.kinds, seen));
  const listed = [...single, ...compareContainers(sides, ops).filter((one) => !single.some((each) => each.key === one.key && isConflict(each))), ...compareVisibility(sides, ops)];
  const faults = rules.judge ? newFaults({ judge: rules.judge, old, before: sides.old.result, upper: next, result: sides.next.result, ops: overlay.ops, changes, applied: (some) => apply(next, { ...overlay, ops: some }, rules.strictness).tree }) : [];
  const all = [...listed, ...compareSunk(sides, ops, listed)];
  return { items: [...all, ...faults.filter((one) => !all.some((each) => each.key === one.key && each.code === one.code))], result: sides.next.result, changes };
}

function compareOp(sides: Sides, op: Op, kinds: KindTable, seen: Seen): Item[] {
  switch (op.op) {
    case "add": return compareAdd(sides, op, kinds);
    case "set": return compareSet(sides, op, seen);
    case "move": return compareMove(sides, op, kinds);
    case "lock": return compareLock(sides, op);
    case "remove": return compareRemove(sides, op);
    case "restore": return compareRestore(sides, op);
  }
}
