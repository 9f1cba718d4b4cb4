import { issue } from "../../issues/issue.ts";
import { type CommandKind, isHolder, nodeParams, taskOf } from "./ask.ts";
import { castVote, judgeDecision } from "./decide.ts";

/** 同意: one vote for. */
export const approve: CommandKind = {
  name: "approve", on: "task", turn: "yours",
  entitled: isHolder,
  check: (ask) => (taskOf(ask).step.kind === "approval" ? undefined : issue("NOT_ALLOWED", "", { command: "approve", ...nodeParams(ask.view, taskOf(ask).visit.node) })),
  judge: judgeDecision,
  apply: (run, ask) => castVote(run, ask, "approved"),
};
