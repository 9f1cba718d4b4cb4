import { createMachine, type AnyStateMachine } from "xstate";
import type { FlowDefinition, FlowEdge, OnReject } from "../../model/flow.ts";
import type { Block, Branch, Sequence } from "../plan/block.ts";
import { rejectRuleOf } from "../plan/rejectRule.ts";
import type { Graph } from "../plan/graph.ts";
import type { Layout } from "../plan/plan.ts";
import type { RegionId } from "../types.ts";
import { implementations } from "./guards.ts";
import { LearnedSteps } from "./learned.ts";

/** A compiled flow. Its snapshot is never stored: `tokens` are, and the machine is rebuilt from them. */
export interface FlowMachine {
  readonly machine: AnyStateMachine;
  readonly learned: LearnedSteps; // what the machine has said before
}

/** What compiling needs of a plan. */
export interface Drawing extends Layout {
  readonly def: FlowDefinition;
  readonly graph: Graph;
  readonly tree: Sequence;
  readonly start: string;
}

type Config = Record<string, unknown>;

/**
 * Compiles a block tree into one XState v5 machine (flows.md 8). Underscore
 * names are ours, so they never meet a node id: `_gate`, `_ok`, `_failed`,
 * `_skipped` in a region, `_end_<node>` and `_rejected` at the root.
 */
export function compileFlow(drawing: Drawing): FlowMachine {
  const states = new Compiler(drawing).root();
  const config = { id: "_root", context: { arrived: {}, chosen: {} }, ...states, options: { maxIterations: 2 * drawing.def.nodes.length + 100 } };
  return { machine: createMachine(config as never, implementations as never) as AnyStateMachine, learned: new LearnedSteps() };
}

/** The state in which a rejected (or returned) block waits for the driver. */
export const failState = (split: string): string => `${split}_f`;
/** On permits, where an inclusive split waits while a condition is unknown. */
export const waitState = (split: string): string => `${split}_w`;

class Compiler {
  private readonly permit: boolean;
  constructor(private readonly d: Drawing) {
    this.permit = d.def.settings.permit === true;
  }

  root(): Config {
    const states: Config = this.region("root", this.d.tree);
    for (const node of this.d.def.nodes) if (node.kind === "end") states[`_end_${node.id}`] = { id: `_end_${node.id}`, type: "final" };
    states["_rejected"] = { id: "_rejected", type: "final" };
    return { initial: this.d.start, states, on: this.gotos("root") };
  }

  /** All nodes of a region, those of its exclusive branches included, as flat children. */
  private region(region: RegionId, sequence: Sequence): Config {
    const states: Config = {};
    for (const item of sequence.items) {
      if (item.type === "block") Object.assign(states, this.block(item));
      else if (this.d.graph.nodes.get(item.id)?.kind !== "end") states[item.id] = this.atom(item.id, region);
    }
    return states;
  }

  private atom(id: string, region: RegionId): Config {
    const node = this.d.graph.nodes.get(id);
    const next = this.target(this.edgeOut(id).to, region);
    const onReject = node ? rejectRuleOf(node) : undefined;
    return {
      id, entry: act("enter", id), exit: act("exit", id),
      on: { [`done.${id}`]: go(next, `done:${id}`), [`fail.${id}`]: go(this.onFail(onReject ?? { do: "end" }, next, region), `fail:${id}`) },
    };
  }

  private block(block: Block): Config {
    return block.kind === "exclusive" ? this.exclusive(block) : this.fork(block);
  }

  private exclusive(block: Block): Config {
    const always = block.branches.map((branch) => ({
      guard: { type: "chosen", params: { split: block.split, edge: branch.edge.id, edges: edgesOf(block), permit: this.permit } },
      ...go(this.target(branch.edge.to, block.region), `edge:${branch.edge.id}`),
    }));
    const own = { id: block.split, entry: act("enter", block.split), exit: act("exit", block.split), always, on: { [`retry.${block.split}`]: { ...go(`#${block.split}`, "retry"), reenter: true } } };
    const states: Config = { [block.split]: own };
    for (const branch of block.branches) Object.assign(states, this.region(block.region, branch.sequence));
    return states;
  }

  private fork(block: Block): Config {
    const join = this.d.graph.nodes.get(block.join ?? "");
    const mode = join?.kind === "join" ? join.mode : "all";
    const onFail: OnReject = join?.kind === "join" ? (join.onFail ?? { do: "end" }) : { do: "end" };
    const next = this.target(this.edgeOut(block.join ?? "").to, block.region);
    const failed = this.onFail(onFail, next, block.region, failState(block.split));
    const params = { block: block.split, mode };
    const states: Config = {};
    for (const branch of block.branches) states[branch.region] = this.branch(block, branch);
    const made: Config = {
      [block.split]: {
        id: block.split, type: "parallel", states,
        entry: [{ type: "fork", params: { block: block.split, kind: block.kind, branches: branchesOf(block) } }],
        exit: [{ type: "unfork", params: { block: block.split } }],
        always: [
          { guard: { type: "joinOk", params }, ...go(next, `join:${block.split}`) },
          { guard: { type: "joinFailed", params }, ...go(failed, failed === "#_rejected" ? "end" : `join:${block.split}`) },
        ],
      },
    };
    if (onFail.do === "return") made[failState(block.split)] = { id: failState(block.split), entry: act("enter", failState(block.split)), exit: act("exit", failState(block.split)) };
    if (this.waits(block)) made[waitState(block.split)] = this.waiting(block);
    return made;
  }

  private branch(block: Block, branch: Branch): Config {
    const arrive = (how: string): Config => ({
      id: `${branch.region}_${how}`, type: "final",
      entry: [{ type: "arrive", params: { block: block.split, branch: branch.name, how } }],
      exit: [{ type: "unarrive", params: { block: block.split, branch: branch.name } }],
    });
    const first = this.target(branch.edge.to, branch.region);
    return {
      id: branch.region, initial: "_gate", on: this.gotos(branch.region),
      states: {
        _gate: { id: `${branch.region}_gate`, always: [{ guard: { type: "isChosen", params: { block: block.split, branch: branch.name } }, target: first }, { target: `#${branch.region}_skipped` }] },
        ...this.region(branch.region, branch.sequence),
        _ok: arrive("ok"), _failed: arrive("failed"), _skipped: arrive("skipped"),
      },
    };
  }

  private waits(block: Block): boolean {
    return this.permit && block.kind === "inclusive";
  }

  private waiting(block: Block): Config {
    return {
      id: waitState(block.split), entry: act("enter", block.split), exit: act("exit", block.split),
      always: [{ guard: { type: "allKnown", params: { edges: edgesOf(block) } }, ...go(`#${block.split}`, "known") }],
      on: { [`retry.${block.split}`]: { ...go(`#${waitState(block.split)}`, "retry"), reenter: true } },
    };
  }

  /** `goto.<node>` on the region that owns the node: only that region's children are left, siblings stay. */
  private gotos(region: RegionId): Config {
    const on: Config = {};
    for (const [id, owner] of this.d.regionOf) {
      const kind = this.d.graph.nodes.get(id)?.kind;
      if (owner === region && (kind === "start" || kind === "fill" || kind === "approval")) on[`goto.${id}`] = go(`#${id}`, `goto:${id}`);
    }
    return on;
  }

  /** Where an edge leads, seen from a region: joins and ends are not states of their own. */
  private target(to: string, region: RegionId): string {
    const node = this.d.graph.nodes.get(to);
    if (node?.kind === "end") return `#_end_${to}`;
    if (node?.kind === "join") return this.d.blocks.get(node.of)?.kind === "exclusive" ? this.target(this.edgeOut(to).to, region) : `#${region}_ok`;
    const block = this.d.blocks.get(to);
    return block && this.waits(block) ? `#${waitState(to)}` : `#${to}`;
  }

  /** Where a failure leads. A `return` is made by the driver: of a block from its hidden state, of a node without any event. */
  private onFail(how: OnReject, next: string, region: RegionId, hidden?: string): string {
    if (how.do === "end") return "#_rejected";
    if (how.do === "branch") return region === "root" ? "#_rejected" : `#${region}_failed`;
    return how.do === "return" && hidden !== undefined ? `#${hidden}` : next;
  }

  private edgeOut(id: string): FlowEdge {
    const edge = this.d.graph.out.get(id)?.[0];
    if (!edge) throw new Error(`node ${id} has no way out`);
    return edge;
  }
}

function act(type: string, n: string): Config[] {
  return [{ type, params: { n } }];
}

/** A transition with its cause as an action: exits come without one, so the next mark in the list tells why. */
function go(target: string, why: string): Config {
  return { target, actions: [{ type: "mark", params: { why } }] };
}

function edgesOf(block: Block): { id: string; isDefault: boolean }[] {
  return block.branches.map((one) => ({ id: one.edge.id, isDefault: one.edge.default === true }));
}

function branchesOf(block: Block): { name: string; edge: string; isDefault: boolean }[] {
  return block.branches.map((one) => ({ name: one.name, edge: one.edge.id, isDefault: one.edge.default === true }));
}
