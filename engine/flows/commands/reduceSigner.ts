import { issue, type Issue } from "../../issues/issue.ts";
import { note, patchVisit } from "../run/run.ts";
import { judgeVisit, tellNewTurns } from "../run/seating.ts";
import { aboveSeat, changeSeat, withoutSeat } from "../seats/seatTree.ts";
import { hasSpoken } from "../votes/effectiveVote.ts";
import { type Ask, type CommandKind, nodeParams, taskOf } from "./ask.ts";

/** 减签: takes an added seat out again; the outcome is judged anew at once. */
export const reduceSigner: CommandKind = {
  name: "reduceSigner", on: "task",
  entitled: ({ admin, input, task }) => admin || task?.seat.added?.by === input.by,
  check: whyNoReduction,
  apply: (run, ask) => {
    const { visit, seat } = taskOf(ask);
    const removed = [...(visit.removed ?? []), { seat, by: ask.input.by, at: run.env.now }];
    const owner = aboveSeat(visit.seats, seat.id)?.at(-1)?.seat.id;
    const seats = owner === undefined ? visit.seats : changeSeat(visit.seats, owner, (one) => ({ ...one, version: one.version + 1 }));
    patchVisit(run, visit.id, { seats: withoutSeat(seats, seat.id), removed, touched: true });
    note(run, { command: "reduceSigner", node: visit.node, visit: visit.id, seat: seat.id, outcome: seat.person });
    judgeVisit(run, visit.id);
    tellNewTurns(run, visit);
  },
};

function whyNoReduction(ask: Ask): Issue | undefined {
  const { visit, seat } = taskOf(ask);
  if (!seat.added) return issue("NOT_ADDED", "", nodeParams(ask.view, visit.node));
  return hasSpoken(seat) || seat.before || seat.after ? issue("SEAT_DECIDED", "", nodeParams(ask.view, visit.node)) : undefined;
}
