import { issue } from "../../issues/issue.ts";
import { type CommandKind, isHolder, nodeParams, taskOf } from "./ask.ts";
import { castVote, refuseData } from "./decide.ts";
import { missingEvidence } from "./evidence.ts";

/** 驳回: one vote against. A step that is filled cannot be rejected. */
export const reject: CommandKind = {
  name: "reject", on: "task", turn: "yours",
  entitled: isHolder,
  check: (ask) => (taskOf(ask).step.kind === "approval" ? refuseData(ask) : issue("NOT_ALLOWED", "", { command: "reject", ...nodeParams(ask.view, taskOf(ask).visit.node) })),
  judge: (ask) => (ask.probe ? [] : missingEvidence(ask.view, taskOf(ask).step.evidence, ask.input, "reject")),
  apply: (run, ask) => castVote(run, ask, "rejected"),
};
