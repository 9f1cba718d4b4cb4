import type { FlowDefinition } from "../../model/flow.ts";
import { blockTree, type Branch, type Item } from "./blockTree.ts";
import { type RunVisit, visitsOf } from "./runVisits.ts";
import type { OpenStep, RunLine, RunOver } from "./runLines.ts";

/** Why a part of the drawing was not walked. `edge`: the branch the sentence is about. */
export interface SkipReason {
  readonly kind: "false" | "unknown" | "earlier" | "notNeeded" | "ended";
  readonly edge?: string; // `earlier`: the branch that was taken instead
}

/** How one thing of the drawing stands in a run. */
export interface PathMark {
  /** `done` passed · `now` waits for somebody · `stuck` cannot go on · `bad` rejected · `skipped` not walked · `ahead` still to come. */
  readonly mark: "done" | "now" | "stuck" | "bad" | "skipped" | "ahead";
  readonly no?: number; // its place in the walk, from 1
  readonly visit?: RunVisit; // the one that counts
  readonly voids: readonly RunVisit[]; // rounds that were sent back, taken back or no longer needed
  readonly open?: OpenStep;
  readonly why?: SkipReason;
}

/** A run on the drawing of its flow: marks by node id, and by `branch:<edge id>` for the head of a branch. */
export interface RunPath {
  readonly marks: ReadonlyMap<string, PathMark>;
  readonly walked: readonly RunVisit[]; // those that count, in order
}

/** Lays a run over the drawing of its flow. The walk between two visits is worked out of what was visited: splits leave no trace of their own. */
export function runPath(flow: FlowDefinition, lines: readonly RunLine[], open: readonly OpenStep[], over?: RunOver): RunPath {
  return new Walk(flow, lines, open, over).result();
}

class Walk {
  private readonly marks = new Map<string, PathMark>();
  private readonly live = new Map<string, RunVisit>();
  private readonly voids = new Map<string, readonly RunVisit[]>();
  private readonly walked: readonly RunVisit[];
  private readonly unknown: ReadonlySet<string>;
  private readonly tree: readonly Item[];
  private readonly end: string | undefined;

  constructor(private readonly flow: FlowDefinition, lines: readonly RunLine[], private readonly open: readonly OpenStep[], private readonly over: RunOver | undefined) {
    const visits = visitsOf(lines, open).filter((one) => flow.nodes.some((node) => node.id === one.node));
    this.walked = visits.filter((one) => one.state !== "void");
    for (const one of visits) {
      if (one.state === "void") this.voids.set(one.node, [...(this.voids.get(one.node) ?? []), one]);
      else this.live.set(one.node, one);
    }
    this.unknown = new Set(lines.flatMap((line) => (line.command === "condition" && line.edge !== undefined ? [line.edge] : [])));
    this.tree = blockTree(flow);
    this.end = this.endReached();
  }

  result(): RunPath {
    this.sequence(this.tree, false, undefined);
    return { marks: this.marks, walked: this.walked };
  }

  /** The `end` the run came to: the only one of its outcome, or the one behind the last step. */
  private endReached(): string | undefined {
    const last = this.walked[this.walked.length - 1];
    if (!this.over || !last || last.outcome === "rejected") return undefined;
    const ends = this.flow.nodes.filter((node) => node.kind === "end" && node.outcome === this.over?.outcome).map((node) => node.id);
    return ends.length > 1 ? (endBehind(this.tree, last.node, ends) ?? ends.find((id) => this.tree.some((item) => item.kind === "node" && item.node.id === id))) : ends[0];
  }

  private isTouched(item: Item): boolean {
    if (item.kind === "node") return this.live.has(item.node.id) || item.node.id === this.end;
    return this.live.has(item.split.id) || item.branches.some((branch) => this.isEntered(branch));
  }

  private isEntered(branch: Branch): boolean {
    return branch.items.some((item) => this.isTouched(item));
  }

  /** `passed`: something behind these items was reached. */
  private sequence(items: readonly Item[], passed: boolean, why: SkipReason | undefined): void {
    items.forEach((item, at) => {
      const gone = passed || items.slice(at + 1).some((later) => this.isTouched(later));
      if (item.kind === "node") this.put(item.node.id, gone, why);
      else this.block(item, gone, why);
    });
  }

  private put(id: string, passed: boolean, why: SkipReason | undefined): void {
    const visit = this.live.get(id);
    const open = this.open.find((one) => one.node === id);
    const no = visit ? this.walked.indexOf(visit) + 1 : undefined;
    const rest = { voids: this.voids.get(id) ?? [], ...(visit ? { visit } : {}), ...(no ? { no } : {}), ...(open ? { open } : {}) };
    if (visit) return this.set(id, { mark: visit.state === "open" ? "now" : visit.state === "blocked" ? "stuck" : visit.outcome === "rejected" ? "bad" : "done", ...rest });
    if (id === this.end || (passed && !why)) return this.set(id, { mark: "done", ...rest });
    this.set(id, this.unmet(why, rest));
  }

  /** Not walked: skipped where it is known that it never will be, else still to come. */
  private unmet(why: SkipReason | undefined, rest: Pick<PathMark, "voids">): PathMark {
    if (why) return { mark: "skipped", why, ...rest };
    return this.over ? { mark: "skipped", why: { kind: "ended" }, ...rest } : { mark: "ahead", ...rest };
  }

  private set(id: string, mark: PathMark): void {
    this.marks.set(id, mark);
  }

  private block(item: Extract<Item, { kind: "block" }>, passed: boolean, why: SkipReason | undefined): void {
    const taken = why ? [] : this.takenOf(item, passed);
    const reached = taken.length > 0 || (passed && !why);
    this.put(item.split.id, reached, why);
    for (const branch of item.branches) {
      const skip = why ?? (reached ? this.whySkipped(item, branch, taken) : undefined);
      const isTaken = taken.includes(branch);
      this.set(`branch:${branch.enter.id}`, isTaken ? { mark: "done", voids: [] } : this.unmet(skip, { voids: [] }));
      this.sequence(branch.items, isTaken && passed && !branch.endsHere, isTaken ? undefined : skip);
    }
    if (item.join) this.put(item.join.id, passed, why);
  }

  /** Branches the token went into. An empty one leaves no trace: it is meant where the walk went on and no other was entered. */
  private takenOf({ split, branches }: Extract<Item, { kind: "block" }>, passed: boolean): readonly Branch[] {
    const entered = branches.filter((branch) => this.isEntered(branch));
    const isReached = entered.length > 0 || passed;
    if (split.kind === "parallel") return isReached ? branches : [];
    if (entered.length > 0 || !passed) return entered;
    const empty = branches.filter((branch) => branch.items.length === 0);
    return empty.length === 1 ? empty : [];
  }

  private whySkipped({ split }: Extract<Item, { kind: "block" }>, branch: Branch, taken: readonly Branch[]): SkipReason | undefined {
    const [chosen] = taken;
    if (split.kind === "parallel" || !chosen || taken.includes(branch)) return undefined;
    const { id, order = 0 } = branch.enter;
    const earlier = branch.enter.default === true || (split.kind === "exclusive" && chosen.enter.default !== true && order > (chosen.enter.order ?? 0));
    if (earlier) return { kind: "earlier", edge: chosen.enter.id };
    return { kind: this.unknown.has(id) ? "unknown" : "false", edge: id };
  }
}

/** Of these ends the one whose own sequence holds the node. */
function endBehind(items: readonly Item[], node: string, ends: readonly string[]): string | undefined {
  const here = items.flatMap((item) => (item.kind === "node" ? [item.node.id] : []));
  const end = here.find((id) => ends.includes(id));
  if (end !== undefined && here.includes(node)) return end;
  for (const item of items) {
    if (item.kind === "node") continue;
    for (const branch of item.branches) {
      const found = endBehind(branch.items, node, ends);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
