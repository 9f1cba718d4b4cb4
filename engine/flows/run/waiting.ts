import type { WaitNode } from "../../model/flow.ts";
import { evaluate } from "../conditions.ts";
import { durationMs } from "../duration.ts";
import type { Visit } from "../types.ts";
import { note, patchVisit, type Run } from "./run.ts";
import { blockVisit, clearBlocked, queueVisit } from "./seating.ts";
import { visitOf } from "./view.ts";
import { armWait, armWaitDate } from "./waitTimers.ts";

/** Begins a wait: a timer, or a subscription to an event. An event whose key cannot be told blocks, since nothing could ever meet it. */
export function beginWait(run: Run, node: WaitNode, visit: Visit): void {
  const { until } = node;
  if ("duration" in until) return armWait(run, visit.id, run.env.now + (durationMs(until.duration) ?? 0), "pause");
  if ("dateField" in until) return armWaitDate(run, visit.id, until.dateField);
  const key = evaluate(run, until.key);
  if (key === undefined) return blockVisit(run, visit.id, "unknownCondition");
  patchVisit(run, visit.id, { state: "open", waits: { event: until.event, key: String(key) } });
  clearBlocked(run, visit.id);
}

/** The wait is over: the token goes on. */
export function endWait(run: Run, id: string, outcome: string): void {
  const visit = visitOf(run, id);
  if (visit?.state !== "open") return;
  note(run, { command: "wait", node: visit.node, visit: id, outcome });
  queueVisit(run, id, "passed");
}
