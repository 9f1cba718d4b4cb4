import { issue } from "../../issues/issue.ts";
import { note, patchVisit } from "../run/run.ts";
import { changeSeat } from "../seats/seatTree.ts";
import { type CommandKind, isHolder, nodeParams, taskOf } from "./ask.ts";

/** 取消认领: gives it back to everybody. */
export const unclaim: CommandKind = {
  name: "unclaim", on: "task", turn: (ask) => (ask.admin ? "undecided" : "yours"),
  entitled: (ask) => isHolder(ask) || ask.admin,
  check: (ask) => (taskOf(ask).seat.claimed ? undefined : issue("NOT_CLAIMED", "", nodeParams(ask.view, taskOf(ask).visit.node))),
  apply: (run, ask) => {
    const { visit, seat } = taskOf(ask);
    const seats = changeSeat(visit.seats, seat.id, ({ claimed: _, ...one }) => ({ ...one, version: one.version + 1 }));
    patchVisit(run, visit.id, { seats });
    note(run, { command: "unclaim", node: visit.node, visit: visit.id, seat: seat.id });
  },
};
