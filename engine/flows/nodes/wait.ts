import { checkWait } from "../check/checkWait.ts";
import { queueVisit } from "../run/seating.ts";
import { beginWait } from "../run/waiting.ts";
import { isCarriedPass } from "./isCarriedWalk.ts";
import type { NodeKind } from "./nodeKind.ts";

/** Waits for a time, a date or an event. One that had elapsed before a return with `back` is not waited for again. */
export const wait: NodeKind<"wait"> = {
  kind: "wait",
  enter: (run, node, visit) => {
    if (isCarriedPass(run, visit)) return queueVisit(run, visit.id, "passed");
    beginWait(run, node, visit);
  },
  check: checkWait,
};
