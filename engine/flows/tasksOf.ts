import type { FlowDefinition } from "../model/flow.ts";
import { isPlan, planOf } from "./plan/plan.ts";
import { seatsInTurn } from "./run/seating.ts";
import { stepOf } from "./run/step.ts";
import type { FlowPlan } from "./plan/plan.ts";
import type { FlowInstance, Seat, TaskSeatState, TaskState, Visit } from "./types.ts";
import { effectiveVote } from "./votes/effectiveVote.ts";

/** Every seat of every visit as a task, oldest first; those a person can act on now are `open`. */
export function tasksOf(def: FlowDefinition, instance: FlowInstance): readonly TaskState[] {
  const plan = planOf(def);
  return isPlan(plan) ? instance.visits.flatMap((visit) => visit.seats.map((seat) => taskOf(plan, instance, visit, seat))) : [];
}

function taskOf(plan: FlowPlan, instance: FlowInstance, visit: Visit, seat: Seat): TaskState {
  const { kind, title } = stepOf(plan, visit);
  const lost = visit.state === "closed" && (visit.dead || visit.reason !== "done");
  return {
    id: `${instance.id}:${visit.id}:${seat.id}`, node: visit.node, title, kind, visit: visit.id, seat: seat.id,
    person: seat.person, holders: seat.holders, version: seat.version, state: stateOf(plan, visit, seat), openedAt: visit.enteredAt,
    ...(visit.closedAt === undefined ? {} : { closedAt: visit.closedAt }),
    ...(visit.dueAt === undefined ? {} : { dueAt: visit.dueAt }),
    ...(lost ? { superseded: { reason: visit.reason ?? "ended", by: visit.closedBy?.by ?? null, command: visit.closedBy?.command ?? "", at: visit.closedAt ?? 0 } } : {}),
  };
}

function stateOf(plan: FlowPlan, visit: Visit, seat: Seat): TaskSeatState {
  const vote = effectiveVote(seat);
  if (visit.state === "closed" && (visit.dead || visit.reason !== "done")) return "superseded";
  if (vote !== undefined) return seat.own ?? "carried";
  if (visit.state === "closed") return "moot";
  if (visit.state === "blocked") return "blocked";
  return seatsInTurn({ plan }, visit).includes(seat) ? "open" : "waiting";
}
