import type { FlowEdge } from "../../../model/flow.ts";
import { memo } from "../memo.ts";
import type { FlowCheck } from "../flowCheck.ts";
import { type Axis, axesOf, judge, readCondition, scopeAt, sizeOf, type Truth } from "./valuations.ts";

/** The conditions out of one split, judged at every combination of regions of what they read. */
export interface BranchTable {
  /** Conditions in the order they are tried. */
  readonly edges: readonly FlowEdge[];
  /** Those whose truth over all values can be told; the others are in no row. */
  readonly decided: readonly FlowEdge[];
  readonly axes: readonly Axis[];
  /** By combination, then as in `decided`. */
  readonly rows: readonly (readonly Truth[])[];
}

const maxRows = 1_024;

/** The table of a split, made once; at most 1,024 rows, else nothing in it is decided. */
export function branchTable(check: FlowCheck, split: string): BranchTable {
  const tables = tablesOf(check);
  const known = tables.get(split);
  if (known) return known;
  const made = makeTable(check, split);
  tables.set(split, made);
  return made;
}

const tablesOf = memo((_: FlowCheck) => new Map<string, BranchTable>());

function makeTable(check: FlowCheck, split: string): BranchTable {
  const edges = (check.graph.out.get(split) ?? []).filter((edge) => edge.default !== true && edge.when !== undefined);
  const read = edges.flatMap((edge) => {
    const comparisons = readCondition(edge.when ?? null, check);
    return comparisons && axesOf([comparisons], check) ? [{ edge, comparisons }] : [];
  });
  const axes = axesOf(read.map((one) => one.comparisons), check);
  if (!axes || sizeOf(axes) > maxRows) return { edges, decided: [], axes: [], rows: [] };
  const decided = read.map((one) => one.edge);
  const rows = Array.from({ length: sizeOf(axes) }, (_, n) => {
    const scope = scopeAt(axes, n);
    return decided.map((edge) => judge(edge.when ?? null, scope, check));
  });
  return { edges, decided, axes, rows };
}
