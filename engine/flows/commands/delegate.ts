import { issue, type Issue } from "../../issues/issue.ts";
import { notices } from "../notices.ts";
import { join, note, patchVisit, tell } from "../run/run.ts";
import { changeSeat } from "../seats/seatTree.ts";
import { type Ask, type CommandKind, isHolder, taskOf } from "./ask.ts";
import { standIn } from "./decide.ts";
import { whyNotHere } from "./newSigner.ts";

/** 委派: somebody is asked for advice; the decision comes back to the owner. While it is out he can only take it back. */
export const delegate: CommandKind = {
  name: "delegate", on: "task", turn: "yours",
  entitled: isHolder,
  check: whyNoDelegate,
  apply: (run, ask) => {
    const { visit, seat, step } = taskOf(ask);
    const { person = "", comment } = ask.input;
    patchVisit(run, visit.id, { seats: changeSeat(visit.seats, seat.id, (one) => ({ ...one, delegatee: person, version: one.version + 1 })), touched: true });
    join(run, [person]);
    note(run, { command: "delegate", node: visit.node, visit: visit.id, seat: seat.id, outcome: person, ...(comment === undefined ? {} : { comment }), ...standIn(ask) });
    tell(run, [person], "task.open", notices.delegated(step.title, run.instance.number), { visit: visit.id });
  },
};

function whyNoDelegate(ask: Ask): Issue | undefined {
  const { visit, step } = taskOf(ask);
  if (step.node?.kind === "start") return issue("NOT_ALLOWED", "", { command: "delegate", node: visit.node, nodeZh: step.title.zh, nodeEn: step.title.en });
  if (ask.probe) return undefined;
  const { person } = ask.input;
  return person === undefined ? issue("COMMAND_NEEDS", "", { command: "delegate", what: "person" }) : whyNotHere(ask, person);
}
