import { issue } from "../../issues/issue.ts";
import { note, patchVisit } from "../run/run.ts";
import { nameOf } from "../run/view.ts";
import { changeSeat } from "../seats/seatTree.ts";
import { type Ask, type CommandKind, isHolder, nodeParams, taskOf } from "./ask.ts";
import { standIn } from "./decide.ts";

/** 认领: one of several who could decide takes it upon himself; the others no longer see it. Not an approval. */
export const claim: CommandKind = {
  name: "claim", on: "task", turn: "yours",
  entitled: isHolder,
  check: (ask) => {
    const { visit, seat } = taskOf(ask);
    if (!isClaimable(ask)) return issue("NOT_CLAIMABLE", "", nodeParams(ask.view, visit.node));
    return seat.claimed ? issue("CLAIMED_BY_OTHER", "", { ...nodeParams(ask.view, visit.node), person: nameOf(ask.view, seat.claimed.by) }) : undefined;
  },
  apply: (run, ask) => {
    const { visit, seat } = taskOf(ask);
    const claimed = { by: ask.input.by, at: run.env.now };
    patchVisit(run, visit.id, { seats: changeSeat(visit.seats, seat.id, (one) => ({ ...one, claimed, version: one.version + 1 })), touched: true });
    note(run, { command: "claim", node: visit.node, visit: visit.id, seat: seat.id, ...standIn(ask) });
  },
};

/** Only where the first decision decides: elsewhere everybody's voice is wanted. */
function isClaimable(ask: Ask): boolean {
  const { step: { kind, node }, visit, seat } = taskOf(ask);
  if (!visit.seats.some((one) => one.id === seat.id)) return false;
  return kind === "life" || node?.kind === "start" || node?.kind === "fill" || (node?.kind === "approval" && node.mode === "firstDecision");
}
