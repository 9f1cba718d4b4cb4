import type { FlowDefinition } from "../model/flow.ts";
import { isPlan, planOf } from "./plan/plan.ts";
import { seatsInTurn } from "./run/seating.ts";
import { stepOf } from "./run/step.ts";
import type { FlowPlan } from "./plan/plan.ts";
import type { FlowInstance, Seat, TaskSeatState, TaskState, Visit } from "./types.ts";
import { everySeat, seatIn } from "./seats/seatTree.ts";
import { claimedSeat, isMoot } from "./seats/turns.ts";
import { effectiveVote, hasSpoken } from "./votes/effectiveVote.ts";

/** Every seat of every visit as a task, oldest first; those a person can act on now are `open`. */
export function tasksOf(def: FlowDefinition, instance: FlowInstance): readonly TaskState[] {
  const plan = planOf(def);
  return isPlan(plan) ? instance.visits.flatMap((visit) => seatsShown(visit).map((seat) => taskOf(plan, instance, visit, seat))) : [];
}

/** Removed seats are shown too: a late click on one is told why. */
function seatsShown(visit: Visit): readonly Seat[] {
  return everySeat(visit.removed ? [...visit.seats, ...visit.removed.map((one) => one.seat)] : visit.seats);
}

function taskOf(plan: FlowPlan, instance: FlowInstance, visit: Visit, seat: Seat): TaskState {
  const { kind, title } = stepOf(plan, visit);
  const state = stateOf(plan, visit, seat);
  const lost = visit.state === "closed" && (visit.dead || visit.reason !== "done");
  return {
    id: `${instance.id}:${visit.id}:${seat.id}`, node: visit.node, title, kind, visit: visit.id, seat: seat.id,
    person: seat.person, holders: seat.holders, actors: actorsOf(seat, state), version: seat.version, state, openedAt: visit.enteredAt,
    ...(visit.closedAt === undefined ? {} : { closedAt: visit.closedAt }),
    ...(visit.dueAt === undefined ? {} : { dueAt: visit.dueAt }),
    ...(lost ? { superseded: { reason: visit.reason ?? "ended", by: visit.closedBy?.by ?? null, command: visit.closedBy?.command ?? "", at: visit.closedAt ?? 0 } } : {}),
  };
}

/** Whom the task waits for: deputies of holders are found when somebody asks, since absence begins and ends by the clock. */
function actorsOf(seat: Seat, state: TaskSeatState): readonly string[] {
  if (state === "delegated") return [seat.delegatee ?? seat.person];
  return state === "open" || state === "claimed" ? seat.holders : [];
}

function stateOf(plan: FlowPlan, visit: Visit, seat: Seat): TaskSeatState {
  if (visit.removed?.some((one) => one.seat.id === seat.id)) return "removed";
  if (visit.state === "closed" && (visit.dead || visit.reason !== "done")) return "superseded";
  if (hasSpoken(seat)) return seat.own ?? "carried";
  if (visit.state === "closed" || effectiveVote(seat) !== undefined || isMoot(visit.seats, seat.id)) return "moot";
  return visit.state === "blocked" ? "blocked" : turnState(plan, visit, seat);
}

/** While one has claimed the step, the others' seats are hidden as if they had to wait. */
function turnState(plan: FlowPlan, visit: Visit, seat: Seat): TaskSeatState {
  if (!seatsInTurn({ plan }, visit).some((one) => one.id === seat.id)) return "waiting";
  if (seat.delegatee !== undefined) return "delegated";
  const claimed = claimedSeat(visit);
  if (!claimed) return "open";
  if (claimed.id === seat.id) return "claimed";
  return seatIn([claimed], seat.id) ? "open" : "waiting";
}
