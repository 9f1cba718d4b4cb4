import { issue, type Issue } from "../../issues/issue.ts";
import type { Act } from "../../model/flow.ts";
import { checkCandidates } from "./checkCandidates.ts";
import { checkCreate } from "./checkCreate.ts";
import { checkExpression, checkField } from "./checkExpression.ts";
import type { FlowCheck } from "./flowCheck.ts";

/** What each act must name. */
const members: { readonly [act in Act["do"]]: readonly string[] } = {
  setField: ["field", "value"], createSubmission: ["form"], startFlow: ["flow"], raiseAlarm: ["rule"], ackAlarm: ["rule"], outOfService: ["until"], interlock: ["cause", "area", "reason"], interlockOver: [], notify: ["candidates", "message"], webhook: ["event"], mqtt: ["topic"],
};

/** Problems of an act: what it names, the expressions it reads, and a flow that would start itself for ever. */
export function checkAct(act: Act, owner: string, path: string, check: FlowCheck): readonly Issue[] {
  if (!Object.hasOwn(members, String(act?.do))) return [issue("FLOW_INVALID", path, { what: `${owner}: act ${String(act?.do)}` })];
  const missing = members[act.do].filter((name) => !Object.hasOwn(act, name));
  if (missing.length > 0) return missing.map((name) => issue("FLOW_INVALID", `${path}/${name}`, { what: `${owner}: ${act.do} ${name}` }));
  switch (act.do) {
    case "setField": return [...checkField(act.field, owner, `${path}/field`, check), ...checkExpression(act.value, owner, `${path}/value`, check)];
    case "createSubmission": return checkCreate(act, owner, path, check);
    case "startFlow": return act.flow === check.def.id ? [issue("FLOW_LOOP", `${path}/flow`, { nodes: [owner] })] : [];
    case "raiseAlarm": case "ackAlarm": return act.key === undefined ? [] : checkExpression(act.key, owner, `${path}/key`, check);
    case "outOfService": return (["points", "rules", "from", "until"] as const).flatMap((name) => (act[name] === undefined ? [] : checkExpression(act[name], owner, `${path}/${name}`, check)));
    case "interlock": return checkExpression(act.area, owner, `${path}/area`, check);
    case "notify": return checkCandidates(act.candidates, owner, `${path}/candidates`, check);
    case "interlockOver": case "webhook": case "mqtt": return [];
  }
}
