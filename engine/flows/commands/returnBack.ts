import { issue, type Issue } from "../../issues/issue.ts";
import type { ReturnSettings } from "../../model/flow.ts";
import { goBack } from "../run/drain.ts";
import { note } from "../run/run.ts";
import { legalTargets } from "../run/targets.ts";
import { type Ask, type CommandKind, isHolder, nodeParams, taskOf } from "./ask.ts";
import { refuseData } from "./decide.ts";
import { missingEvidence } from "./evidence.ts";

const defaultMaxReturns = 50;

/** 退回: one person's act, whatever the vote. */
export const returnBack: CommandKind = {
  name: "return", on: "task", turn: "yours",
  entitled: isHolder,
  check: whyNoReturn,
  judge: (ask) => (ask.probe ? [] : missingEvidence(ask.view, taskOf(ask).step.evidence, ask.input, "return")),
  apply: (run, ask) => {
    const { visit, seat } = taskOf(ask);
    const { comment, to = "" } = ask.input;
    note(run, { command: "return", node: visit.node, visit: visit.id, seat: seat.id, outcome: to, ...(comment === undefined ? {} : { comment }) });
    goBack(run, { from: visit.id, to, back: backOf(ask), reason: "returned" });
  },
};

/** Where this task may be returned to, cut by the node's own settings. */
export function returnTargets(ask: Ask): string[] {
  const { visit, step } = taskOf(ask);
  if (step.kind === "life") return []; // what was issued is never returned
  const legal = legalTargets(ask.view, ask.view.plan.regionOf.get(visit.node) ?? "root", visit);
  const { targets = "any" } = settingsOf(ask);
  if (targets === "any") return legal;
  return targets === "start" ? legal.filter((node) => node === ask.view.plan.start) : legal.filter((node) => targets.includes(node));
}

function whyNoReturn(ask: Ask): Issue | undefined {
  const { visit, step } = taskOf(ask);
  const { instance, plan } = ask.view;
  const max = plan.def.settings.maxReturns ?? defaultMaxReturns;
  if (step.kind === "life" || step.node?.kind === "start" || settingsOf(ask).allow === false) return issue("RETURN_NOT_ALLOWED", "", nodeParams(ask.view, visit.node));
  const targets = returnTargets(ask);
  if (ask.probe ? targets.length === 0 : !targets.includes(ask.input.to ?? "")) return issue("RETURN_TARGET", "", { to: ask.input.to ?? "?", targets });
  if (visit.fixed === "rejected") return issue("OUTCOME_FIXED", "", nodeParams(ask.view, visit.node));
  if (instance.repairs.filter((one) => one.command === "return").length >= max) return issue("RETURN_LIMIT", "", { max });
  return refuseData(ask);
}

function backOf(ask: Ask): boolean {
  const { afterRepair = "rewalk" } = settingsOf(ask);
  return afterRepair === "choose" ? ask.input.back === true : afterRepair === "backToReturner";
}

function settingsOf(ask: Ask): ReturnSettings {
  const { node } = taskOf(ask).step;
  return node && "returns" in node ? (node.returns ?? {}) : {};
}
