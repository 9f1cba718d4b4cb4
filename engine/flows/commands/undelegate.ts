import { issue } from "../../issues/issue.ts";
import { note, patchVisit } from "../run/run.ts";
import { changeSeat } from "../seats/seatTree.ts";
import { type CommandKind, isHolder, nodeParams, taskOf } from "./ask.ts";

/** 收回委派: the owner decides without waiting for the advice. */
export const undelegate: CommandKind = {
  name: "undelegate", on: "task", turn: "delegated",
  entitled: isHolder,
  check: (ask) => (taskOf(ask).seat.delegatee === undefined ? issue("NOT_DELEGATED", "", nodeParams(ask.view, taskOf(ask).visit.node)) : undefined),
  apply: (run, ask) => {
    const { visit, seat } = taskOf(ask);
    patchVisit(run, visit.id, { seats: changeSeat(visit.seats, seat.id, ({ delegatee: _, ...one }) => ({ ...one, version: one.version + 1 })), touched: true });
    note(run, { command: "undelegate", node: visit.node, visit: visit.id, seat: seat.id });
  },
};
