import { checkPeople } from "../check/checkPeople.ts";
import { checkStep } from "../check/checkStep.ts";
import { checkVote } from "../check/checkVote.ts";
import { checkRejectTarget } from "../check/checkTargets.ts";
import { seatPeople } from "../run/seating.ts";
import type { NodeKind } from "./nodeKind.ts";

/** People vote; the mode says what the votes decide. */
export const approval: NodeKind<"approval"> = {
  kind: "approval",
  enter: seatPeople,
  check: (node, path, check) => [
    ...checkStep(node, path, check), ...checkPeople(node, path, check), ...checkVote(node, path),
    ...checkRejectTarget(node.id, node.onReject, `${path}/onReject`, check),
  ],
};
