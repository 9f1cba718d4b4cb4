import type { FlowDefinition } from "../model/flow.ts";
import { isPlan, planOf } from "./plan/plan.ts";
import type { View } from "./run/view.ts";
import { actsFor, deputiesOf } from "./seats/deputies.ts";
import { everySeat } from "./seats/seatTree.ts";
import type { FlowEnv, FlowInstance, Seat } from "./types.ts";
import { hasSpoken } from "./votes/effectiveVote.ts";

/**
 * The undecided tasks a person acts on at `env.now` only as a deputy: by task
 * id, the holder he stands in for. A seat he is barred from (initiator,
 * excluded, seated in the same visit) is not there.
 */
export function standsInFor(def: FlowDefinition, instance: FlowInstance, personId: string, env: FlowEnv): { readonly [task: string]: string } {
  const plan = planOf(def);
  if (!isPlan(plan)) return {};
  const view: View = { plan, instance, env, answers: env.answers };
  const open = instance.visits.filter((visit) => visit.state !== "closed");
  const seats = open.flatMap((visit) => everySeat(visit.seats).filter((seat) => !hasSpoken(seat) && !seat.holders.includes(personId) && actsFor(view, visit, seat, personId)).map((seat) => ({ visit, seat })));
  return Object.fromEntries(seats.map(({ visit, seat }) => [`${instance.id}:${visit.id}:${seat.id}`, principalOf(seat, personId, env)]));
}

function principalOf(seat: Seat, personId: string, env: FlowEnv): string {
  return seat.holders.find((holder) => deputiesOf(env.directory, holder, env.now).includes(personId)) ?? seat.person;
}
