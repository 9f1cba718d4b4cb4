import { issue, type Issue } from "../../issues/issue.ts";
import { goBack } from "../run/drain.ts";
import { note } from "../run/run.ts";
import { everySeat } from "../seats/seatTree.ts";
import type { Ask, CommandKind } from "./ask.ts";
import { nodeParams } from "./ask.ts";
import { isAtStart, lifeEventsHere } from "./standing.ts";

/** 撤回: the initiator takes it back to the start; same instance, same number. Never an issued permit. */
export const withdraw: CommandKind = {
  name: "withdraw", on: "instance",
  entitled: (ask) => ask.input.by === ask.view.instance.initiator,
  check: whyNoWithdraw,
  apply: (run, ask) => {
    const { comment } = ask.input;
    note(run, { command: "withdraw", ...(comment === undefined ? {} : { comment }) });
    goBack(run, { to: run.plan.start, back: false, reason: "withdrawn" });
  },
};

function whyNoWithdraw(ask: Ask): Issue | undefined {
  const { plan, instance } = ask.view;
  const { withdraw: when } = plan.def.settings;
  if (instance.life) return issue("LIFE_USE_EVENT", "", { command: "withdraw", events: lifeEventsHere(ask) });
  if (when === "never") return issue("NOT_ALLOWED", "", { command: "withdraw", ...nodeParams(ask.view, plan.start) });
  const voted = instance.visits.find((visit) => !visit.dead && visit.node !== plan.start && everySeat(visit.seats).some((seat) => seat.own !== undefined));
  if (when === "beforeFirst" && voted) return issue("WITHDRAW_TOO_LATE", "", nodeParams(ask.view, voted.node));
  return isAtStart(ask) ? issue("NOTHING_TO_WITHDRAW", "") : undefined;
}
