import { own, type JsonValue } from "../../model/json.ts";
import { waitState } from "../machine/compileFlow.ts";
import type { Tokens } from "../machine/stepMachine.ts";
import type { Block, Branch } from "../plan/block.ts";
import { isWithin, nodeOf } from "../plan/plan.ts";
import type { RegionId, Visit } from "../types.ts";
import type { Findings } from "./findings.ts";
import { branchKey, joinOf } from "./lookAtBlocks.ts";
import { twinOf } from "./regions.ts";
import { answerTo, mayStay, oldRegionOf, openVisits, type Survey } from "./survey.ts";

/** The tokens of the new machine as open visits, arrivals and answers give them. */
export interface Rebuilt {
  readonly tokens: Tokens;
  readonly whole: boolean; // false while a question is open
  readonly at: ReadonlyMap<RegionId, string>; // by new region: the node or block its token stands at
  readonly kept: readonly Visit[];
  readonly settle: boolean; // a new branch begins or a join is met: the machine has to go on
  readonly unmet: readonly Block[]; // joins that could never be met
}

/** Builds `value`, `arrived` and `chosen` for the new revision; changes nothing. */
export function rebuild(s: Survey, f: Findings): Rebuilt {
  return new Builder(s, f).whole();
}

type Arrived = "ok" | "failed" | "skipped";

class Builder {
  private readonly arrived: { [block: string]: { [branch: string]: Arrived } } = {};
  private readonly chosen: { [block: string]: string[] } = {};
  private readonly at = new Map<RegionId, string>();
  private readonly kept: Visit[] = [];
  private readonly unmet: Block[] = [];
  private settle = false;

  constructor(private readonly s: Survey, private readonly f: Findings) {}

  whole(): Rebuilt {
    const value = this.region("root", "root");
    const tokens: Tokens = { value: value ?? null, arrived: this.arrived, chosen: this.chosen };
    const kept = openVisits(this.s).filter((visit) => this.kept.includes(visit));
    return { tokens, whole: value !== undefined, at: this.at, kept, settle: this.settle, unmet: this.unmet };
  }

  /** What the new region holds in place of the old one; undefined while that is not known. */
  private region(old: RegionId, now: RegionId): JsonValue | undefined {
    const move = this.f.moves.get(now);
    if (move) return this.stand(now, move.to);
    const visit = openVisits(this.s).find((one) => oldRegionOf(this.s, one) === old);
    if (visit) return mayStay(this.s, visit) ? this.keep(now, visit) : undefined;
    const block = [...this.s.before.blocks.values()].find((one) => one.region === old && Object.hasOwn(this.s.instance.tokens.arrived, one.split));
    const twin = block ? twinOf(this.s.after, this.s.regions, block) : undefined;
    return block && twin ? this.block(block, twin) : undefined;
  }

  private keep(now: RegionId, visit: Visit): JsonValue {
    this.kept.push(visit);
    return this.stand(now, visit.node);
  }

  private stand(now: RegionId, node: string): JsonValue {
    this.at.set(now, node);
    return nodeOf(this.s.after, node).kind === "inclusive" ? waitState(node) : node;
  }

  private block(old: Block, twin: Block): JsonValue | undefined {
    this.at.set(twin.region, twin.split);
    this.arrived[twin.split] = {};
    this.chosen[twin.split] = [];
    const values = twin.branches.map((branch) => [branch.region, this.branch(old, twin, branch)] as const);
    if (!this.isLetGo(old, twin) || values.some(([, value]) => value === undefined)) return undefined;
    this.judgeJoin(twin);
    return { [twin.split]: Object.fromEntries(values) as { [region: string]: JsonValue } };
  }

  private branch(old: Block, twin: Block, branch: Branch): JsonValue | undefined {
    const before = old.branches.find((one) => one.edge.id === branch.edge.id);
    if (!before) return this.newBranch(twin, branch);
    const how = own(this.s.instance.tokens.arrived[old.split] ?? {}, before.name) as Arrived | undefined;
    if (this.s.instance.tokens.chosen[old.split]?.includes(before.name)) this.chosen[twin.split]?.push(branch.name);
    return how === undefined ? this.region(before.region, branch.region) : this.arrive(twin, branch, how);
  }

  private newBranch(twin: Block, branch: Branch): JsonValue | undefined {
    const answer = answerTo(this.s, branchKey(twin, branch));
    if (answer === "skip") return this.arrive(twin, branch, "skipped");
    if (answer !== "start") return undefined;
    this.chosen[twin.split]?.push(branch.name);
    if (branch.sequence.items.length === 0) return this.arrive(twin, branch, "ok"); // straight to the join
    this.settle = true;
    return "_gate";
  }

  private arrive(twin: Block, branch: Branch, how: Arrived): JsonValue {
    this.arrived[twin.split] = { ...this.arrived[twin.split], [branch.name]: how };
    return `_${how}`;
  }

  /** Nothing of a removed branch is left over: its tokens are let go, its arrival is given up. */
  private isLetGo(old: Block, twin: Block): boolean {
    return old.branches.filter((one) => !twin.branches.some((now) => now.edge.id === one.edge.id)).every((gone) => {
      const how = own(this.s.instance.tokens.arrived[old.split] ?? {}, gone.name);
      if (how !== undefined) return how === "skipped" || answerTo(this.s, branchKey(old, gone)) === "drop";
      return openVisits(this.s).filter((one) => isWithin(this.s.before, oldRegionOf(this.s, one), gone.region)).every((one) => this.f.dropped.has(one.id));
    });
  }

  private judgeJoin(twin: Block): void {
    const { mode } = joinOf(this.s.after, twin);
    const chosen = this.chosen[twin.split]?.length ?? 0;
    const arrived = Object.values(this.arrived[twin.split] ?? {});
    const need = mode === "all" ? chosen : mode === "any" ? 1 : Math.min(mode.n, chosen);
    if (chosen === 0 || chosen - arrived.filter((how) => how === "failed").length < need) this.unmet.push(twin);
    else if (arrived.filter((how) => how === "ok").length >= need) this.settle = true;
  }
}
