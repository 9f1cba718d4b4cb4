import { issue, type Issue } from "../../issues/issue.ts";
import { nameOf } from "../run/view.ts";
import { isActive, seekerOf } from "../seats/resolveCandidates.ts";
import { isPersonNode, whyNotEligible } from "../seats/resolveSeats.ts";
import { seatedPeople } from "../seats/seatTree.ts";
import { type Ask, taskOf } from "./ask.ts";

const eligibility = {
  inactive: { reason: "inactive", reasonZh: "账号停用或不存在", reasonEn: "the account is disabled or unknown" },
  excluded: { reason: "excluded", reasonZh: "职责分离，不能兼任", reasonEn: "barred by separation of duty" },
  self: { reason: "self", reasonZh: "申请人不能审批自己的申请", reasonEn: "the initiator may not decide on their own request" },
} as const;

/** Why a person cannot come to this step: not eligible, or seated here already. */
export function whyNotHere(ask: Ask, person: string): Issue | undefined {
  return whyNotEligibleHere(ask, person) ?? whySeated(ask, person);
}

export function whyNotEligibleHere(ask: Ask, person: string): Issue | undefined {
  const { step } = taskOf(ask);
  const { directory } = ask.view.env;
  const reason = isPersonNode(step.node) ? whyNotEligible(seekerOf(ask.view), step.node, person) : isActive(directory, person) ? undefined : "inactive";
  return reason === undefined ? undefined : issue("NOT_ELIGIBLE", "", { person: nameOf(ask.view, person), ...eligibility[reason] });
}

export function whySeated(ask: Ask, person: string): Issue | undefined {
  return seatedPeople(taskOf(ask).visit).includes(person) ? issue("ONE_SEAT_PER_PERSON", "", { person: nameOf(ask.view, person) }) : undefined;
}
