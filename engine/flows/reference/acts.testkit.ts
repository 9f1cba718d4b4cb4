import type { Act, ActNode } from "../../model/flow.ts";
import { valueOf } from "./facts.testkit.ts";
import type { Run } from "./run.testkit.ts";
import type { Visit } from "./types.testkit.ts";

/** Does an act: a field is set here, anything else is recorded as `<what>:<who>`. */
export function perform(run: Run, act: Act, who: string): void {
  if (act.do !== "setField") {
    run.state.effects.push(`${act.do}:${who}`);
    return;
  }
  const value = valueOf(run, act.value);
  if (value !== undefined) run.state.answers[act.field] = value; // unknown writes nothing
}

/** The act of a visit whose turn in the queue has come: again at each visit, or once per instance. */
export function performNode(run: Run, node: ActNode, visit: Visit): void {
  const repeat = node.repeat ?? (node.act.do === "setField" ? "eachVisit" : "once");
  const done = run.state.actsDone.includes(node.id);
  if (repeat === "once" && done) return;
  if (!done) run.state.actsDone.push(node.id);
  visit.acted = node.act.do !== "setField";
  perform(run, node.act, node.id);
}
