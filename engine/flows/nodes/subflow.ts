import { checkSubflow } from "../check/checkSubflow.ts";
import { queueVisit } from "../run/seating.ts";
import { startChildren } from "../run/subflows.ts";
import { isCarriedPass } from "./isCarriedWalk.ts";
import type { NodeKind } from "./nodeKind.ts";

/** Starts other flows, one or one per row; sync ones are waited for. Children that had finished before a return with `back` are not started again. */
export const subflow: NodeKind<"subflow"> = {
  kind: "subflow",
  enter: (run, node, visit) => {
    if (node.sync && isCarriedPass(run, visit)) return queueVisit(run, visit.id, "passed");
    startChildren(run, node, visit);
  },
  check: checkSubflow,
};
