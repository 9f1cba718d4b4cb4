import { issue, type Issue } from "../../issues/issue.ts";
import { verdictIssue, type SlotStrictness } from "../../strictness/index.ts";
import { forgedFields } from "../locks/closure.ts";
import { flowDoors } from "../locks/flowDoors.ts";
import { secondDoors } from "../locks/floor.ts";
import { looserSlots } from "../locks/slots.ts";
import { opPath } from "../overlay/opPath.ts";
import type { Overlay } from "../overlay/overlay.ts";
import { definitionOf, type Ref } from "../tree/element.ts";
import type { TreeFault, TreeJudge } from "./judged.ts";

/**
 * What stood beside the locks of one version may be a way around those of the
 * next: a check that is locked only now reads what a local act writes, a step
 * that is locked only now is passed by. No operation is forbidden by itself
 * then, so the tree is judged as a whole, as it is at authoring.
 */
export function judgeLocks({ layer, ops }: Pick<Overlay, "layer" | "ops">, strictness: SlotStrictness): TreeJudge {
  const touched = new Set(ops.map((op) => definitionOf(op.el)));
  const fault = (el: Ref, what: Issue): TreeFault => ({ as: "LOCK_NEW", issue: what, el });
  return (tree, upper) => [
    ...forgedFields(upper, tree).map((one) => fault(one.writer, issue("LOCK_CLOSURE", opPath(one.writer), { el: one.writer, field: one.field, check: one.because }))),
    ...flowDoors(upper, tree, layer, touched).map(({ flow, ...one }) => fault(`flow/${flow}#flow`, { ...one, path: opPath(`flow/${flow}`) })),
    ...secondDoors(upper, tree).map((one) => fault(one.flow, issue("GOVERNED_KIND", opPath(one.flow), { flow: one.flow, kind: one.governs, template: one.template }))),
    ...looserSlots(upper, tree, strictness, layer).flatMap(({ el, slot, verdict }) => {
      const what = verdictIssue(verdict, opPath(`${el}|${slot}`), { el, facet: slot, upper: "", local: slot, source: "" });
      return what ? [fault(el, what)] : [];
    }),
  ];
}
