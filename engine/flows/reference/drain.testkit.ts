import type { FlowNode, OnReject } from "../../model/flow.ts";
import { performNode } from "./acts.testkit.ts";
import { enter } from "./entering.testkit.ts";
import { goBack, legalTargets, legalTargetsIn } from "./goingBack.testkit.ts";
import { followDates } from "./lifeClocks.testkit.ts";
import { completeTask } from "./lifeTasks.testkit.ts";
import { arrive, endInstance, leave } from "./moves.testkit.ts";
import { allFrames, frameOf, refuseIf, visitOf, type Finished, type Run } from "./run.testkit.ts";
import { found } from "./shape.testkit.ts";
import { armDates } from "./timers.testkit.ts";
import type { Frame, Visit } from "./types.testkit.ts";
import { closeVisit, lifeRegion, tokensMatchVisits } from "./visits.testkit.ts";

/** Opens visits for the tokens that have come to rest, in document order. */
function settle(run: Run): void {
  const resting = allFrames(run).filter((frame) => frame.at.kind === "entering");
  const order = (frame: Frame): number => (frame.at.kind === "entering" ? run.shape.order(frame.at.node) : 0);
  for (const frame of resting.sort((a, b) => order(a) - order(b))) {
    if (frame.at.kind !== "entering") continue;
    const visit = enter(run, frame.region, frame.at);
    frame.trail.push(visit.id);
    frame.at = { kind: "visit", visit: visit.id };
  }
}

/** Works off the queue of finished visits until nothing more moves. */
export function drain(run: Run): void {
  let left = 10 * run.def.nodes.length + 1_000;
  settle(run);
  for (let item = run.queue.shift(); item; item = run.queue.shift()) {
    refuseIf(left-- === 0, "FLOW_LOOP");
    work(run, item);
    settle(run);
  }
  armDates(run);
  followDates(run);
  if (!tokensMatchVisits(run)) throw new Error("the reference lost a token");
}

function work(run: Run, item: Finished): void {
  if ("failedJoin" in item) return returnFromJoin(run, item.failedJoin);
  const visit = visitOf(run, item.visit);
  if (visit.state === "closed") return; // it lost a join or was cut while it waited
  const node = run.shape.node(visit.node);
  if (node.kind === "act") performNode(run, node, visit);
  visit.by = item.by;
  visit.doneAt = run.state.seq;
  visit.outcome = item.outcome;
  if (visit.region === lifeRegion) return completeTask(run, visit);
  const policy: OnReject = item.outcome === "passed" ? { do: "continue" } : onReject(node);
  if (policy.do === "return") return returnFrom(run, visit, policy);
  closeVisit(run, visit, "done");
  const frame = found(frameOf(run, visit.region), `token of ${visit.id}`);
  if (policy.do === "continue") leave(run, frame, visit.node);
  else if (policy.do === "branch") arrive(run, frame, "failed");
  else endInstance(run, "rejected", "ended");
}

function onReject(node: FlowNode): OnReject {
  if (node.kind === "approval") return node.onReject;
  return node.kind === "subflow" ? node.onChildReject : { do: "end" };
}

function returnFrom(run: Run, visit: Visit, policy: Extract<OnReject, { do: "return" }>): void {
  const to = legalTargets(run, visit).includes(policy.to) ? policy.to : run.shape.startId;
  countReturn(run, policy);
  goBack(run, { to, command: "reject", reason: "returned" });
}

function returnFromJoin(run: Run, split: string): void {
  const frame = allFrames(run).find((one) => one.at.kind === "joinFailed" && one.at.split === split);
  const policy = run.shape.join(split).onFail;
  if (!frame || policy?.do !== "return") return; // the token was moved away meanwhile
  const to = legalTargetsIn(run, frame.region).includes(policy.to) ? policy.to : run.shape.startId;
  countReturn(run, policy);
  goBack(run, { to, command: "reject", reason: "returned" });
}

function countReturn(run: Run, policy: Extract<OnReject, { do: "return" }>): void {
  if (policy.count === undefined) return;
  const count = run.state.answers[policy.count];
  run.state.answers[policy.count] = (typeof count === "number" ? count : 0) + 1;
}
