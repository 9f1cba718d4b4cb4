import { issue } from "../../issues/issue.ts";
import { notices } from "../notices.ts";
import { note, patchVisit, tell } from "../run/run.ts";
import { changeSeat } from "../seats/seatTree.ts";
import { type Ask, type CommandKind, taskOf } from "./ask.ts";

/** 委派意见: the delegatee says what he thinks. It is stored beside the seat, never a vote, and the owner's turn comes back. */
export const advise: CommandKind = {
  name: "advise", on: "task", turn: "delegated",
  entitled: isDelegatee,
  check: (ask) => (ask.probe || ask.input.comment?.trim() ? undefined : issue("COMMAND_NEEDS", "", { command: "advise", what: "comment" })),
  apply: (run, ask) => {
    const { visit, seat, step } = taskOf(ask);
    const { by, comment = "" } = ask.input;
    const seats = changeSeat(visit.seats, seat.id, ({ delegatee: _, ...one }) => ({ ...one, advice: [...(one.advice ?? []), { by, at: run.env.now, comment }], version: one.version + 1 }));
    patchVisit(run, visit.id, { seats, touched: true });
    note(run, { command: "advise", node: visit.node, visit: visit.id, seat: seat.id, comment });
    tell(run, seat.holders, "task.advice", notices.advised(step.title, run.instance.number, comment), { visit: visit.id });
  },
};

function isDelegatee({ task, input }: Ask): boolean {
  return task?.seat.delegatee === input.by;
}
