import { checkAct } from "../check/checkAct.ts";
import { causeAct } from "../run/causeAct.ts";
import { note, patch, patchVisit } from "../run/run.ts";
import { queueVisit } from "../run/seating.ts";
import type { NodeKind } from "./nodeKind.ts";

/** Causes an effect when its turn in the queue comes, so that a branch which has just lost its join causes none. */
export const act: NodeKind<"act"> = {
  kind: "act",
  enter: (run, _node, visit) => queueVisit(run, visit.id, "passed"),
  finish: (run, node, visit) => {
    const repeat = node.repeat ?? (node.act.do === "setField" ? "eachVisit" : "once");
    const done = repeat === "once" && run.instance.actsDone.includes(node.id);
    if (!done) causeAct(run, node.act);
    if (!done && node.act.do !== "setField") patchVisit(run, visit.id, { acted: true });
    if (!done) patch(run, { actsDone: [...new Set([...run.instance.actsDone, node.id])] });
    note(run, { command: "act", node: node.id, visit: visit.id, outcome: done ? "skipped" : node.act.do });
  },
  check: (node, path, check) => checkAct(node.act, node.id, `${path}/act`, check),
};
