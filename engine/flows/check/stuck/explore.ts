import type { FlowNode, JoinNode } from "../../../model/flow.ts";
import type { Block, Branch, Sequence } from "../../plan/block.ts";
import type { RegionId } from "../../types.ts";
import type { FlowCheck } from "../flowCheck.ts";
import { writtenBy } from "../checkFieldWrites.ts";
import { dataOf, type RegionData } from "./dataOf.ts";
import { exits, isExit, leadingOut, leaving, type Move, reachable, type States, statesIn } from "./moves.ts";
import { type BlockOutcome, movesOf } from "./regionMoves.ts";

/** One region looked at by itself. */
export interface Explored {
  readonly region: RegionId;
  readonly data: RegionData;
  readonly moves: readonly Move[];
  readonly reached: States;
  /** Nodes reached with data from which nothing leads out of the region. */
  readonly stuck: readonly string[];
  readonly states: number;
}

/**
 * Explores each region of a flow alone, innermost first: an inner block
 * counts as one step with the outcomes its branches may have, so branches are
 * never multiplied with each other. At most nodes × 256 states a region.
 */
export function explore(check: FlowCheck): readonly Explored[] {
  const explorer = new Explorer(check);
  if (check.tree) explorer.region("root", check.tree, new Set());
  return explorer.found;
}

class Explorer {
  readonly found: Explored[] = [];
  constructor(private readonly check: FlowCheck) {}

  region(region: RegionId, sequence: Sequence, beside: ReadonlySet<string>): Explored {
    const outcomes = new Map(forksIn(sequence).map((block) => [block.split, this.block(block, beside)]));
    const data = dataOf(sequence, beside, this.check);
    const moves = movesOf(sequence, { region, data, check: this.check, outcomeOf: (block) => outcomes.get(block.split) ?? nothing });
    const first = sequence.items[0];
    const reached = reachable(first === undefined ? exits.ok : first.type === "node" ? first.id : first.split, moves, data.space);
    const out = leadingOut(moves, data.space);
    const stuck = [...reached].filter(([id, bits]) => !isExit(id) && (bits & ~(out.get(id) ?? 0n)) !== 0n).map(([id]) => id);
    const made = { region, data, moves, reached, stuck, states: statesIn(reached) };
    this.found.push(made);
    return made;
  }

  private block(block: Block, beside: ReadonlySet<string>): BlockOutcome {
    const nodes = block.branches.map((branch) => nodesIn(branch.sequence, this.check));
    const written = nodes.map((some) => some.flatMap((node) => writtenBy(node, this.check)));
    const branches = block.branches.map((branch: Branch, i) => this.region(branch.region, branch.sequence, new Set([...beside, ...written.filter((_, k) => k !== i).flat()])));
    const can = (exit: string): number => branches.filter((one) => one.reached.has(exit)).length;
    const join = this.check.graph.nodes.get(block.join ?? "") as JoinNode | undefined;
    return {
      ...joining(block, join, can(exits.ok), can(exits.failed)), ends: can(exits.end) > 0, nodes: nodes.flat(),
      leaves: new Set(branches.flatMap((one) => [...one.reached.keys()].filter((id) => id.startsWith(leaving(""))).map((id) => id.slice(leaving("").length)))),
    };
  }
}

const nothing: BlockOutcome = { ok: true, failed: false, ends: false, leaves: new Set(), nodes: [] };

/** Whether enough branches can arrive, and whether too many can fail. An inclusive may have chosen one alone. */
function joining(block: Block, join: JoinNode | undefined, ok: number, failed: number): { ok: boolean; failed: boolean } {
  const chosen = block.branches.length;
  const mode = join?.mode ?? "all";
  const need = mode === "all" ? chosen : mode === "any" ? 1 : Math.min(mode.n, chosen);
  if (block.kind === "inclusive") return { ok: ok > 0, failed: failed > 0 };
  return { ok: ok >= need, failed: chosen - failed < need };
}

/** Parallel and inclusive blocks among a region's own items. */
function forksIn(sequence: Sequence): Block[] {
  return sequence.items.flatMap((item) => {
    if (item.type === "node") return [];
    return item.kind === "exclusive" ? item.branches.flatMap((branch) => forksIn(branch.sequence)) : [item];
  });
}

function nodesIn(sequence: Sequence, check: FlowCheck): FlowNode[] {
  return sequence.items.flatMap((item) => {
    const own = check.graph.nodes.get(item.type === "node" ? item.id : item.split);
    return [...(own ? [own] : []), ...(item.type === "block" ? item.branches.flatMap((branch) => nodesIn(branch.sequence, check)) : [])];
  });
}
