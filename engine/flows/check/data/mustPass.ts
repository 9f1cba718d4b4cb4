import type { FlowEdge, JoinNode } from "../../../model/flow.ts";
import type { Block, Sequence } from "../../plan/block.ts";
import { type Bits, none } from "../bits.ts";
import type { FlowCheck } from "../flowCheck.ts";

/** What a node adds to what surely holds behind it, and what it may undo; `before` holds in front of it. */
export interface Effect { readonly adds: Bits; readonly undoes: Bits }

export interface Transfer {
  readonly node: (id: string, before: Bits) => Effect;
  /** What taking a branch of an exclusive or inclusive says by itself. */
  readonly edge?: (edge: FlowEdge, before: Bits) => Bits;
}

/**
 * What holds in front of every node, whichever way the flow came there: one
 * pass over the block tree, ∩ where one of several ways is enough, ∪ behind a
 * parallel that waits for all. A jump forward of a deadline is a way as well.
 */
export function surelyBefore(check: FlowCheck, transfer: Transfer): ReadonlyMap<string, Bits> {
  const pass = new Pass(check, transfer);
  if (check.tree) pass.sequence(check.tree, none);
  return pass.before;
}

class Pass {
  readonly before = new Map<string, Bits>();
  private readonly jumped = new Map<string, Bits>();
  constructor(private readonly check: FlowCheck, private readonly transfer: Transfer) {}

  sequence(sequence: Sequence, into: Bits): Bits {
    let at = into;
    for (const item of sequence.items) {
      const id = item.type === "node" ? item.id : item.split;
      at = this.arrive(id, at);
      at = item.type === "node" ? this.node(id, at) : this.block(item, at);
    }
    return at;
  }

  private arrive(id: string, into: Bits): Bits {
    const at = into & (this.jumped.get(id) ?? into);
    this.before.set(id, at);
    return at;
  }

  private node(id: string, at: Bits): Bits {
    const { adds, undoes } = this.transfer.node(id, at);
    const node = this.check.graph.nodes.get(id);
    const over = node && "due" in node ? node.due?.onOver : undefined;
    if (typeof over === "object") this.jumped.set(over.goto, (this.jumped.get(over.goto) ?? at) & at & ~undoes);
    const failsOn = (node?.kind === "approval" && node.onReject.do === "continue") || (node?.kind === "subflow" && node.onChildReject.do === "continue");
    return failsOn ? at & ~undoes : (at & ~undoes) | adds;
  }

  private block(block: Block, at: Bits): Bits {
    const ways = block.branches.flatMap((branch) => {
      const said = block.kind === "parallel" ? none : (this.transfer.edge?.(branch.edge, at) ?? none);
      const out = this.sequence(branch.sequence, at | said);
      return branch.sequence.stop.kind === "join" ? [out] : [];
    });
    const join = block.join === undefined ? undefined : (this.check.graph.nodes.get(block.join) as JoinNode | undefined);
    const behind = joined(block, join, at, ways);
    return join ? this.arrive(join.id, behind) : behind;
  }
}

function joined(block: Block, join: JoinNode | undefined, at: Bits, ways: readonly Bits[]): Bits {
  const [first = at, ...others] = ways;
  const common = others.reduce((all, one) => all & one, first);
  if (block.kind === "exclusive") return common;
  if (join?.onFail?.do === "continue") return common & at;
  const needed = join?.mode === "all" || (typeof join?.mode === "object" && join.mode.n >= block.branches.length);
  if (block.kind !== "parallel" || !needed) return common;
  const added = ways.reduce((all, one) => all | (one & ~at), none);
  return (common & at) | added;
}
