import { isAdmin } from "./people.testkit.ts";
import { refuse, refuseIf, type Run } from "./run.testkit.ts";
import { isEligible, newSeat } from "./seats.testkit.ts";
import { byHolderOrAdmin, fullTurn, noTurn, onlyUndecided, turnWhileDelegated, type Task, type TaskRule } from "./tasks.testkit.ts";
import { allSeats } from "./turns.testkit.ts";
import type { Seat, Visit } from "./types.testkit.ts";

const mostTransfers = 10;

export const claim: TaskRule = {
  own: (_run, task) => refuseIf(!isClaimable(task) || task.visit.claimed !== undefined, "NOT_CLAIMABLE"),
  effect: (_run, { visit, seat }) => {
    visit.claimed = seat.person;
    changed(visit, seat);
  },
};

/** An administrator may give back what another has claimed and left lying. */
export const unclaim: TaskRule = {
  entitled: byHolderOrAdmin,
  turn: (run, task, command) => (isAdmin(run, command.by) ? onlyUndecided(run, task) : fullTurn(run, task)),
  own: (_run, task) => refuseIf(!isClaimable(task) || task.visit.claimed !== task.seat.person, "NOT_CLAIMABLE"),
  effect: (_run, { visit, seat }) => {
    delete visit.claimed;
    changed(visit, seat);
  },
};

function isClaimable({ node, path }: Task): boolean {
  const kind = node.kind === "start" || node.kind === "fill" || (node.kind === "approval" && node.mode === "firstDecision");
  return kind && path.length === 1;
}

/** By an admin it is a reassignment: also while suspended, and of a seat that waits or is out for advice. */
export const transfer: TaskRule = {
  entitled: byHolderOrAdmin,
  whileSuspended: (run, command) => isAdmin(run, command.by),
  turn: (run, task, command) => (isAdmin(run, command.by) ? onlyUndecided(run, task) : fullTurn(run, task)),
  own: (run, task, command) => {
    refuseIf(task.seat.transfers >= mostTransfers || task.node.kind === "start", "NOT_ALLOWED");
    refusePeople(run, task, command.person === undefined ? [] : [command.person]);
  },
  effect: (_run, { visit, seat }, command) => moveSeat(visit, seat, command.person as string),
};

/** The seat is another person's now. */
export function moveSeat(visit: Visit, seat: Seat, person: string): void {
  if (visit.claimed === seat.person) delete visit.claimed;
  seat.former.push(seat.person);
  seat.person = person;
  seat.holders = [person];
  seat.transfers += 1;
  delete seat.delegatee;
  changed(visit, seat);
}

export const delegate: TaskRule = {
  own: (run, task, command) => {
    refuseIf(task.node.kind === "start", "NOT_ALLOWED");
    refusePeople(run, task, command.person === undefined ? [] : [command.person]);
  },
  effect: (run, { visit, seat }, command) => {
    seat.delegatee = command.person as string;
    run.state.told.push(seat.delegatee); // once asked, he takes part
    changed(visit, seat);
  },
};

export const advise: TaskRule = {
  entitled: (_run, { seat }, command) => seat.delegatee === command.by,
  turn: turnWhileDelegated,
  effect: comeBack,
};

export const undelegate: TaskRule = {
  turn: turnWhileDelegated,
  own: (_run, { seat }) => refuseIf(seat.delegatee === undefined, "NOT_ALLOWED"),
  effect: comeBack,
};

function comeBack(_run: Run, { visit, seat }: Task): void {
  delete seat.delegatee;
  changed(visit, seat);
}

const deepest = 3;

export const addSigner: TaskRule = {
  own: (run, task, command) => {
    const { position = "parallel" } = command;
    refuseIf(task.node.kind !== "approval", "NOT_ALLOWED"); // what is filled is not signed
    refuseIf(task.visit.fixed !== undefined, "OUTCOME_FIXED");
    refuseIf(position !== "parallel" && task.path.length > deepest, "NEST_TOO_DEEP");
    refuseIf(position !== "parallel" && task.seat[position] !== undefined, "SCOPE_EXISTS");
    refusePeople(run, task, command.people ?? []);
  },
  effect: (_run, task, command) => {
    const added = (command.people ?? []).map((person): Seat => ({ ...newSeat(person), added: { by: command.by } }));
    if (command.position === "before" || command.position === "after") {
      task.seat[command.position] = { mode: command.mode ?? "all", seats: added };
      task.seat.version += 1;
    } else task.place.list.splice(task.place.list.indexOf(task.seat) + 1, 0, ...added);
    task.visit.touched = true;
  },
};

/** The task named is the added seat; only its adder or an admin may remove it. */
export const reduceSigner: TaskRule = {
  entitled: (run, { seat }, command) => seat.added?.by === command.by || isAdmin(run, command.by),
  turn: noTurn,
  own: (_run, { seat }) => {
    refuseIf(!seat.added, "NOT_ADDED");
    refuseIf(seat.own !== undefined || seat.before !== undefined || seat.after !== undefined, "SEAT_DECIDED");
  },
  effect: (run, task) => {
    const { place, seat, visit } = task;
    run.state.told.push(seat.person, ...seat.holders, ...seat.former); // who was asked goes on taking part
    place.list.splice(place.list.indexOf(seat), 1);
    visit.removed.push(seat.person);
    if (visit.claimed === seat.person && task.path.length === 1) delete visit.claimed; // the claim goes with its seat
    visit.touched = true;
    const owner = task.path.at(-2)?.seat;
    if (!owner || !place.position) return;
    owner.version += 1;
    if (place.list.length === 0) delete owner[place.position];
  },
};

function changed(visit: Visit, seat: Seat): void {
  seat.version += 1;
  visit.touched = true;
}

/** Each may sit here and does not sit here yet. */
function refusePeople(run: Run, task: Task, people: readonly string[]): void {
  if (people.length === 0 || !people.every((person) => isEligible(run, task.node, person))) refuse("NOT_ELIGIBLE");
  const seated = allSeats(task.visit).flatMap((seat) => seat.holders);
  refuseIf(people.some((person, i) => seated.includes(person) || people.indexOf(person) !== i), "ONE_SEAT_PER_PERSON");
}
