import { checkStep } from "../check/checkStep.ts";
import { openSeats } from "../run/seating.ts";
import { seatsFor } from "../seats/resolveSeats.ts";
import type { NodeKind } from "./nodeKind.ts";

/** Where a flow begins: one seat, the initiator's. */
export const start: NodeKind<"start"> = {
  kind: "start",
  enter: (run, _node, visit) => openSeats(run, visit, seatsFor([run.instance.initiator])),
  check: (node, path, check) => checkStep(node, path, check),
};
