import type { WaitNode } from "../../model/flow.ts";
import { nodeOf } from "../plan/plan.ts";
import type { Visit } from "../types.ts";
import { ask, type Findings } from "./findings.ts";
import { nodeParams } from "./lookAtVisits.ts";
import { answerTo, mayStay, oldRegionOf, openVisits, type Survey } from "./survey.ts";

/** Waits for an event that the new revision names otherwise: nothing could ever meet what was subscribed to. */
export function lookAtWaits(s: Survey, f: Findings): void {
  for (const visit of openVisits(s)) if (mayStay(s, visit)) lookAtWait(s, f, visit);
}

function lookAtWait(s: Survey, f: Findings, visit: Visit): void {
  const was = nodeOf(s.before, visit.node);
  const now = nodeOf(s.after, visit.node);
  if (was.kind !== "wait" || now.kind !== "wait" || !("event" in was.until)) return;
  const event = visit.waits?.event ?? was.until.event;
  const next = eventOf(now);
  if (next === event) return;
  const answer = answerTo(s, `wait:${visit.id}`);
  const params = { ...nodeParams(now), event, now: next ?? "-" };
  const region = s.regions.get(oldRegionOf(s, visit)) ?? "root";
  const given = ask(f, { key: `wait:${visit.id}`, kind: "wait", code: "MIGRATION_EVENT_RENAMED", params, choices: ["wait", "pass"], region, ...(answer === undefined ? {} : { answer }) });
  if (given === "pass") f.passed.add(visit.id);
  if (given === "wait") f.waitsAnew.add(visit.id);
}

function eventOf(node: WaitNode): string | undefined {
  return "event" in node.until ? node.until.event : undefined;
}
