import { cutBefore } from "../run/cutBefore.ts";
import type { Run } from "../run/run.ts";
import type { Visit } from "../types.ts";

/** True when the node's earlier visit was cut by a return with `back`: on the way back nothing is repeated that need not be. */
export function isCarriedWalk(run: Run, visit: Visit): boolean {
  return run.plan.def.settings.permit !== true && cutBefore(run, visit)?.repair.back === true; // on permits nothing is carried
}

/** The same for a node that had passed by then: an elapsed wait, finished children. */
export function isCarriedPass(run: Run, visit: Visit): boolean {
  return cutBefore(run, visit)?.visit.outcome === "passed" && isCarriedWalk(run, visit);
}
