import type { FillNode } from "../../model/flow.ts";
import { fieldHashes, hasChanged } from "../fieldHashes.ts";
import { accessAt } from "../fields.ts";
import { isEmpty } from "../fieldHashes.ts";
import type { Run } from "../run/run.ts";
import type { Seat, Visit } from "../types.ts";
import { lastOf } from "../lastOf.ts";

/**
 * A fill step cut by a return with `back` is carried when everything it
 * requires is still there and unchanged since, whoever would fill it today.
 */
export function carryFill(run: Run, node: FillNode, visit: Visit, seats: readonly Seat[]): Seat[] {
  const before = lastOf(run.instance.visits, (one) => one.node === node.id && one.dead === true && one.id !== visit.id);
  const repair = run.instance.repairs.find((one) => one.no === before?.repair);
  if (visit.asked || run.plan.def.settings.permit || !before || !repair?.back || before.outcome !== "passed") return [...seats];
  const required = [...accessAt(run.env.form, node.fields)].filter(([, access]) => access === "require").map(([xid]) => xid);
  if (hasChanged(repair.baseline, fieldHashes(run.answers), required) || required.some((xid) => isEmpty(run.answers[xid]))) return [...seats];
  const again = seats.filter((seat) => before.seats.some((old) => old.person === seat.person));
  return seats.map((seat) => (again.length === 0 || again.includes(seat) ? { ...seat, carried: before.id } : seat));
}
