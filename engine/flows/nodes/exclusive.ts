import { checkConditions } from "../check/checkConditions.ts";
import { blockVisit } from "../run/seating.ts";
import type { NodeKind } from "./nodeKind.ts";

/** Goes the first way whose condition is true, else the default one. Stays only on permits, while a condition is unknown. */
export const exclusive: NodeKind<"exclusive"> = {
  kind: "exclusive",
  enter: (run, _node, visit) => blockVisit(run, visit.id, "unknownCondition"),
  check: (node, path, check) => checkConditions(node, path, check),
};
