import { issue, type Issue } from "../../issues/issue.ts";
import { notices } from "../notices.ts";
import { join, note, patchVisit, tell } from "../run/run.ts";
import { handedOver } from "../seats/handedOver.ts";
import { changeSeat } from "../seats/seatTree.ts";
import { type Ask, type CommandKind, isHolder, taskOf } from "./ask.ts";
import { whyNotHere } from "./newSigner.ts";

const maxTransfers = 10;

/** 转办: the seat changes hands; its timers run on. An administrator may reassign any undecided seat, also while the flow is suspended. */
export const transfer: CommandKind = {
  name: "transfer", on: "task", turn: (ask) => (ask.admin ? "undecided" : "yours"),
  whileSuspended: (ask) => ask.admin,
  entitled: (ask) => isHolder(ask) || ask.admin,
  check: whyNoTransfer,
  apply: (run, ask) => {
    const { visit, seat, step } = taskOf(ask);
    const { person = "", comment } = ask.input;
    patchVisit(run, visit.id, { seats: changeSeat(visit.seats, seat.id, (one) => ({ ...handedOver(one, person), transfers: (one.transfers ?? 0) + 1 })), touched: true });
    join(run, [person]);
    note(run, { command: "transfer", node: visit.node, visit: visit.id, seat: seat.id, outcome: person, detail: { from: seat.person }, ...(comment === undefined ? {} : { comment }) });
    tell(run, [person], "task.open", notices.opened(step.title, run.instance.number), { visit: visit.id });
  },
};

function whyNoTransfer(ask: Ask): Issue | undefined {
  const { visit, seat, step } = taskOf(ask);
  const { person } = ask.input;
  if ((seat.transfers ?? 0) >= maxTransfers) return issue("TRANSFER_LIMIT", "", { max: maxTransfers });
  if (step.node?.kind === "start") return issue("NOT_ALLOWED", "", { command: "transfer", node: visit.node, nodeZh: step.title.zh, nodeEn: step.title.en });
  if (ask.probe) return undefined;
  return person === undefined ? issue("COMMAND_NEEDS", "", { command: "transfer", what: "person" }) : whyNotHere(ask, person);
}
