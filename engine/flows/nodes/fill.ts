import { checkPeople } from "../check/checkPeople.ts";
import { checkStep } from "../check/checkStep.ts";
import { seatPeople } from "../run/seating.ts";
import type { NodeKind } from "./nodeKind.ts";

/** A person fills given sections; the first submit decides. */
export const fill: NodeKind<"fill"> = {
  kind: "fill",
  enter: seatPeople,
  check: (node, path, check) => [...checkStep(node, path, check), ...checkPeople(node, path, check)],
};
