import type { Run } from "../run/run.ts";
import type { Visit } from "../types.ts";
import { lastOf } from "../lastOf.ts";

/** True when the node's earlier visit was cut by a return with `back`: on the way back nothing is repeated that need not be. */
export function isCarriedWalk(run: Run, node: string, visit: Visit): boolean {
  return isBack(run, cutBefore(run, node, visit));
}

/** The same for a node that had passed by then: an elapsed wait, finished children. */
export function isCarriedPass(run: Run, node: string, visit: Visit): boolean {
  const before = cutBefore(run, node, visit);
  return before?.outcome === "passed" && isBack(run, before);
}

function cutBefore(run: Run, node: string, visit: Visit): Visit | undefined {
  return lastOf(run.instance.visits, (one) => one.node === node && one.dead === true && one.id !== visit.id);
}

/** On permits nothing is carried. */
function isBack(run: Run, before: Visit | undefined): boolean {
  return run.plan.def.settings.permit !== true && before !== undefined && run.instance.repairs.find((one) => one.no === before.repair)?.back === true;
}
