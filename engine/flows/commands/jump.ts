import { issue, type Issue } from "../../issues/issue.ts";
import { isWithin } from "../plan/plan.ts";
import { goBack } from "../run/drain.ts";
import { note } from "../run/run.ts";
import { trailOf } from "../run/targets.ts";
import { visitOf, type View } from "../run/view.ts";
import { titleOf } from "../run/visits.ts";
import type { Visit } from "../types.ts";
import { type Ask, type CommandKind, nodeParams, whyClosed } from "./ask.ts";

/**
 * 跳转: an administrator moves a token to another step of its own or an
 * enclosing branch, with a reason and an audit flag; forward too, but on a
 * permit never over a step that has not passed.
 */
export const jump: CommandKind = {
  name: "jump", on: "instance",
  known: ({ view, input }) => {
    const visit = visitOf(view, input.visit ?? "");
    if (!visit) return issue("TASK_UNKNOWN", "", { task: input.visit ?? "?" });
    return visit.state === "closed" ? whyClosed(view, visit) : undefined;
  },
  entitled: (ask) => ask.admin,
  check: whyNoJump,
  apply: (run, ask) => {
    const { to = "", reason = "" } = ask.input;
    const from = visitOf(run, ask.input.visit ?? "");
    note(run, { command: "jump", outcome: to, comment: reason, detail: { audit: true }, ...(from ? { node: from.node, visit: from.id } : {}) });
    goBack(run, { to, back: false, reason: "jumped", ...(from ? { from: from.id } : {}) });
  },
};

function whyNoJump(ask: Ask): Issue | undefined {
  const { view, input } = ask;
  if (view.instance.life) return issue("NOT_ALLOWED", "", { command: "jump", ...nodeParams(view, view.plan.start) });
  if (ask.probe) return undefined;
  const visit = visitOf(view, input.visit ?? "");
  const there = visit && whyNotThere(view, visit, input.to ?? "");
  if (there) return there;
  return input.reason?.trim() ? undefined : issue("REASON_REQUIRED", "", { command: "jump" });
}

function whyNotThere(view: View, visit: Visit, to: string): Issue | undefined {
  const kind = view.plan.graph.nodes.get(to)?.kind;
  const targets = view.plan.def.nodes.filter((node) => node.kind === "start" || node.kind === "fill" || node.kind === "approval").map((node) => node.id);
  if (kind !== "start" && kind !== "fill" && kind !== "approval") return issue("RETURN_TARGET", "", { to: to === "" ? "?" : to, targets });
  const from = view.plan.regionOf.get(visit.node) ?? "root";
  const region = view.plan.regionOf.get(to) ?? "root";
  if (!isWithin(view.plan, from, region)) return issue("JUMP_INTO_BRANCH", "", { to, toZh: titleOf(view, to).zh, toEn: titleOf(view, to).en });
  const walked = to === visit.node || trailOf(view, region).some((one) => one.node === to && one.id !== visit.id);
  if (view.plan.def.settings.permit !== true || walked) return undefined;
  return issue("JUMP_SKIPS_CONTROL", "", { to, toZh: titleOf(view, to).zh, toEn: titleOf(view, to).en, skipped: visit.node, skippedZh: titleOf(view, visit.node).zh, skippedEn: titleOf(view, visit.node).en });
}
