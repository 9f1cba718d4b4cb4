import { judge } from "./entering.testkit.ts";
import { goBack } from "./goingBack.testkit.ts";
import { allFrames, refuse, refuseIf, type Run } from "./run.testkit.ts";
import { isHuman } from "./shape.testkit.ts";
import { noTurn, type Task, type TaskRule } from "./tasks.testkit.ts";
import { allSeats } from "./turns.testkit.ts";
import type { Seat, Visit } from "./types.testkit.ts";

/** The caster of a vote opens it again while all that followed is untouched (flows.md 6.3). */
export const takeBack: TaskRule = {
  reachesDone: true,
  entitled: (_run, { seat }, command) => seat.own !== undefined && seat.castBy === command.by && seat.carried === undefined && !seat.added,
  turn: noTurn,
  own: (run, task, command) => (run.state.life ? refuse("NOT_ALLOWED") : task.visit.state === "closed" ? refuseClosedTaking(run, task, command.by) : refuseOpenTaking(task)),
  effect: (run, { visit, seat }) => {
    if (visit.state === "closed") goBack(run, { to: visit.node, command: "takeBack", reason: "tookBack", copyOf: visit.id, reopen: seat.person });
    else reopen(run, visit, seat);
  },
};

function reopen(run: Run, visit: Visit, seat: Seat): void {
  delete seat.own;
  delete seat.castBy;
  delete seat.castAt;
  delete seat.signed;
  judge(run, visit, "system");
}

function refuseOpenTaking({ visit, node, place }: Task): void {
  refuseIf(visit.fixed !== undefined, "OUTCOME_FIXED");
  const later = place.list.slice(place.list.indexOf(place.seat) + 1);
  const voted = allSeats({ ...visit, seats: later }).some(isCast);
  refuseIf(node.kind === "approval" && node.mode === "sequence" && voted, "TAKE_BACK_TOUCHED");
  // Whoever signed after him did so on his vote.
  refuseIf(allSeats({ ...visit, seats: place.seat.after?.seats ?? [] }).some(isCast), "TAKE_BACK_TOUCHED");
}

function isCast(seat: Seat): boolean {
  return seat.own !== undefined && seat.carried === undefined;
}

function refuseClosedTaking(run: Run, { visit, seat }: Task, by: string): void {
  refuseIf(!allFrames(run).some((frame) => frame.trail.includes(visit.id)), "TAKE_BACK_JOINED");
  const after = followers(run, visit);
  refuseIf(after.some((one) => one.acted), "TAKE_BACK_EFFECTS");
  refuseIf(visit.by !== by || visit.doneAt !== seat.castAt || after.some((one) => !isUntouched(run, one)), "TAKE_BACK_TOUCHED");
}

/** What came after a visit in its region and below, in this walk. */
function followers(run: Run, visit: Visit): Visit[] {
  const later = run.state.visits.slice(run.state.visits.indexOf(visit) + 1);
  return later.filter((one) => !one.dead && run.shape.inside(one.region, visit.region));
}

/** Nodes that ask nobody don't hinder; a node that asks must be open and as it was opened. */
function isUntouched(run: Run, visit: Visit): boolean {
  if (!isHuman(run.shape.node(visit.node))) return true;
  return visit.state !== "closed" && !visit.touched && !allSeats(visit).some(isCast);
}
