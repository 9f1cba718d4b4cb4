import { lastOf } from "../lastOf.ts";
import type { Repair, Visit } from "../types.ts";
import type { Run } from "./run.ts";

/** The latest earlier visit of the node with the way back that cut it; undefined when the latest still stands (flows.md 6.2). */
export function cutBefore(run: Run, visit: Visit): { readonly visit: Visit; readonly repair: Repair } | undefined {
  const before = lastOf(run.instance.visits, (one) => one.node === visit.node && one.id !== visit.id && one.order <= visit.order);
  const repair = before?.dead === true ? run.instance.repairs.find((one) => one.no === before.repair) : undefined;
  return before && repair && { visit: before, repair };
}
