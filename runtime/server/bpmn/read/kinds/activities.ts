import { textOf } from "../../xml/moddle.ts";
import { type Body, both, type ElementKind, type Seen } from "./elementKind.ts";

const whichFlow = both("须选择调用哪个已发布的流程。", "Choose which published flow is called.");

/** Stands where a revision must be chosen: no hash is like it. */
const unsetHash = "to-be-chosen";

/** A call of another flow. The name in the file is kept; which revision is meant, only we can say. */
function subflow({ element, id }: Seen): Body {
  const called = textOf(element, "calledElement");
  return {
    node: { kind: "subflow", flow: { id: called ?? id, hash: unsetHash }, sync: true, onChildReject: { do: "end" } },
    needsSetting: whichFlow,
    ...(called === undefined ? {} : { text: called }),
  };
}

/** Call activities, and sub-processes that are drawn collapsed (an expanded one becomes a block: subProcess.ts). */
export const activityKinds: readonly ElementKind[] = [
  { type: "bpmn:CallActivity", carries: ["subflow"], draw: subflow },
  { type: "bpmn:SubProcess", carries: [], draw: subflow },
  { type: "bpmn:Transaction", carries: [], draw: subflow },
  { type: "bpmn:AdHocSubProcess", carries: [], draw: subflow },
];
