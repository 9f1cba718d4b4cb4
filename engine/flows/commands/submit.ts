import { issue } from "../../issues/issue.ts";
import { type CommandKind, isHolder, nodeParams, taskOf } from "./ask.ts";
import { castVote, judgeDecision } from "./decide.ts";

/** 提交: a filled step, or a task of the life, is done. */
export const submit: CommandKind = {
  name: "submit", on: "task", turn: "yours",
  entitled: isHolder,
  check: (ask) => (taskOf(ask).step.kind === "approval" ? issue("NOT_ALLOWED", "", { command: "submit", ...nodeParams(ask.view, taskOf(ask).visit.node) }) : undefined),
  judge: judgeDecision,
  apply: (run, ask) => castVote(run, ask, "approved"),
};
