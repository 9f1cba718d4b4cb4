import { seekerOf } from "../seats/resolveCandidates.ts";
import { adminsOf } from "../seats/resolveSeats.ts";
import { seatsInTurn } from "../run/seating.ts";
import type { View } from "../run/view.ts";
import type { CommandInput } from "../types.ts";
import { type Ask, type AskedTask, type CommandKind, findTask } from "./ask.ts";

/** What is asked, with the task it is about. Without a task id, a person's only seat in turn is meant. */
export function askOf(view: View, kind: CommandKind, input: CommandInput, probe: boolean): Ask {
  const admin = input.admin === true || adminsOf(seekerOf(view), view.plan.def.settings.admin).includes(input.by);
  const task = kind.on !== "task" ? undefined : input.task === undefined ? onlySeat(view, input.by) : findTask(view, input.task);
  return { view, input, probe, admin, ...(task ? { task } : {}) };
}

function onlySeat(view: View, person: string): AskedTask | undefined {
  const seats = view.instance.visits.flatMap((visit) => seatsInTurn(view, visit).filter((seat) => seat.holders.includes(person)).map((seat) => `${view.instance.id}:${visit.id}:${seat.id}`));
  return seats.length === 1 ? findTask(view, seats[0] ?? "") : undefined;
}
