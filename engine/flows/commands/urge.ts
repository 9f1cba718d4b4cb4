import { issue } from "../../issues/issue.ts";
import { durationMs } from "../duration.ts";
import { notices } from "../notices.ts";
import { note, patch, tell } from "../run/run.ts";
import { seatsInTurn } from "../run/seating.ts";
import { titleOf } from "../run/visits.ts";
import { type CommandKind, isParticipant } from "./ask.ts";

const defaultEveryMs = 30 * 60_000;

/** 催办: reminds those whose turn it is, not more often than the setting allows. */
export const urge: CommandKind = {
  name: "urge", on: "instance",
  entitled: isParticipant,
  check: ({ view }) => {
    const every = durationMs(view.plan.def.settings.urgeEvery) ?? defaultEveryMs;
    const left = (view.instance.lastUrge ?? -Infinity) + every - view.env.now;
    return left > 0 ? issue("URGE_THROTTLED", "", { retryAfterS: Math.ceil(left / 1000) }) : undefined;
  },
  apply: (run) => {
    const open = run.instance.visits.filter((visit) => visit.state === "open");
    for (const visit of open) tell(run, seatsInTurn(run, visit).flatMap((seat) => seat.holders), "task.urge", notices.urged(titleOf(run, visit.node), run.instance.number), { visit: visit.id });
    patch(run, { lastUrge: run.env.now });
    note(run, { command: "urge", detail: { visits: open.map((visit) => visit.id) } });
  },
};
