import { type Definition, type DefinitionKind, jsonEqual, keyOf, type OverlayOp } from "@safeloop/engine";
import { type Change, compare, type Comparison } from "../diff/changeList.ts";
import { applied, definitionFrom } from "../diff/definitionTree.ts";
import { apart } from "./apart.ts";

export type Side = "mine" | "theirs";

/** Changes of both that do not go together: one side's hold, the other's give way. */
export interface Clash {
  readonly key: string;
  readonly mine: readonly Change[];
  readonly theirs: readonly Change[];
  readonly why: "both" | "theyRemoved" | "youRemoved";
}

/** Two drafts that grew from one state, and where they do not go together. */
export interface MergePlan<D extends Definition> {
  readonly kind: DefinitionKind;
  readonly mine: Comparison;
  readonly theirs: Comparison;
  readonly clashes: readonly Clash[];
  /** True when something of mine took another id, because both had added one under the same. */
  readonly isRenamed: boolean;
  /** What is merged: the two wholes, for where no part can be told from another. */
  readonly wholes: { readonly [side in Side]: D };
  /** True when a definition is too unfinished to be taken apart: then one whole is chosen. */
  readonly isWholeOnly: boolean;
}

/** Compares both with what they began from; nothing is decided here. */
export function planMerge<D extends Definition>(kind: DefinitionKind, base: D, own: D, theirs: D): MergePlan<D> {
  const [plain, right] = [compare(kind, base, own), compare(kind, base, theirs)];
  const wholes = { mine: { ...own, revision: theirs.revision }, theirs };
  if ([...plain.changes, ...right.changes].some((one) => one.what === "json")) return { kind, mine: plain, theirs: right, clashes: [], isRenamed: false, wholes, isWholeOnly: true };
  const { mine, isRenamed } = apart(kind, base, own, theirs);
  const left = mine === own ? plain : compare(kind, base, mine);
  return { kind, mine: left, theirs: right, clashes: clashesOf(left, right), isRenamed, wholes, isWholeOnly: false };
}

/** Changes that clash with each other, each heap of them one decision. */
function clashesOf(left: Comparison, right: Comparison): readonly Clash[] {
  const heaps: { mine: Set<Change>; theirs: Set<Change>; why: Clash["why"] }[] = [];
  for (const mine of left.changes) {
    for (const theirs of right.changes) {
      const why = clashOf(mine, theirs);
      if (!why) continue;
      const met = heaps.filter((heap) => heap.mine.has(mine) || heap.theirs.has(theirs));
      const heap = met[0] ?? { mine: new Set<Change>(), theirs: new Set<Change>(), why };
      for (const other of met.slice(1)) {
        other.mine.forEach((one) => heap.mine.add(one));
        other.theirs.forEach((one) => heap.theirs.add(one));
        heaps.splice(heaps.indexOf(other), 1);
      }
      heap.mine.add(mine);
      heap.theirs.add(theirs);
      if (met.length === 0) heaps.push(heap);
    }
  }
  return heaps.map(({ mine, theirs, why }) => ({ key: [...mine, ...theirs].map((one) => one.key).join("\n"), mine: [...mine], theirs: [...theirs], why }));
}

function clashOf(mine: Change, theirs: Change): Clash["why"] | undefined {
  if (isStorage(mine) || isStorage(theirs)) return undefined;
  if (theirs.what === "removed" && mine.what !== "removed" && touches(mine, theirs)) return "theyRemoved";
  if (mine.what === "removed" && theirs.what !== "removed" && touches(theirs, mine)) return "youRemoved";
  // Who is asked is read as one list: two new lists are not put together.
  if (mine.key === theirs.key && mine.key.startsWith("list|")) return jsonEqual(mine.now ?? null, theirs.now ?? null) ? undefined : "both";
  const ops = new Map(theirs.ops.map((op) => [keyOf(op), op]));
  return mine.ops.some((op) => ops.has(keyOf(op)) && !isSame(op, ops.get(keyOf(op)) as OverlayOp)) ? "both" : undefined;
}

/** The order of storage means nothing: it follows what is merged. */
const isStorage = (change: Change): boolean => change.what === "ordered" && change.prop !== "~drawn";

const isSame = (a: OverlayOp, b: OverlayOp): boolean => jsonEqual(a, b);

/** True when the change is about something that the other takes away, or puts something there. */
function touches(change: Change, removal: Change): boolean {
  const gone = new Set(removal.parts);
  return change.ops.some((op) => op.op !== "remove" && (gone.has(op.el) || ("at" in op && gone.has(op.at.parent))));
}

/** The one definition of both, once every clash is decided; undefined when an operation would be lost in it. */
export function merged<D extends Definition>(plan: MergePlan<D>, choices: ReadonlyMap<string, Side>): D | undefined {
  const dropped = new Set<Change>(plan.clashes.flatMap((clash) => (choices.get(clash.key) === "mine" ? clash.theirs : clash.mine)));
  const kept = (comparison: Comparison): readonly OverlayOp[] => comparison.changes.filter((one) => !dropped.has(one)).flatMap((one) => one.ops);
  const ops = new Map(kept(plan.theirs).map((op) => [keyOf(op), op]));
  for (const op of kept(plan.mine)) ops.set(keyOf(op), op);
  const made = applied(plan.theirs.before, [...ops.values()]);
  return made.isWhole ? definitionFrom<D>(plan.kind, made.tree, plan.wholes.theirs.revision) : undefined;
}
