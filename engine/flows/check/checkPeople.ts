import { type Issue, warning } from "../../issues/issue.ts";
import { canonicalJson } from "../../model/canonical.ts";
import type { Candidates } from "../../model/candidates.ts";
import type { ApprovalNode, FillNode } from "../../model/flow.ts";
import { activePeople, resolveCandidates, type Seeker } from "../seats/resolveCandidates.ts";
import { checkCandidates } from "./checkCandidates.ts";
import { because, type FlowCheck } from "./flowCheck.ts";
import { memo } from "./memo.ts";
import { findsNobody } from "./nobody.ts";

const answers = new Set(["toAdmin", "block", "autoReject"]);

/** Whether anybody can ever hold the step. */
export function checkPeople(node: FillNode | ApprovalNode, path: string, check: FlowCheck): readonly Issue[] {
  return [
    ...(node.candidates.length === 0 ? [because("FLOW_NOBODY", `${path}/candidates`, node.id, "没有设置办理人", "no candidates are set")] : []),
    ...(node.candidates.length > 0 && findsNobody(node, check) ? [because("FLOW_NOBODY", `${path}/exclude`, node.id, "全部办理人都被排除，或按设置不可能有人", "every candidate is excluded or can name nobody")] : []),
    ...(answers.has(node.onNobody) ? [] : [because("FLOW_NOBODY", `${path}/onNobody`, node.id, "没有设置找不到人时怎么办", "nothing says what happens when nobody is found")]),
    ...(node.onNobody === "toAdmin" && check.def.settings.admin.length === 0 ? [because("FLOW_NOBODY", `${path}/onNobody`, node.id, "找不到人时转给管理员，但没有设置流程管理员", "falls to the administrator, but settings.admin names none")] : []),
    ...checkCandidates(node.candidates, node.id, `${path}/candidates`, check),
    ...checkCandidates(node.exclude ?? [], node.id, `${path}/exclude`, check),
    ...nobodyHere(node, path, check),
  ];
}

/** Today's directory, per org unit; only for candidates that depend on nothing but the unit. */
function nobodyHere(node: FillNode | ApprovalNode, path: string, check: FlowCheck): readonly Issue[] {
  if (node.candidates.length === 0 || !isPlain(node.candidates)) return [];
  const empty = emptyUnits(node.candidates, (node.exclude ?? []).filter((one) => isPlain([one])), check);
  return empty.length === 0 ? [] : [warning("FLOW_NOBODY_HERE", `${path}/candidates`, { node: node.id, orgs: empty })];
}

function isPlain(candidates: Candidates): boolean {
  return candidates.every((one) => one?.kind === "person" || (one?.kind === "role" && ["initiatorOrg", "$parent", "$root", "anywhere"].includes(one.at)));
}

const known = memo((_: FlowCheck) => new Map<string, readonly string[]>());

/** Units in which nobody is left today; many nodes name the same people, so each list is looked up once. */
function emptyUnits(candidates: Candidates, exclude: Candidates, check: FlowCheck): readonly string[] {
  const { directory, orgIds, form } = check;
  if (!directory || !form) return [];
  const key = canonicalJson([candidates, exclude]);
  const found = known(check).get(key);
  if (found) return found;
  const empty = orgIds.filter((orgId) => {
    const seeker: Seeker = { env: { form, answers: {}, ctx: { now: "" }, directory, orgId, now: 0 }, answers: {}, initiator: "" };
    const barred = new Set(resolveCandidates(seeker, exclude).map((one) => one.person));
    return activePeople(seeker, candidates).every((person) => barred.has(person));
  });
  known(check).set(key, empty);
  return empty;
}
