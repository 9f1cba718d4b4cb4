import type { PackPlanBody, PackPlanItem, PackPlanView } from "@safeloop/engine";

export type Decision = NonNullable<PackPlanBody["decisions"]>[number];

/** What a line of the review asks or tells. `orphan`: an own change whose target is gone, kept aside. */
export type LineKind = "open" | "decided" | "orphan" | "note" | "case" | "lock" | "merged";

export interface ReviewLine {
  readonly id: string;
  readonly kind: LineKind;
  readonly item: PackPlanItem;
}

export const itemKey = ({ code, key }: { readonly code: string; readonly key: string }): string => `${code} ${key}`;

const placeOf = ({ definition, el, prop = "", code }: PackPlanItem): string => `${definition.kind} ${definition.id} ${el} ${prop} ${code}`;
const byPlace = (a: PackPlanItem, b: PackPlanItem): number => (placeOf(a) < placeOf(b) ? -1 : 1);

function linesOf(kind: LineKind, items: readonly PackPlanItem[]): ReviewLine[] {
  return items.map((item, at) => ({ id: kind === "open" || kind === "decided" ? itemKey(item) : `${kind} ${itemKey(item)} ${item.el} ${at}`, kind, item }));
}

/** Everything of a plan in one list: decisions first, in a place that deciding does not change; then what is noted, then what merges by itself. */
export function reviewLines(plan: PackPlanView): readonly ReviewLine[] {
  const open = new Set(plan.conflicts.map(itemKey));
  const decisions = [...plan.conflicts, ...plan.decided].sort(byPlace).map((item): ReviewLine => ({ id: itemKey(item), kind: open.has(itemKey(item)) ? "open" : "decided", item }));
  // What is new above stands among the changes already.
  const notices = plan.notices.filter((one) => one.code !== "NEW_IN_BASE");
  const isOrphan = (one: PackPlanItem): boolean => one.code === "ORPHAN" || one.code === "ANCHOR_LOST";
  return [...decisions, ...linesOf("orphan", notices.filter(isOrphan)), ...linesOf("note", notices.filter((one) => !isOrphan(one))), ...linesOf("case", plan.cases.stricter), ...linesOf("lock", plan.locks), ...linesOf("merged", mergedOf(plan))];
}

/** Changes above that are in no other line. The number of the version is one too, and stands in the title. */
function mergedOf(plan: PackPlanView): readonly PackPlanItem[] {
  const told = new Set([...plan.conflicts, ...plan.decided, ...plan.notices.filter((one) => one.code !== "NEW_IN_BASE"), ...plan.locks].map(({ el, prop = "" }) => `${el} ${prop}`));
  return plan.changes.filter(({ el, prop = "", kind }) => !told.has(`${el} ${prop}`) && !(kind === "pack" && prop === "version"));
}

export interface ReviewCounts {
  readonly merged: number;
  readonly open: number;
  readonly orphans: number;
  readonly locks: number;
  readonly cases: number;
  readonly running: number;
}

export function reviewCounts(plan: PackPlanView): ReviewCounts {
  const count = (kind: LineKind): number => reviewLines(plan).filter((one) => one.kind === kind).length;
  return { merged: count("merged"), open: count("open"), orphans: count("orphan"), locks: count("lock"), cases: plan.cases.played, running: plan.running };
}

/** The next line that still asks, after this one and around; undefined when none does. */
export function nextOpen(lines: readonly ReviewLine[], after: string): string | undefined {
  const at = lines.findIndex((one) => one.id === after);
  return [...lines.slice(at + 1), ...lines.slice(0, at + 1)].find((one) => one.kind === "open" && one.id !== after)?.id;
}

/** The line above or below; stays at the ends. */
export function neighbour(lines: readonly ReviewLine[], id: string, step: 1 | -1): string | undefined {
  const at = lines.findIndex((one) => one.id === id);
  return lines[Math.min(lines.length - 1, Math.max(0, at + step))]?.id;
}

/** Decisions with one more; deciding the same thing again replaces it. */
export function withDecision(decisions: readonly Decision[], decision: Decision): readonly Decision[] {
  return [...decisions.filter((one) => itemKey(one) !== itemKey(decision)), decision];
}
