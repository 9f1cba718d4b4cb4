import { notices } from "../notices.ts";
import { tellParent } from "./children.ts";
import { note, patch, type Run, tell } from "./run.ts";
import { dropTimers } from "./timers.ts";
import { closeVisit } from "./visits.ts";

/** Ends the instance: open visits close, timers go, the initiator is told. */
export function endInstance(run: Run, outcome: string): void {
  for (const visit of run.instance.visits) if (visit.state !== "closed") closeVisit(run, visit.id, run.command === "terminate" ? "terminated" : "ended");
  dropTimers(run, () => true);
  patch(run, { status: "ended", outcome, endedAt: run.env.now });
  note(run, { command: "end", outcome });
  tellParent(run, outcome);
  tell(run, [run.instance.initiator], "flow.ended", notices.ended(run.instance.number, outcome), { outcome });
}
