import { checkConditions } from "../check/checkConditions.ts";
import { blockVisit } from "../run/seating.ts";
import type { NodeKind } from "./nodeKind.ts";

/** Opens every branch whose condition is true, chosen once on entry. Stays only on permits, while a condition is unknown. */
export const inclusive: NodeKind<"inclusive"> = {
  kind: "inclusive",
  enter: (run, _node, visit) => blockVisit(run, visit.id, "unknownCondition"),
  check: (node, path, check) => checkConditions(node, path, check),
};
