import { jsonEqual } from "../../logic/index.ts";
import type { JsonValue } from "../../model/json.ts";
import { lockLevel } from "../locks/lockLevel.ts";
import { keyOf, type Op, type Overlay } from "../overlay/overlay.ts";
import type { Plan } from "../plan/planUpgrade.ts";
import type { Ref, Tree } from "../tree/element.ts";
import type { Note } from "../apply/notes.ts";

/** How one element of an organisation stands to the pack above (overlays.md 8). What is not listed is inherited. */
export type Drift = "changed" | "tightened" | "added" | "removed" | "subsumed" | "converged" | "orphan" | "pending";

export interface DriftReport {
  readonly of: ReadonlyMap<Ref, Drift>;
  readonly counts: { readonly [drift in Drift]: number };
  /** Edits of what an upper layer locks, of what may be tightened, of what is free. */
  readonly byLock: { readonly fixed: number; readonly tightenOnly: number; readonly free: number };
}

const weight: readonly Drift[] = ["converged", "changed", "tightened", "subsumed", "orphan", "removed", "added", "pending"];

/** From the stored overlay, its upper and what `apply` noted; nobody reads effective packs for it. `pending`: the plan of an upgrade that waits. */
export function driftOf(upper: Tree, overlay: Overlay, notes: readonly Note[], pending?: Plan): DriftReport {
  const of = new Map<Ref, Drift>();
  const put = (el: Ref, drift: Drift): void => {
    if (weight.indexOf(drift) > weight.indexOf(of.get(el) ?? "converged") || !of.has(el)) of.set(el, drift);
  };
  const byKey = new Map(notes.map((one) => [one.key, one]));
  for (const op of overlay.ops) put(op.el, driftOfOp(upper, op, byKey.get(keyOf(op))));
  for (const item of pending?.conflicts ?? []) put(item.el, "pending");
  const counts = Object.fromEntries(weight.map((drift) => [drift, [...of.values()].filter((one) => one === drift).length])) as DriftReport["counts"];
  const levels = overlay.ops.map((op) => lockLevel(upper.elements.get(op.el), facetOf(op), overlay.layer));
  return { of, counts, byLock: { fixed: count(levels, "fixed"), tightenOnly: count(levels, "tightenOnly"), free: count(levels, "free") } };
}

const count = (levels: readonly string[], level: string): number => levels.filter((one) => one === level).length;

function facetOf(op: Op): string {
  if (op.op === "set") return op.prop;
  return op.op === "move" ? "place" : op.op === "lock" ? op.facet : "exist";
}

function driftOfOp(upper: Tree, op: Op, note: Note | undefined): Drift {
  if (note?.code === "ORPHAN" || note?.code === "PARENT_GONE") return "orphan";
  if (note?.code === "SUBSUMED" || note?.code === "LOCKED" || note?.code === "INCOMPARABLE") return "subsumed";
  if (note?.code === "TIGHTER" || note?.code === "COMBINED") return "tightened";
  if (op.op === "add") return upper.elements.has(op.el) ? "converged" : "added";
  if (op.op === "remove") return upper.elements.get(op.el)?.off ? "converged" : "removed";
  if (op.op === "lock") return "tightened";
  return op.op === "set" && "value" in op && jsonEqual(upper.elements.get(op.el)?.props[op.prop], op.value) ? "converged" : "changed";
}

/** One property of the upper and what the organisations below made of it: "adopt into the base". */
export interface AdoptionCount {
  readonly el: Ref;
  readonly prop: string;
  /** Organisations that set it, of how many. */
  readonly by: readonly string[];
  readonly of: number;
  readonly values: readonly JsonValue[];
  /** Of numbers, and of quantities in one unit. */
  readonly median?: number;
}

/** Properties set by more than one organisation, most often set first. */
export function adoptionOf(overlays: readonly Overlay[]): readonly AdoptionCount[] {
  const found = new Map<string, { el: Ref; prop: string; set: { org: string; value: JsonValue }[] }>();
  for (const { org, ops } of overlays) {
    for (const op of ops) {
      if (op.op !== "set" || !("value" in op)) continue;
      const one = found.get(keyOf(op)) ?? { el: op.el, prop: op.prop, set: [] };
      one.set.push({ org, value: op.value });
      found.set(keyOf(op), one);
    }
  }
  return [...found.values()].sort((a, b) => b.set.length - a.set.length || (a.el < b.el ? -1 : 1)).map(({ el, prop, set }) => {
    const values = set.map((one) => one.value);
    return { el, prop, by: set.map((one) => one.org), of: overlays.length, values, ...medianOf(values) };
  });
}

function medianOf(values: readonly JsonValue[]): { readonly median?: number } {
  const numbers = values.map(numberOf);
  const units = new Set(values.map((one) => (typeof one === "object" && one !== null && "unit" in one ? String(one.unit) : "")));
  if (units.size !== 1 || numbers.some((one) => one === undefined)) return {};
  const sorted = numbers.flatMap((one) => (one === undefined ? [] : [one])).sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const [low, high] = [sorted[sorted.length % 2 === 0 ? half - 1 : half], sorted[half]];
  return low === undefined || high === undefined ? {} : { median: (low + high) / 2 };
}

function numberOf(value: JsonValue): number | undefined {
  const text = typeof value === "object" && value !== null && "value" in value ? value.value : value;
  const number = typeof text === "string" || typeof text === "number" ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}
