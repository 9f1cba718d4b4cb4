import { because } from "../check/flowCheck.ts";
import { checkCandidates } from "../check/checkCandidates.ts";
import { join, note, tell } from "../run/run.ts";
import { queueVisit } from "../run/seating.ts";
import { activePeople, seekerOf } from "../seats/resolveCandidates.ts";
import { isCarriedWalk } from "./isCarriedWalk.ts";
import type { NodeKind } from "./nodeKind.ts";

/** Tells people and goes on. Not repeated on a re-walk after a return with `back`. */
export const notify: NodeKind<"notify"> = {
  kind: "notify",
  enter: (run, node, visit) => {
    const people = isCarriedWalk(run, visit) ? [] : activePeople(seekerOf(run), node.candidates);
    join(run, people);
    tell(run, people, "flow.cc", node.message, { node: node.id });
    note(run, { command: "notify", node: node.id, visit: visit.id, detail: { people } });
    queueVisit(run, visit.id, "passed");
  },
  check: (node, path, check) => [
    ...(node.candidates.length === 0 ? [because("FLOW_NOBODY", `${path}/candidates`, node.id, "没有设置抄送对象", "no recipients are set")] : []),
    ...checkCandidates(node.candidates, node.id, `${path}/candidates`, check),
  ],
};
