import { textOf } from "../../xml/moddle.ts";
import { type Body, both, type ElementKind, type NodeBody, type Seen } from "./elementKind.ts";

type Split = "exclusive" | "parallel" | "inclusive";

/** Where lines only meet. One line in and one out is a split with a single branch, unless it says that it converges. */
function onlyMeets({ element, ins, outs }: Seen): boolean {
  if (outs > 1) return false;
  return ins > 1 || outs === 0 || textOf(element, "gatewayDirection") === "Converging";
}

/** A gateway is a split or a join; one that is both gets a join before it (merges.ts), which waits as `meets` says; an inclusive one as its split demands. */
function gateway(kind: Split, meets: "all" | "any" | undefined, more: Pick<Body, "needsSetting"> = {}): (seen: Seen) => Body {
  return (seen) => ({ node: onlyMeets(seen) ? join : { kind }, ...(meets ? { meets } : {}), ...more });
}

/** Which split it joins, and so its mode, is found in pairJoins.ts. */
const join: NodeBody = { kind: "join", of: "", mode: "all" };

const complex = both("复杂网关：请设置分支条件，或汇合所需的分支数。", "A complex gateway: set the conditions, or how many branches the join needs.");
const eventBased = both("事件网关：我们按条件选择分支，请为各分支设置条件，或改为并行加等待。", "An event-based gateway: we choose by conditions; set them, or redraw as parallel branches with waits.");

/** Gateways. */
export const gatewayKinds: readonly ElementKind[] = [
  { type: "bpmn:ExclusiveGateway", carries: ["exclusive", "join"], draw: gateway("exclusive", "any") },
  { type: "bpmn:ParallelGateway", carries: ["parallel", "join"], draw: gateway("parallel", "all") },
  { type: "bpmn:InclusiveGateway", carries: ["inclusive", "join"], draw: gateway("inclusive", undefined) },
  { type: "bpmn:ComplexGateway", carries: ["inclusive", "join"], draw: gateway("inclusive", "any", { needsSetting: complex }) },
  { type: "bpmn:EventBasedGateway", carries: ["exclusive"], draw: gateway("exclusive", "any", { needsSetting: eventBased }) },
];
