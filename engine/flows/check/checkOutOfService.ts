import type { Issue } from "../../issues/issue.ts";
import type { Act, LifeEvent } from "../../model/flow.ts";
import { checkUnapproved } from "./checkPermit.ts";
import { because, type FlowCheck, lifeIssue } from "./flowCheck.ts";

/**
 * Only an approved bypass takes alarms out of service (alarms.md 5): after an
 * approval nobody can go around or give to himself, by a person, in a live
 * state, of which `checkLife` knows that timers end it.
 */
export function checkOutOfService(check: FlowCheck): readonly Issue[] {
  const { nodes, life, settings } = check.def;
  const drawn = nodes.flatMap((node, i) => (node.kind === "act" && isBypass(node.act) ? [because("FLOW_PERMIT", `/nodes/${i}`, node.id, "停用报警只能是批准后状态机的事件", "only an event of the life after approval takes alarms out of service")] : []));
  const events = life?.events.flatMap((event, i) => ((event.effects ?? []).some(isBypass) ? checkBegin(event, `/life/events/${i}`, check) : [])) ?? [];
  if (!life?.events.some((event) => (event.effects ?? []).some(isBypass))) return drawn;
  const own = nodes.flatMap((node, i) => (node.kind === "approval" && node.selfApproval !== "forbid" ? [because("FLOW_PERMIT", `/nodes/${i}/selfApproval`, node.id, "申请人不得审批自己的停用申请", "the applicant may not approve; selfApproval must be `forbid`")] : []));
  return [...drawn, ...events, ...(settings.permit === true ? [] : [...own, ...checkUnapproved(check)])];
}

function isBypass(act: Act): act is Extract<Act, { do: "outOfService" }> {
  return act.do === "outOfService";
}

function checkBegin(event: LifeEvent, path: string, check: FlowCheck): readonly Issue[] {
  const tone = check.def.life?.states.find((state) => state.id === event.to)?.tone;
  return [
    ...(Array.isArray(event.by) ? [] : [lifeIssue(`${path}/by`, event.id, "停用报警须由人开始", "a person begins to take alarms out of service")]),
    ...(tone === "live" ? [] : [lifeIssue(`${path}/to`, event.id, "停用报警须进入生效中的状态，离开时恢复", "it must lead into a live state; leaving that puts the alarms back into service")]),
  ];
}
