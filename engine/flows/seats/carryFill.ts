import type { FillNode } from "../../model/flow.ts";
import { fieldHashes, hasChanged } from "../fieldHashes.ts";
import { accessAt } from "../fields.ts";
import { isEmpty } from "../fieldHashes.ts";
import { cutBefore } from "../run/cutBefore.ts";
import type { Run } from "../run/run.ts";
import type { Seat, Visit } from "../types.ts";

/**
 * A fill step cut by a return with `back` is carried when everything it
 * requires is still there and unchanged since, whoever would fill it today.
 */
export function carryFill(run: Run, node: FillNode, visit: Visit, seats: readonly Seat[]): Seat[] {
  const cut = cutBefore(run, visit);
  if (visit.asked || run.plan.def.settings.permit || !cut?.repair.back || cut.visit.outcome !== "passed") return [...seats];
  const { visit: before, repair } = cut;
  const required = [...accessAt(run.env.form, node.fields)].filter(([, access]) => access === "require").map(([xid]) => xid);
  if (hasChanged(repair.baseline, fieldHashes(run.answers), required) || required.some((xid) => isEmpty(run.answers[xid]))) return [...seats];
  const again = seats.filter((seat) => before.seats.some((old) => old.person === seat.person));
  return seats.map((seat) => (again.length === 0 || again.includes(seat) ? { ...seat, carried: before.id } : seat));
}
