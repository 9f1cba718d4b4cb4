import type { FlowDefinition, FlowNode, JsonValue } from "@safeloop/engine";
import { type Element, moddle } from "../xml/moddle.ts";
import { xmlText } from "../xml/settings.ts";

/** How a node is drawn: its BPMN type, its size in the diagram, and what else standard BPMN can say of it. */
export interface Shape {
  readonly type: string;
  readonly width: number;
  readonly height: number;
  readonly more?: (node: FlowNode, roots: Element[]) => object;
}

const event = { width: 36, height: 36 };
const gateway = { width: 50, height: 50 };
const task = { width: 100, height: 80 };

const expression = (body: string): Element => moddle().create("bpmn:FormalExpression", { body: xmlText(body) });

/** The timer or message a wait stands for; the message is declared beside the process. */
function causeOf(node: FlowNode, roots: Element[]): object {
  if (node.kind !== "wait") return {};
  const { until } = node;
  if ("duration" in until) return { eventDefinitions: [moddle().create("bpmn:TimerEventDefinition", { timeDuration: expression(until.duration) })] };
  if ("dateField" in until) return { eventDefinitions: [moddle().create("bpmn:TimerEventDefinition", { timeDate: expression(`\${${until.dateField}}`) })] };
  const message = moddle().create("bpmn:Message", { id: `_message_${roots.length}`, name: xmlText(until.event) });
  roots.push(message);
  return { eventDefinitions: [moddle().create("bpmn:MessageEventDefinition", { messageRef: message })] };
}

function endOf(node: FlowNode): object {
  const type = node.kind !== "end" ? undefined : node.terminate ? "Terminate" : node.outcome === "rejected" ? "Error" : undefined;
  return type === undefined ? {} : { eventDefinitions: [moddle().create(`bpmn:${type}EventDefinition`, {})] };
}

/** The standard takes a name without blanks there; any other id is in our settings alone. */
function calledOf(node: FlowNode): object {
  return node.kind === "subflow" && /^[A-Za-z_][\w.-]*$/.test(node.flow.id) ? { calledElement: node.flow.id } : {};
}

const diverging = (type: string): Shape => ({ type: `bpmn:${type}Gateway`, ...gateway, more: () => ({ gatewayDirection: "Diverging" }) });
const converging = (type: string): Shape => ({ type: `bpmn:${type}Gateway`, ...gateway, more: () => ({ gatewayDirection: "Converging" }) });

const shapes: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ["start", { type: "bpmn:StartEvent", ...event }],
  ["fill", { type: "bpmn:UserTask", ...task }],
  ["approval", { type: "bpmn:UserTask", ...task }],
  ["notify", { type: "bpmn:SendTask", ...task }],
  ["exclusive", diverging("Exclusive")],
  ["parallel", diverging("Parallel")],
  ["inclusive", diverging("Inclusive")],
  ["wait", { type: "bpmn:IntermediateCatchEvent", ...event, more: causeOf }],
  ["act", { type: "bpmn:ServiceTask", ...task }],
  ["subflow", { type: "bpmn:CallActivity", ...task, more: calledOf }],
  ["end", { type: "bpmn:EndEvent", ...event, more: endOf }],
]);

/** A kind this version does not know is kept, drawn as a bare task. */
const unknownKind: Shape = { type: "bpmn:Task", ...task };

/** A join that does not wait for all chosen branches has no plain gateway in BPMN: it is a complex one. */
function joinShape(mode: JsonValue, splitKind: string | undefined): Shape {
  if (splitKind === "parallel" || splitKind === "inclusive") return converging(mode !== "all" ? "Complex" : splitKind === "parallel" ? "Parallel" : "Inclusive");
  return converging("Exclusive");
}

/** The shape of each node, by position. */
export function shapesOf(flow: FlowDefinition): readonly Shape[] {
  const kinds = new Map(flow.nodes.map((node) => [node.id, node.kind]));
  return flow.nodes.map((node) => (node.kind === "join" ? joinShape(node.mode, kinds.get(node.of)) : (shapes.get(node.kind) ?? unknownKind)));
}
