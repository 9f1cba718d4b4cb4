import { everySeat, type Directory, type FlowInstance, type TaskView } from "@safeloop/engine";
import { personRef } from "../views/personRef.ts";

export interface SeatDetails {
  readonly visit?: string;
  readonly seat: Pick<TaskView["seat"], "claimedBy" | "delegatee" | "addedBy" | "advice">;
}

/** What a seat is in the middle of: claimed, out for advice, added by somebody, advice given. Told from the instance, since lists show only its state. */
export function seatDetails(instance: FlowInstance, taskId: string, directory: Directory): SeatDetails {
  const visit = instance.visits.find((one) => taskId.startsWith(`${instance.id}:${one.id}:`));
  const id = taskId.slice(taskId.lastIndexOf(":") + 1);
  const seat = visit && everySeat([...visit.seats, ...(visit.removed ?? []).map((one) => one.seat)]).find((one) => one.id === id);
  if (!visit || !seat) return { seat: {} };
  const advice = (seat.advice ?? []).map((one) => ({ by: personRef(directory, one.by), at: new Date(one.at).toISOString(), comment: one.comment }));
  return {
    visit: visit.id,
    seat: {
      ...(seat.claimed ? { claimedBy: personRef(directory, seat.claimed.by) } : {}),
      ...(seat.delegatee === undefined ? {} : { delegatee: personRef(directory, seat.delegatee) }),
      ...(seat.added ? { addedBy: personRef(directory, seat.added.by) } : {}),
      ...(advice.length > 0 ? { advice } : {}),
    },
  };
}
