import type { FlowEdge, FlowNode } from "../../../model/flow.ts";
import type { Item, Sequence } from "../../plan/block.ts";
import { isObject, type JsonValue } from "../../../model/json.ts";
import { jsonEqual } from "../../../logic/index.ts";
import type { Bits } from "../bits.ts";
import { type Axis, axesOf, judge, readCondition, scopeAt, sizeOf, type Truth } from "../conditions/valuations.ts";
import { writtenBy } from "../checkFieldWrites.ts";
import type { Comparisons } from "../conditions/readConstants.ts";
import type { FlowCheck } from "../flowCheck.ts";
import { memo } from "../memo.ts";
import { type Change, type FreeChange, Space, unchanged } from "./space.ts";

const maxSize = 256;

/** The data one region's conditions read, and what they say about it. */
export interface RegionData {
  readonly space: Space;
  /** Conditions that count as true or false as one likes: their data are more than the bound, or change from beside. */
  readonly free: readonly string[];
  /** Combinations there would have been, where they are more than the bound. */
  readonly over?: number;
  /** For which combinations a condition may hold, and for which it surely does. */
  readonly may: (edge: FlowEdge) => Bits;
  readonly sure: (edge: FlowEdge) => Bits;
  readonly writes: (nodes: readonly FlowNode[]) => FreeChange;
  /** A way back: what conditions read about steps is no longer so. */
  readonly forgets: FreeChange;
  readonly sets: (node: FlowNode) => Change;
}

/** Data of the exclusive splits among a region's own items; `beside`: fields sibling branches write at any time. */
export function dataOf(sequence: Sequence, beside: ReadonlySet<string>, check: FlowCheck): RegionData {
  const edges = conditionsIn(sequence).filter((edge) => edge.when !== undefined);
  const read = edges.flatMap((edge) => {
    const comparisons = readCondition(edge.when ?? null, check);
    const fixed = comparisons && [...comparisons.keys()].every((path) => !beside.has(path.split(".")[0] ?? ""));
    return comparisons && fixed && axesOf([comparisons], check) ? [{ edge, comparisons }] : [];
  });
  const paths = new Set(read.flatMap((one) => [...one.comparisons.keys()]));
  const full = axesOf([...read.map((one) => one.comparisons), ...settings(check).filter((one) => [...one.keys()].every((path) => paths.has(path)))], check) ?? [];
  const axes = withinBound(full);
  const kept = read.filter((one) => [...one.comparisons.keys()].every((path) => axes.some((axis) => axis.path === path))).map((one) => one.edge);
  const space = new Space(axes);
  const truths = new Map(kept.map((edge) => [edge.id, Array.from({ length: space.size }, (_, n) => judge(edge.when ?? null, scopeAt(axes, n), check))]));
  const holds = (edge: FlowEdge, fits: (truth: Truth) => boolean, otherwise: Bits): Bits => {
    const truth = truths.get(edge.id);
    return truth ? space.where((n) => fits(truth[n] ?? "unknown")) : otherwise;
  };
  return {
    space, free: edges.filter((edge) => !kept.includes(edge)).map((edge) => edge.id), ...(sizeOf(full) > maxSize ? { over: sizeOf(full) } : {}),
    may: (edge) => holds(edge, (truth) => truth === true, space.all),
    sure: (edge) => holds(edge, (truth) => truth === true, 0n),
    writes: (nodes) => ({ free: axes.flatMap((axis, i) => (nodes.some((node) => touches(node, axis.path, check)) ? [i] : [])) }),
    forgets: { free: axes.flatMap((axis, i) => (axis.path.startsWith("nodes.") ? [i] : [])) },
    sets: (node) => settingOf(node, axes, check),
  };
}

/** Constants that acts set fields to are regions of their own, so that it is known which conditions then hold. */
const settings = memo((check: FlowCheck): readonly Comparisons[] => check.def.nodes.flatMap((node) => {
  if (node.kind !== "act" || node.act.do !== "setField") return [];
  const { field, value } = node.act;
  return typeof value === "object" ? [] : [new Map([[field, { constants: [value], ordered: false, asList: false }]])];
}));

/** Drops the widest axes until the rest are few enough. */
function withinBound(axes: readonly Axis[]): Axis[] {
  const kept = [...axes].sort((a, b) => a.values.length - b.values.length);
  while (sizeOf(kept) > maxSize) kept.pop();
  return kept;
}

function conditionsIn(sequence: Sequence): FlowEdge[] {
  return sequence.items.flatMap((item: Item) => (item.type === "block" && item.kind === "exclusive" ? item.branches.flatMap((branch) => [branch.edge, ...conditionsIn(branch.sequence)]) : []));
}

/** What a node may change: fields it writes, computed ones, which may follow any of them, and the facts about itself. */
function touches(node: FlowNode, path: string, check: FlowCheck): boolean {
  const [head = "", id] = path.split(".");
  if (head === "nodes") return id === node.id;
  const written = writtenBy(node, check);
  const computed = check.form?.logic.some((rule) => rule.effect === "compute" && rule.target.split(".")[0] === head) === true;
  return written.includes(head) || (computed && written.length > 0);
}

function settingOf(node: FlowNode, axes: readonly Axis[], check: FlowCheck): Change {
  if (node.kind !== "act" || node.act.do !== "setField") return unchanged;
  const { field, value } = node.act;
  const axis = axes.findIndex((one) => one.path === field);
  const constant: JsonValue | undefined = isObject(value) || Array.isArray(value) ? undefined : value;
  const region = axes[axis]?.values.findIndex((one) => (one === undefined ? constant === null : constant !== undefined && jsonEqual(one, constant))) ?? -1;
  const alone = !axes.some((one, i) => i !== axis && touches(node, one.path, check));
  if (axis >= 0 && region >= 0 && alone) return { axis, value: region };
  return { free: axes.flatMap((one, i) => (touches(node, one.path, check) ? [i] : [])) };
}
