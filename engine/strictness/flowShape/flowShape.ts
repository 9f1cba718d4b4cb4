import { issue, type Issue } from "../../issues/issue.ts";
import { canonicalJson } from "../../model/canonical.ts";
import type { FlowDefinition, FlowNode, JoinNode } from "../../model/flow.ts";
import type { Block } from "../../flows/plan/block.ts";
import { editsAfterSign, type SectionFields } from "./editAfterSign.ts";
import { commonDepth, indexAt, isPlaced, placeFlow, type Place, type PlacedFlow } from "./placed.ts";

/**
 * Whether a flow still leads every case through the locked steps, in their
 * order, and lets nothing they signed change afterwards (overlays.md 5.5).
 * `protectedFields`: what a locked check reads. `sections`: fields of each
 * section, so that access by section can be told; without it a section may
 * hold any field. Issues of the new flow's nesting are returned as they are.
 */
export function flowShapeIssues(upperFlow: FlowDefinition, newFlow: FlowDefinition, lockedNodeIds: readonly string[], protectedFields: readonly string[] = [], sections: SectionFields = {}): readonly Issue[] {
  const [upper, local] = [placeFlow(upperFlow), placeFlow(newFlow)];
  if (!isPlaced(local)) return local;
  if (!isPlaced(upper)) return upper;
  const locked = lockedNodeIds.filter((id) => upper.graph.nodes.has(id));
  const check = new ShapeCheck(upper, local, locked);
  return [...check.issues(), ...editsAfterSign(upper, local, locked, protectedFields, sections)];
}

class ShapeCheck {
  private readonly found: Issue[] = [];
  constructor(private readonly upper: PlacedFlow, private readonly local: PlacedFlow, private readonly locked: readonly string[]) {}

  issues(): readonly Issue[] {
    for (const id of this.locked) this.stands(id);
    this.inOrder();
    for (const split of this.holding()) this.block(split);
    for (const end of this.local.def.nodes) if (end.kind === "end") this.end(end.id, end.outcome, end.terminate === true);
    for (const node of this.local.def.nodes) this.overdue(node);
    return this.found;
  }

  private bypass(node: string, reasonZh: string, reasonEn: string): void {
    this.found.push(issue("FLOW_BYPASS", "/nodes", { node, reasonZh, reasonEn }));
  }

  /** Still there, of its kind, in the same branches of the same blocks, and its failure still ends or returns. */
  private stands(id: string): void {
    const [was, is] = [this.upper.graph.nodes.get(id), this.local.graph.nodes.get(id)];
    const [from, to] = [this.upper.places.get(id), this.local.places.get(id)];
    if (!was || !from) return;
    if (!is || !to) return this.bypass(id, "它被移除了", "it was removed");
    if (is.kind !== was.kind) return this.bypass(id, "它换成了另一种步骤", "it became another kind of step");
    if (canonicalJson(from.blocks) !== canonicalJson(to.blocks)) this.bypass(id, "它被移进或移出了分支", "it was moved into or out of a branch");
    if (continues(is) && !continues(was)) this.bypass(id, "它不通过时流程会继续", "the flow would go on when it fails");
  }

  /** Locked steps of one sequence keep their order. */
  private inOrder(): void {
    for (const [i, a] of this.locked.entries()) {
      for (const b of this.locked.slice(i + 1)) {
        if (isBefore(this.upper, a, b) && isBefore(this.local, b, a)) this.bypass(b, `它排到了“${a}”之前`, `it came to stand before "${a}"`);
        if (isBefore(this.upper, b, a) && isBefore(this.local, a, b)) this.bypass(a, `它排到了“${b}”之前`, `it came to stand before "${b}"`);
      }
    }
  }

  /** Splits of the upper flow that hold a locked step at any depth. */
  private holding(): readonly string[] {
    return [...new Set(this.locked.flatMap((id) => this.upper.places.get(id)?.blocks.map((one) => one.split) ?? []))];
  }

  private block(split: string): void {
    const [was, is] = [this.upper.blocks.get(split), this.local.blocks.get(split)];
    const inside = this.lockedIn(split);
    if (!was || !is) return; // the locked step inside is reported where it stands
    if (was.kind !== is.kind) return this.bypass(inside, "它所在的分支换了类型", "the split around it became another kind");
    if (was.kind !== "parallel" && !sameBranches(was, is)) this.bypass(inside, "它所在分支的条件、顺序或数目变了", "conditions, order or number of the branches around it changed");
    this.join(was, is, inside);
  }

  private join(was: Block, is: Block, inside: string): void {
    const [before, after] = [joinOf(this.upper, was), joinOf(this.local, is)];
    if (!after) return;
    if (after.onFail?.do === "continue" && before?.onFail?.do !== "continue") this.bypass(inside, "汇合失败后流程会继续", "the flow would go on when the join fails");
    if (was.kind === "exclusive") return;
    if (neededOf(after) < (before ? neededOf(before) : Number.POSITIVE_INFINITY)) this.bypass(inside, "汇合等待的分支变少了", "the join waits for fewer branches");
    if (is.branches.length > was.branches.length && neededOf(after) !== Number.POSITIVE_INFINITY) this.bypass(inside, "新增的分支会抢先满足汇合", "a new branch could satisfy the join first");
  }

  private lockedIn(split: string): string {
    return this.locked.find((id) => this.upper.places.get(id)?.blocks.some((one) => one.split === split)) ?? split;
  }

  /** An end that is new, moved or renamed may only reject or cancel while a locked step is still to come. */
  private end(id: string, outcome: string, terminates: boolean): void {
    const was = this.upper.graph.nodes.get(id);
    const [from, to] = [this.upper.places.get(id), this.local.places.get(id)];
    if (!to || outcome === "rejected" || outcome === "cancelled") return;
    const isAsBefore = was?.kind === "end" && was.outcome === outcome && (was.terminate === true) === terminates && canonicalJson(from?.blocks ?? null) === canonicalJson(to.blocks);
    if (isAsBefore) return;
    const skipped = this.locked.find((one) => this.isSkipped(this.local.places.get(one), to));
    if (skipped !== undefined) this.bypass(skipped, `新的结束“${id}”在它之前就以“${outcome}”收尾`, `the new end "${id}" finishes with "${outcome}" before it`);
  }

  /** A locked step behind the block an end stands in, or in a branch that runs beside it. */
  private isSkipped(locked: Place | undefined, end: Place): boolean {
    if (!locked) return false;
    const depth = commonDepth(locked, end);
    const [a, b] = [locked.blocks[depth], end.blocks[depth]];
    if (a && b && a.split === b.split) return this.local.blocks.get(a.split)?.kind !== "exclusive";
    return indexAt(this.local, locked, depth) > indexAt(this.local, end, depth);
  }

  /** When its time is over a step may lead only to where every way has been. */
  private overdue(node: FlowNode): void {
    const over = "due" in node ? node.due?.onOver : undefined;
    if (typeof over !== "object") return;
    const was = this.upper.graph.nodes.get(node.id);
    const before = was && "due" in was ? was.due?.onOver : undefined;
    if (canonicalJson(before ?? null) === canonicalJson(over) || dominators(this.local, node.id).has(over.goto)) return;
    const skipped = this.locked.find((id) => id === node.id || !isBefore(this.local, id, node.id)) ?? node.id;
    this.bypass(skipped, `“${node.id}”超时后会跳到“${over.goto}”`, `"${node.id}" would jump to "${over.goto}" when its time is over`);
  }
}

/** Ids of the steps every way to a node passes: earlier in its own sequence or in one around it. */
export function dominatorsOf(flow: FlowDefinition, node: string): ReadonlySet<string> {
  const placed = placeFlow(flow);
  return isPlaced(placed) ? dominators(placed, node) : new Set();
}

function dominators(flow: PlacedFlow, node: string): ReadonlySet<string> {
  return new Set([...flow.places.keys()].filter((id) => {
    const [a, b] = [flow.places.get(id), flow.places.get(node)];
    return a && b && commonDepth(a, b) === a.blocks.length && isBefore(flow, id, node);
  }));
}

/** `a` stands earlier than `b` in the innermost sequence that holds both. */
function isBefore(flow: PlacedFlow, a: string, b: string): boolean {
  const [one, other] = [flow.places.get(a), flow.places.get(b)];
  if (!one || !other) return false;
  const depth = commonDepth(one, other);
  return indexAt(flow, one, depth) < indexAt(flow, other, depth);
}

function continues(node: FlowNode): boolean {
  return (node.kind === "approval" && node.onReject.do === "continue") || (node.kind === "subflow" && node.onChildReject.do === "continue");
}

function sameBranches(was: Block, is: Block): boolean {
  const said = (block: Block): string => canonicalJson(block.branches.map(({ edge }) => [edge.id, edge.when ?? null, edge.default === true]));
  return said(was) === said(is);
}

function joinOf(flow: PlacedFlow, block: Block): JoinNode | undefined {
  return block.join === undefined ? undefined : (flow.graph.nodes.get(block.join) as JoinNode | undefined);
}

/** How many branches a join waits for; all is more than any number. */
function neededOf({ mode }: JoinNode): number {
  return mode === "all" ? Number.POSITIVE_INFINITY : mode === "any" ? 1 : mode.n;
}
