import { seekerOf } from "../seats/resolveCandidates.ts";
import { actsFor } from "../seats/deputies.ts";
import { adminsOf } from "../seats/resolveSeats.ts";
import { seatsInTurn } from "../run/seating.ts";
import type { View } from "../run/view.ts";
import type { CommandInput } from "../types.ts";
import { type Ask, type CommandKind, findTask } from "./ask.ts";

/** What is asked, with the task it is about. Without a task id, a person's only seat in turn is meant. */
export function askOf(view: View, kind: CommandKind, input: CommandInput, probe: boolean): Ask {
  const admin = input.admin === true || adminsOf(seekerOf(view), view.plan.def.settings.admin).includes(input.by);
  const mine = kind.on === "task" && input.task === undefined ? seatsOf(view, input.by) : [];
  const named = input.task ?? (mine.length === 1 ? mine[0] : undefined);
  const task = kind.on === "task" && named !== undefined ? findTask(view, named) : undefined;
  return { view, input, probe, admin, ambiguous: mine.length > 1, ...(task ? { task } : {}) };
}

/** Ids of the tasks whose turn is this person's. */
function seatsOf(view: View, person: string): string[] {
  return view.instance.visits.flatMap((visit) => seatsInTurn(view, visit).filter((seat) => seat.delegatee === person || actsFor(view, visit, seat, person)).map((seat) => `${view.instance.id}:${visit.id}:${seat.id}`));
}
