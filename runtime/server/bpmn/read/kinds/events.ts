import type { FlowNode } from "@safeloop/engine";
import { type Element, manyOf, oneOf, textOf, typeName } from "../../xml/moddle.ts";
import { type Body, both, type ElementKind, type NoBody, type Seen } from "./elementKind.ts";
import { untilOf } from "./timers.ts";

/** Event definitions of an event, its own and those it refers to. */
function causesOf(element: Element): readonly Element[] {
  return [...manyOf(element, "eventDefinitions"), ...manyOf(element, "eventDefinitionRef")];
}

function nameOf(cause: Element, { element, id }: Seen): string {
  const named = oneOf(cause, "messageRef") ?? oneOf(cause, "signalRef");
  return (named && textOf(named, "name")) ?? textOf(element, "name") ?? id;
}

/** A flow is begun by a person or by another flow: what else may trigger a start is not carried over. */
function start(): Body {
  return { node: { kind: "start", fields: { "*": "edit" } } };
}

const outcomes: { readonly [cause: string]: string } = { errorEventDefinition: "rejected", cancelEventDefinition: "cancelled" };

/** error → rejected, cancel → cancelled, all else approved; terminate ends everything. */
function end({ element }: Seen): Body {
  const causes = causesOf(element);
  const stands = causes.filter((one) => typeName(one) in outcomes || typeName(one) === "terminateEventDefinition");
  const outcome = stands.map((one) => outcomes[typeName(one)]).find((one) => one !== undefined) ?? "approved";
  const terminate = stands.some((one) => typeName(one) === "terminateEventDefinition");
  return { node: { kind: "end", outcome, ...(terminate ? { terminate: true as const } : {}) }, stands };
}

const linked = both("连接事件没有对应节点：请把两端直接连起来。", "There is no node for a link event: draw the line through.");
const waitFor = both("须设置等待哪个事件、以什么为键。", "Set which event it waits for, and its key.");

function waits(seen: Seen): Body | NoBody {
  const [cause, ...more] = causesOf(seen.element);
  if (cause && typeName(cause) === "linkEventDefinition") return { reason: linked };
  if (cause && more.length === 0 && typeName(cause) === "timerEventDefinition") return { ...untilOf(cause, seen), stands: [cause] };
  const named = cause ? nameOf(cause, seen) : seen.id;
  return { node: { kind: "wait", until: { event: named, key: null } }, stands: cause ? [cause] : [], needsSetting: waitFor };
}

const boundaryNote = both(
  "边界事件：引擎里步骤用时限（due）、退回或并行等待来表达。节点已保留但没有进线，须改画。",
  "A boundary event: our steps say this by a deadline (due), a return or a parallel wait. The node is kept without a line in; redraw it.",
);

function boundary(seen: Seen): Body | NoBody {
  const body = waits(seen);
  return "reason" in body ? body : { ...body, needsSetting: boundaryNote };
}

/** Message and signal are sent out as a webhook event; escalation and a bare milestone tell people. */
function throws(seen: Seen): Body | NoBody {
  const [cause] = causesOf(seen.element);
  const type = cause ? typeName(cause) : "none";
  if (type === "linkEventDefinition") return { reason: linked };
  if (type === "compensateEventDefinition") return { reason: both("没有补偿（compensation）：请改画为退回。", "There is no compensation: redraw it as a return.") };
  if (cause && (type === "messageEventDefinition" || type === "signalEventDefinition")) return { node: { kind: "act", act: { do: "webhook", event: nameOf(cause, seen) } }, stands: [cause] };
  return { node: { kind: "notify", candidates: [], message: seen.title }, stands: cause ? [cause] : [], needsSetting: both("须设置通知谁、说什么。", "Set who is told, and what.") };
}

const sends = ["act", "notify"] satisfies FlowNode["kind"][];

/** Events. */
export const eventKinds: readonly ElementKind[] = [
  { type: "bpmn:StartEvent", carries: ["start"], draw: start },
  { type: "bpmn:EndEvent", carries: ["end"], draw: end },
  { type: "bpmn:IntermediateCatchEvent", carries: ["wait"], draw: waits },
  { type: "bpmn:BoundaryEvent", carries: ["wait"], draw: boundary },
  { type: "bpmn:IntermediateThrowEvent", carries: sends, draw: throws },
  { type: "bpmn:ImplicitThrowEvent", carries: sends, draw: throws },
];
