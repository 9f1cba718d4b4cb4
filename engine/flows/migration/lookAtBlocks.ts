import { canonicalJson } from "../../model/canonical.ts";
import type { JoinNode } from "../../model/flow.ts";
import { own } from "../../model/json.ts";
import type { Block, Branch } from "../plan/block.ts";
import { type FlowPlan, nodeOf } from "../plan/plan.ts";
import { ask, type Findings } from "./findings.ts";
import { activeBlocks, twinOf } from "./regions.ts";
import { answerTo, type Survey } from "./survey.ts";

/** Branches that came or went in a block under way, and joins that count otherwise now. */
export function lookAtBlocks(s: Survey, f: Findings): void {
  for (const block of activeBlocks(s.before, s.instance)) {
    const twin = twinOf(s.after, s.regions, block);
    if (!twin) continue; // its tokens are asked about one by one
    for (const branch of newBranches(block, twin)) askStart(s, f, twin, branch);
    for (const branch of newBranches(twin, block)) askArrival(s, f, block, twin, branch);
    askJoin(s, f, block, twin);
  }
}

/** Branches of `now` that `before` does not have; a branch is known by its edge. */
export function newBranches(before: Block, now: Block): readonly Branch[] {
  return now.branches.filter((one) => !before.branches.some((old) => old.edge.id === one.edge.id));
}

/** The key of the question about a branch. */
export function branchKey(block: Block, branch: Branch): string {
  return `branch:${block.split}/${branch.edge.id}`;
}

function askStart(s: Survey, f: Findings, twin: Block, branch: Branch): void {
  const params = { split: twin.split, edge: branch.edge.id, ...splitTitle(s.after, twin) };
  askWith(s, f, { key: branchKey(twin, branch), kind: "branch", code: "MIGRATION_BRANCH_NEW", params, choices: ["start", "skip"], region: twin.region });
}

/** A removed branch that has arrived: its arrival would count no more. One that was never chosen is not missed. */
function askArrival(s: Survey, f: Findings, block: Block, twin: Block, branch: Branch): void {
  const how = own(s.instance.tokens.arrived[block.split] ?? {}, branch.name);
  if (how !== "ok" && how !== "failed") return;
  const params = { split: block.split, edge: branch.edge.id, node: how, ...splitTitle(s.before, block) };
  askWith(s, f, { key: branchKey(block, branch), kind: "branch", code: "MIGRATION_BRANCH_GONE", params, choices: ["drop"], region: twin.region });
}

function askJoin(s: Survey, f: Findings, block: Block, twin: Block): void {
  const arrived = Object.values(s.instance.tokens.arrived[block.split] ?? {}).some((how) => how !== "skipped");
  if (!arrived || canonicalJson(joinOf(s.before, block).mode) === canonicalJson(joinOf(s.after, twin).mode)) return;
  const params = { split: block.split, join: twin.join ?? "", ...splitTitle(s.after, twin) };
  askWith(s, f, { key: `join:${block.split}`, kind: "join", code: "MIGRATION_JOIN_MODE", params, choices: ["accept"], region: twin.region });
}

function askWith(s: Survey, f: Findings, question: Parameters<typeof ask>[1]): string | undefined {
  const answer = answerTo(s, question.key);
  return ask(f, { ...question, ...(answer === undefined ? {} : { answer }) });
}

/** The join of a block that opens branches side by side. */
export function joinOf(plan: FlowPlan, block: Block): JoinNode {
  return nodeOf(plan, block.join ?? "") as JoinNode;
}

function splitTitle(plan: FlowPlan, block: Block): { splitZh: string; splitEn: string } {
  const { title } = nodeOf(plan, block.split);
  return { splitZh: title.zh, splitEn: title.en };
}
