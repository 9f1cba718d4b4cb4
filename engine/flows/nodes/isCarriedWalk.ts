import type { Run } from "../run/run.ts";
import type { Visit } from "../types.ts";
import { lastOf } from "../lastOf.ts";

/** True when the node's earlier visit was cut by a return with `back`: on the way back nothing is repeated that need not be. */
export function isCarriedWalk(run: Run, node: string, visit: Visit): boolean {
  const before = lastOf(run.instance.visits, (one) => one.node === node && one.dead && one.id !== visit.id);
  return before !== undefined && run.instance.repairs.find((one) => one.no === before.repair)?.back === true;
}
