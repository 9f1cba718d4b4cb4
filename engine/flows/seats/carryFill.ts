import type { FillNode } from "../../model/flow.ts";
import { fieldHashes, hasChanged } from "../fieldHashes.ts";
import { accessAt, writableFields } from "../fields.ts";
import { isEmpty } from "../fieldHashes.ts";
import type { Run } from "../run/run.ts";
import type { Seat, Visit } from "../types.ts";
import { lastOf } from "../lastOf.ts";

/**
 * A fill step cut by a return with `back` is carried when what it filled is
 * unchanged since and everything it requires is still there.
 */
export function carryFill(run: Run, node: FillNode, visit: Visit, seats: readonly Seat[]): Seat[] {
  const before = lastOf(run.instance.visits, (one) => one.node === node.id && one.dead && one.id !== visit.id);
  const repair = run.instance.repairs.find((one) => one.no === before?.repair);
  if (visit.asked || run.plan.def.settings.permit || !before || !repair?.back || before.outcome !== "passed") return [...seats];
  const same = !hasChanged(repair.baseline, fieldHashes(run.answers), writableFields(run.env.form, node.fields));
  const complete = [...accessAt(run.env.form, node.fields)].every(([xid, access]) => access !== "require" || !isEmpty(run.answers[xid]));
  return seats.map((seat) => (same && complete && before.seats.some((old) => old.person === seat.person && old.own === "approved") ? { ...seat, carried: before.id } : seat));
}
